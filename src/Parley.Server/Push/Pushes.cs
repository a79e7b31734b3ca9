using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Parley.Core.Accounts;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Push;
using Parley.Core.Rooms;
using Parley.Core.Storage;
using Parley.Core.Users;
using Parley.Protocol.Messages;
using Parley.Protocol.Names;
using Parley.Server.Delivery;

namespace Parley.Server.Push;

/// <summary>Tells people by Web Push what concerns them while nobody looks.</summary>
/// <remarks>
/// <list type="number">
/// <item>Who says something never waits for it: <see cref="Said"/> puts it into a queue, and a full queue drops it.</item>
/// <item>People are told of what names them in their rooms and of what is said to them alone, when none of their sessions is there (<see cref="User.Away"/>).</item>
/// <item>Nobody is told of what was read meanwhile, by a device whose access has ended, or more often than <see cref="MostPerHour"/>.</item>
/// </list>
/// </remarks>
internal sealed partial class Pushes : IAsyncDisposable
{
    /// <summary>The most that one endpoint gets in an hour.</summary>
    public const int MostPerHour = 300;

    private const int MostWaiting = 1000;
    private const int MostAttempts = 4;

    // What comes later than this is no news.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(60);

    private readonly Channel<Saying> _said = Channel.CreateBounded<Saying>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly PushLines<Push> _ready;
    private readonly CancellationTokenSource _stop = new();
    private readonly ServerState _server;
    private readonly PushBackoff _backoff;
    private readonly Quota _quota;
    private readonly ILogger _logger;
    private readonly PushSender _sender;
    private Task _running = Task.CompletedTask;

    public Pushes(ServerState server, VapidKey key, ILogger logger)
    {
        (_server, Key, _logger) = (server, key, logger);
        Subscriptions = new PushSubscriptions(server.Store.Push);
        _backoff = new PushBackoff(server.Time);
        _quota = new Quota(MostPerHour, server.Time);
        string contact = server.Options.Push.Contact ?? (server.Options.Server.Url is { Scheme: "https" } url ? url.AbsoluteUri : "https://parley.chat/");
        _ready = new PushLines<Push>(SendSafelyAsync);
        _sender = new PushSender(server.Options.Push, contact, key, server.Time);
    }

    /// <summary>By which push services know this server.</summary>
    public VapidKey Key { get; }

    /// <summary>Who is told, and where.</summary>
    public PushSubscriptions Subscriptions { get; }

    /// <summary>Begins to send.</summary>
    public void Start() => _running = Task.Run(SortAsync);

    /// <summary>Something was said in a room, or to a user. Never blocks.</summary>
    public void Said(Message message, IRoom? room, User? to)
    {
        if (!Subscriptions.IsEmpty && message.Kind == MessageKind.Privmsg)
            _said.Writer.TryWrite(new Saying(message, room, to));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _said.Writer.TryComplete();
        await _running;
        await _ready.EndAsync();
        _sender.Dispose();
        Key.Dispose();
        _stop.Dispose();
    }

    private async Task SortAsync()
    {
        await foreach (Saying saying in _said.Reader.ReadAllAsync())
        {
            if (_stop.IsCancellationRequested)
                return;
            string text = Encoding.UTF8.GetString(saying.Message.Text.Span);
            if (text.StartsWith('\u0001') && !text.StartsWith("\u0001ACTION ", StringComparison.Ordinal))
                continue;
            foreach (User user in saying.To is { } to ? [to] : Mentions.In(text, _server.Users).Where(user => user.Rooms.Contains(saying.Room!)))
                if (user.Account is { } account && user.Id != saying.Message.Sender && user.Away is not null)
                    foreach (PushSubscription subscription in Subscriptions.Of(account))
                        _ready.Add(account, new Push(subscription, user, saying, 1));
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever is wrong with one push, the others are sent.")]
    private async Task SendSafelyAsync(Push push)
    {
        try
        {
            if (!_stop.IsCancellationRequested)
                await SendAsync(push);
        }
        catch (StorageException)
        {
            // Whether the device may still be told is not known: then it is not.
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody is told any more.
        }
        catch (Exception e)
        {
            LogBroken(_logger, new Uri(push.To.Endpoint).Host, e);
            Forget(push.To);
        }
    }

    private async Task SendAsync(Push push)
    {
        PushSubscription to = push.To;
        if (IsSeen(push) || !Subscriptions.Of(to.Account).Contains(to) || !await IsAllowedAsync(to))
            return;
        if (_backoff.WaitFor(to.Endpoint) is var wait && wait > TimeSpan.Zero)
        {
            Retry(push, wait);
            return;
        }
        if (!_quota.TryTake(to.Endpoint))
            return;
        (PushOutcome outcome, TimeSpan? asked) = await _sender.SendAsync(to, Encode(push.Saying.Message), _stop.Token);
        switch (outcome)
        {
            case PushOutcome.Taken:
                _backoff.Works(to.Endpoint);
                break;
            case PushOutcome.Gone:
                Forget(to);
                break;
            case var _ when !_backoff.Fails(to.Endpoint, asked):
                LogGivenUp(_logger, new Uri(to.Endpoint).Host);
                Forget(to);
                break;
            case PushOutcome.Later:
                Retry(push, _backoff.WaitFor(to.Endpoint));
                break;
        }
    }

    private void Retry(Push push, TimeSpan wait)
    {
        if (push.Attempt < MostAttempts && wait <= LongestWait)
            _ = RetryAsync(push with { Attempt = push.Attempt + 1 }, wait);
    }

    private async Task RetryAsync(Push push, TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, _server.Time, _stop.Token);
            _ready.Add(push.To.Account, push);
        }
        catch (OperationCanceledException)
        {
            // Nobody is told any more.
        }
    }

    private bool IsSeen(Push push)
    {
        Message message = push.Saying.Message;
        string target = push.Saying.Room?.Name ?? SourceMask.Parse(message.Source).Nickname;
        return push.User.Away is null || push.User.HasGone || _server.ReadMarkers.Find(Party.OfAccount(push.To.Account), target) >= message.At;
    }

    // The account may be no more or suspended, and the device may not be the account's any more.
    private async Task<bool> IsAllowedAsync(PushSubscription to)
    {
        Account? account = await _server.Accounts.FindAsync(to.Account);
        bool isOld = _server.Time.GetUtcNow() - to.Renewed > ForgottenAfter;
        if (account is null || isOld || (to.Device is { } device && !account.Devices.Any(known => known.TokenHash == device)))
        {
            Forget(to);
            return false;
        }
        return account.Suspended is null;
    }

    private void Forget(PushSubscription subscription)
    {
        Subscriptions.Forget(subscription.Account, subscription.Endpoint);
        _backoff.Works(subscription.Endpoint);
    }

    // Without the tags of clients, which could be too long for push services; of several lines those that fit one.
    private static byte[] Encode(Message message)
    {
        ReadOnlyMemory<byte> text = message.Lines is null ? message.Text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message.Text.Span).ReplaceLineEndings(" "));
        var line = new LineWriter();
        WireForms.Write(line, message with { Text = text, Lines = null, ClientTags = default }, WireForm.OfMessages);
        return line.Written[..^2].ToArray();
    }

    [LoggerMessage(181, LogLevel.Information, "A browser's push service at {Host} has failed for a week; nothing is sent to that browser any more.")]
    private static partial void LogGivenUp(ILogger logger, string host);

    [LoggerMessage(182, LogLevel.Warning, "Nothing can be encrypted for a browser at {Host}; nothing is sent to it any more.")]
    private static partial void LogBroken(ILogger logger, string host, Exception e);

    private readonly record struct Saying(Message Message, IRoom? Room, User? To);

    private readonly record struct Push(PushSubscription To, User User, Saying Saying, int Attempt);
}
