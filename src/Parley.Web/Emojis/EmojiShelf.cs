using System.Globalization;
using Microsoft.JSInterop;

namespace Parley.Web.Emojis;

/// <summary>The emoji, fetched when they are first needed, and those that were used here last.</summary>
internal sealed class EmojiShelf(IJSRuntime browser)
{
    private const int MostRecent = 24;
    private static readonly string[] Usual = ["👍", "❤️", "😂", "🎉", "😮", "😢"];

    private readonly List<string> _recent = [];
    private Task<EmojiSet>? _loading;
    private IJSObjectReference? _script;

    /// <summary>All of them; null: they were not fetched yet.</summary>
    public EmojiSet? Set { get; private set; }

    /// <summary>Those that were used last, the last one first.</summary>
    public IReadOnlyList<string> Recent => _recent;

    /// <summary>Those that lie at hand for reactions.</summary>
    public IReadOnlyList<string> Quick => [.. _recent.Concat(Usual).Distinct().Take(Usual.Length)];

    /// <summary>The skin tone that the person wants: 0 for none to 5.</summary>
    public int Tone { get; private set; }

    /// <summary>Fetches them, once.</summary>
    /// <exception cref="JSException">They cannot be had now; the next call tries again.</exception>
    public async Task<EmojiSet> LoadAsync()
    {
        try
        {
            return Set = await (_loading ??= FetchAsync());
        }
        catch (JSException)
        {
            _loading = null;
            throw;
        }
    }

    /// <summary>One was used.</summary>
    public async Task UseAsync(string emoji)
    {
        _recent.Remove(emoji);
        _recent.Insert(0, emoji);
        if (_recent.Count > MostRecent)
            _recent.RemoveAt(MostRecent);
        await KeepAsync();
    }

    /// <summary>Another skin tone is wanted.</summary>
    public async Task SetToneAsync(int tone)
    {
        Tone = tone;
        await KeepAsync();
    }

    private async Task KeepAsync()
    {
        _script ??= await ImportAsync();
        await _script.InvokeVoidAsync("keep", $"{Tone} {string.Join(' ', _recent)}");
    }

    private async Task<EmojiSet> FetchAsync()
    {
        _script ??= await ImportAsync();
        if (_recent.Count == 0 && (await _script.InvokeAsync<string?>("kept"))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var tone, .. var recent])
        {
            Tone = int.TryParse(tone, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 5 ? number : 0;
            _recent.AddRange(recent.Take(MostRecent));
        }
        return EmojiSet.Parse(await _script.InvokeAsync<string>("load", Language));
    }

    // The data have no Arabic.
    private static string Language => CultureInfo.CurrentUICulture.Name switch
    {
        "zh-Hans" => "zh-Hans",
        var name when name.StartsWith("zh", StringComparison.Ordinal) => "zh-Hans",
        var name when name.Length >= 2 && name[..2] is "de" or "es" or "fr" => name[..2],
        _ => "en",
    };

    private Task<IJSObjectReference> ImportAsync() => browser.InvokeAsync<IJSObjectReference>("import", "./emoji.js").AsTask();
}
