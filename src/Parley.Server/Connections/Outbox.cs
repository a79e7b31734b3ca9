using System.Buffers;
using Parley.Server.Delivery;

namespace Parley.Server.Connections;

/// <summary>What waits to be sent to one client.</summary>
/// <remarks>
/// Its promises:
/// 1. It never blocks: what the socket does not take at once waits here.
/// 2. It never reorders.
/// 3. It is bounded in bytes, what is on its way to the socket included.
/// 4. Over the bound only this client is closed.
/// Appending is cheap and sends nothing; <see cref="Flush"/> sends all that waits in one call. Both from any thread.
/// A message goes through one of these for each recipient, and each stretch of memory looked at on the way costs about as much as the code
/// here: so the lock is the object itself, and the form is kept here.
/// </remarks>
internal sealed partial class Outbox(ISink sink, int bound, Action<string> fail)
{
    // A lone block, shared with other outboxes and never written to; with a second one both move to _own.
    private byte[]? _shared;
    private byte[] _own = [];
    private int _ownLength;
    private int _onItsWay;
    private bool _touched;
    private bool _sending;
    private bool _sealed;
    private bool _dead;
    private TaskCompletionSource? _drained;

    /// <summary>The form in which the client wants its lines.</summary>
    public WireForm Form { get; set; }

    /// <summary>Whether so much waits that who appends of their own accord had better wait.</summary>
    public bool IsCrowded
    {
        get
        {
            lock (this)
                return !_sealed && !_dead && Waiting + _onItsWay > bound / 4;
        }
    }

    /// <summary>Appends whole lines; the array stays as it is from now on.</summary>
    /// <returns>Whether the caller is now the one to flush.</returns>
    public bool Append(byte[] lines)
    {
        lock (this)
        {
            if (!Admit(lines.Length))
                return false;
            if (_shared is null && _ownLength == 0 && !_held)
                _shared = lines;
            else
                AppendOwn(lines);
            return Touch();
        }
    }

    /// <summary>Appends whole lines by copying them.</summary>
    /// <returns>Whether the caller is now the one to flush.</returns>
    public bool Append(ReadOnlySpan<byte> lines)
    {
        lock (this)
        {
            if (!Admit(lines.Length))
                return false;
            AppendOwn(lines);
            return Touch();
        }
    }

    /// <summary>Sends what waits, as far as the socket takes it; the rest follows by itself.</summary>
    public void Flush()
    {
        if (!TryTake(first: true, out ReadOnlyMemory<byte> data, out byte[]? rented))
            return;
        do
        {
            int sent = sink.TrySend(data.Span);
            if (sent < 0)
            {
                Fail("Connection reset");
                return;
            }
            if (sent < data.Length)
            {
                _ = SendRestAsync(data[sent..], rented);
                return;
            }
            Return(rented);
        }
        while (TryTake(first: false, out data, out rented));
    }

    /// <summary>From now on nothing is taken but the last words.</summary>
    public void Seal()
    {
        lock (this)
        {
            _sealed = true;
            // Who waits to say more need not any longer.
            EndDraining();
        }
    }

    /// <summary>Appends the last words, whatever the bound, and seals.</summary>
    public void Finish(ReadOnlySpan<byte> lastWords)
    {
        lock (this)
        {
            if (_dead)
                return;
            _sealed = true;
            _held = false;
            AppendOwn(lastWords);
        }
    }

    /// <summary>Completes when everything has been sent, or cannot be any more.</summary>
    public Task DrainAsync()
    {
        Flush();
        lock (this)
        {
            if (_dead || (!_sending && Waiting == 0))
                return Task.CompletedTask;
            _drained ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    private void EndDraining()
    {
        _drained?.TrySetResult();
        _drained = null;
    }

    private int Waiting => _ownLength + (_shared?.Length ?? 0);

    private bool Admit(int bytes)
    {
        if (_dead || _sealed)
            return false;
        if (Waiting + _onItsWay + bytes <= bound)
            return true;
        // What waits is given up, but not what is half sent: the client shall read why at a line's beginning.
        Discard();
        fail("SendQ exceeded");
        return false;
    }

    private void Discard()
    {
        _shared = null;
        _ownLength = 0;
        _marks?.Clear();
    }

    private bool Touch() => !_touched && (_touched = true);

    private void AppendOwn(ReadOnlySpan<byte> lines)
    {
        byte[]? shared = _shared;
        _shared = null;
        int needed = _ownLength + lines.Length + (shared?.Length ?? 0);
        if (needed > _own.Length)
            Grow(needed);
        if (shared is not null)
            Copy(shared);
        Copy(lines);

        void Copy(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_own.AsSpan(_ownLength));
            _ownLength += bytes.Length;
        }
    }

    private void Grow(int needed)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _own.Length * 2));
        _own.AsSpan(0, _ownLength).CopyTo(larger);
        Return(_own);
        _own = larger;
    }

    /// <summary>Takes all that waits, to be sent by the caller alone; false when there is nothing or somebody else is sending.</summary>
    private bool TryTake(bool first, out ReadOnlyMemory<byte> data, out byte[]? rented)
    {
        lock (this)
        {
            (data, rented) = (default, null);
            if (first)
                _touched = false;
            if (_dead || (first && _sending))
                return false;
            _onItsWay = _held ? 0 : Waiting;
            _sending = _onItsWay > 0;
            if (!_sending)
            {
                EndDraining();
                return false;
            }
            if (_shared is not null)
                data = _shared;
            else
                (data, rented, _own) = (_own.AsMemory(0, _ownLength), _own, []);
            (_shared, _ownLength) = (null, 0);
            return true;
        }
    }

    private async Task SendRestAsync(ReadOnlyMemory<byte> rest, byte[]? rented)
    {
        try
        {
            do
            {
                await sink.SendAsync(rest);
                Return(rented);
            }
            while (TryTake(first: false, out rest, out rented));
        }
        catch (Exception broken) when (broken is IOException or System.Net.Sockets.SocketException or System.Net.WebSockets.WebSocketException
            or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            Fail("Connection reset");
        }
    }

    private void Fail(string reason)
    {
        lock (this)
        {
            _dead = true;
            _sending = false;
            Discard();
            EndDraining();
        }
        fail(reason);
    }

    private static void Return(byte[]? rented)
    {
        if (rented is { Length: > 0 })
            ArrayPool<byte>.Shared.Return(rented);
    }
}
