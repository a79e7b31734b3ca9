using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Parley.Core.Push;
using Parley.Server.Settings;

namespace Parley.Server.Push;

/// <summary>What became of a push.</summary>
internal enum PushOutcome
{
    /// <summary>The push service has taken it.</summary>
    Taken,

    /// <summary>The browser wants nothing any more.</summary>
    Gone,

    /// <summary>It may be taken later.</summary>
    Later,

    /// <summary>It will not be taken.</summary>
    Refused,
}

/// <summary>Sends to push services.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc8030.</remarks>
internal sealed class PushSender : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Longer, and people are told of what was said the day before yesterday.
    private static readonly TimeSpan KeptThere = TimeSpan.FromDays(1);

    private readonly HttpClient _http;
    private readonly VapidKey _key;
    private readonly string _contact;
    private readonly TimeProvider _time;

    public PushSender(PushOptions options, string contact, VapidKey key, TimeProvider time)
    {
        (_contact, _key, _time) = (contact, key, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = Patience,
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectCallback = (context, stop) => PushEndpoint.ConnectAsync(context.DnsEndPoint, options.Private, stop),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends one message.</summary>
    /// <param name="to">For whom.</param>
    /// <param name="text">At most <see cref="PushEncryption.MostBytes"/>.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <returns>What became of it, and how long the service wants to be left alone. Null: it has not said.</returns>
    public async Task<(PushOutcome Outcome, TimeSpan? Wait)> SendAsync(PushSubscription to, byte[] text, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            using HttpRequestMessage request = Request(to, text);
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ended.Token);
            return (OutcomeOf(response.StatusCode), response.Headers.RetryAfter is { } wait ? wait.Delta ?? wait.Date - _time.GetUtcNow() : null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return (PushOutcome.Later, null);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(PushSubscription to, byte[] text)
    {
        var endpoint = new Uri(to.Endpoint);
        var content = new ByteArrayContent(PushEncryption.Encrypt(text, to.PublicKey, to.Secret));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentEncoding.Add("aes128gcm");
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", _key.Authorize(endpoint, _contact, _time.GetUtcNow()));
        request.Headers.TryAddWithoutValidation("TTL", KeptThere.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("Urgency", "high");
        return request;
    }

    private static PushOutcome OutcomeOf(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => PushOutcome.Taken,
        HttpStatusCode.NotFound or HttpStatusCode.Gone => PushOutcome.Gone,
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => PushOutcome.Later,
        _ => PushOutcome.Refused,
    };
}
