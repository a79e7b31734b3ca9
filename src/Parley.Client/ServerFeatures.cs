namespace Parley.Client;

/// <summary>What the server announced of itself (ISUPPORT), with the defaults of plain IRC.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#rplisupport-parameters.</remarks>
public sealed class ServerFeatures
{
    /// <summary>The network's name, or null.</summary>
    public string? Network { get; private set; }

    /// <summary>The characters that a room's name begins with.</summary>
    public string RoomTypes { get; private set; } = "#&";

    /// <summary>The longest nickname; 9 until the server says.</summary>
    public int NicknameLength { get; private set; } = 9;

    /// <summary>Where files are uploaded by the server's own word; null: it takes none. See <see cref="ChatClient.UploadAddress"/>.</summary>
    public Uri? FileHost { get; private set; }
}
