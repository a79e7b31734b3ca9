namespace Parley.Server.Settings;

/// <summary>Describes one option: what it is for, and which texts are allowed for it.</summary>
/// <param name="text">What it is for, in a sentence or two for the person who runs the server, with its unit.</param>
[AttributeUsage(AttributeTargets.Property)]
public abstract class SettingAttribute(string text) : Attribute
{
    /// <summary>What the option is for.</summary>
    public string Text { get; } = text;

    /// <summary>The option's name on the command line, such as <c>--listen</c>. Null: it has none there.</summary>
    public string? Switch { get; init; }

    /// <summary>What is allowed, as it completes the sentence "expected …".</summary>
    public abstract string Allowed { get; }

    /// <summary>One word for the value, in capitals, for help.</summary>
    public abstract string Placeholder { get; }

    /// <summary>Values to show when the option has none by default.</summary>
    public virtual string? Example => null;

    /// <summary>Whether the values are names in the file system, which are relative to the file that they stand in.</summary>
    public virtual bool IsPath => false;

    /// <summary>The only values there are, for completion. Empty: there are too many.</summary>
    public virtual IReadOnlyList<string> Choices => [];

    /// <summary>Whether this text is allowed. What is allowed can be converted to the option's type.</summary>
    public abstract bool Allows(string value);
}
