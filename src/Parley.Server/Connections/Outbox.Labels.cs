namespace Parley.Server.Connections;

/// <summary>Holding what waits while a labelled command runs, so that its answers can be marked as such without leaving their place.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/labeled-response.</remarks>
internal sealed partial class Outbox
{
    // The answers among what waits: where each line begins, in order.
    private List<int>? _marks;
    private bool _held;

    /// <summary>From now on nothing is sent until <see cref="Release()"/>.</summary>
    public void Hold()
    {
        lock (this)
            _held = true;
    }

    /// <summary>Appends lines that answer the labelled command.</summary>
    public void AppendAnswer(ReadOnlySpan<byte> lines)
    {
        lock (this)
        {
            if (!Admit(lines.Length))
                return;
            int start = Waiting;
            AppendOwn(lines);
            _marks ??= [];
            for (int at = 0; at < lines.Length; at += lines[at..].IndexOf((byte)'\n') + 1)
                _marks.Add(start + at);
        }
    }

    /// <summary>Ends the holding without a mark on what waits.</summary>
    /// <returns>Whether the caller is now the one to flush.</returns>
    public bool Release()
    {
        lock (this)
        {
            _held = false;
            _marks?.Clear();
            return !_dead && !_sealed && Waiting > 0 && Touch();
        }
    }

    /// <summary>Ends the holding: the answers get their label, or a batch when they are several, or are stood for by an ACK when there is none.</summary>
    /// <param name="label">The tag <c>label=…</c>.</param>
    /// <param name="batch">The reference of the batch, should one be needed.</param>
    /// <param name="source">The server's name.</param>
    /// <param name="part">Which part of the answers waits. When it is not all of them, they are a batch in any case.</param>
    /// <returns>Whether the caller is now the one to flush.</returns>
    public bool Release(ReadOnlySpan<byte> label, ReadOnlySpan<byte> batch, ReadOnlySpan<byte> source, AnswerPart part)
    {
        lock (this)
        {
            _held = false;
            if (_dead || _sealed)
                return false;
            var marked = new MarkedLines(_own.AsSpan(0, _ownLength), _marks ?? []);
            byte[] lines = marked.Rewrite(label, batch, source, part);
            _marks?.Clear();
            _ownLength = 0;
            byte[]? before = _shared;
            _shared = null;
            if (before is not null)
                AppendOwn(before);
            AppendOwn(lines);
            return Touch();
        }
    }
}
