using System.Text;

namespace Parley.Protocol.Names;

/// <summary>Folds names: two that differ only in case, width or composition fold to the same text.</summary>
/// <remarks>
/// Announced as <c>CASEMAPPING=rfc8265</c>, as Ergo does for names in any script; the fold is that of its
/// UsernameCaseMapped profile, with compatibility forms and final sigma folded too (docs/adr/0006). Source:
/// https://www.rfc-editor.org/rfc/rfc8265#section-3.3, https://modern.ircdocs.horse/#casemapping-parameter.
/// </remarks>
public static class Casemapping
{
    /// <summary>The value of the ISUPPORT parameter CASEMAPPING.</summary>
    public const string Name = "rfc8265";

    // Browsers have the canonical forms only. There names come from a server, each spelled in one way, so their keys agree all the same.
    private static readonly NormalizationForm Form = OperatingSystem.IsBrowser() ? NormalizationForm.FormC : NormalizationForm.FormKC;

    /// <summary>The name's key. Two names are one when their keys are equal, compared by ordinal.</summary>
    public static string Fold(string name)
    {
        if (Ascii.IsValid(name))
            return name.ToLowerInvariant();
        // U+FFFE is no character and cannot be normalized; a name that has it is nobody's.
        if (name.Contains('\uFFFE'))
            return name.ToLowerInvariant();
        // Upper first: it joins letters with two lower forms, such as the Greek sigmas.
        string cased = name.Normalize(Form).ToUpperInvariant().ToLowerInvariant();
        return cased.Normalize(Form);
    }

    /// <summary>Whether two names are one.</summary>
    public static bool Same(string left, string right) => Fold(left) == Fold(right);
}
