namespace Parley.Server.Settings;

/// <summary>What the server says about itself, and the password that it asks for. All of it can change while it runs (REHASH).</summary>
public sealed record NetworkOptions
{
    [NetworkName("What people call this network (ISUPPORT NETWORK). Without it: the server's name.")]
    public string? Name { get; init; }

    [WebAddress("A picture that stands for the network, preferably by https (ISUPPORT draft/ICON).")]
    public Uri? Icon { get; init; }

    [Line("What the server is, in a few words (INFO).")]
    public string Description { get; init; } = "A Parley chatroom";

    [Line("Who runs the server: up to three lines, such as an organisation, a place and an e-mail address (ADMIN).")]
    public IReadOnlyList<string> Admin { get; init; } = [];

    [Password("The password that every client must give first (PASS), preferably as \"parley hash-password\" prints it. Without it: none is asked for.")]
    public string? Password { get; init; }
}
