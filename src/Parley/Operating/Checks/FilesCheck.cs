using System.Security.Cryptography;
using System.Text.Json;

namespace Parley.Operating.Checks;

/// <summary>Looks whether the files that people sent are whole: each <c>ID.bin</c> with what <c>ID.json</c> says of it.</summary>
/// <param name="data">The data folder.</param>
internal sealed class FilesCheck(string data)
{
    private readonly string _folder = Path.Combine(data, "uploads");

    /// <summary>What is wrong, each a sentence.</summary>
    public IEnumerable<string> Problems()
        => Files("*.json").Select(Problem).OfType<string>();

    /// <summary>What a server that was killed has left behind. The next one removes it when it starts; of one that runs these are uploads that go on.</summary>
    public IEnumerable<string> Leftovers()
        => [.. Files("*.part"), .. Files("*.bin").Where(path => !File.Exists(Path.ChangeExtension(path, ".json")))];

    private IEnumerable<string> Files(string pattern) => Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder, pattern) : [];

    private static string? Problem(string about)
    {
        string bytes = Path.ChangeExtension(about, ".bin");
        try
        {
            using JsonDocument says = JsonDocument.Parse(File.ReadAllBytes(about));
            using FileStream file = File.OpenRead(bytes);
            if (says.RootElement.GetProperty("size").GetInt64() is var size && size != file.Length)
                return $"{bytes} has {file.Length} bytes, and should have {size}.";
            return says.RootElement.GetProperty("sha256").GetString() == Convert.ToHexStringLower(SHA256.HashData(file)) ? null : $"{bytes} holds something else than was sent.";
        }
        catch (FileNotFoundException)
        {
            // It may just have been removed, both of it.
            return File.Exists(about) ? $"{bytes} is missing." : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return $"{about} cannot be understood: {e.Message}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{bytes} cannot be read: {e.Message}";
        }
    }
}
