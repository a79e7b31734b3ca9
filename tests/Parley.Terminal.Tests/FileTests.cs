using Parley.Terminal.Files;

namespace Parley.Terminal.Tests;

public sealed class FileTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("5000", 5000)]
    [InlineData("5MB", 5_000_000)]
    [InlineData("100MiB", 104_857_600)]
    [InlineData("1.5 gib", 1_610_612_736)]
    [InlineData("2k", 2000)]
    [InlineData("3B", 3)]
    public void Sizes_as_people_write_them(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out long read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("-1")]
    [InlineData("5 apples")]
    [InlineData("5MiBs")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999999999T")]
    public void Others_are_none(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(1_440_000, "1.4 MB")]
    [InlineData(999_999, "1.0 MB")]
    [InlineData(27_600_000, "28 MB")]
    [InlineData(5_000_000_000_000_000, "5000 TB")]
    public void Sizes_for_people(long bytes, string text) => Assert.Equal(text, ByteSize.Format(bytes));

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("/d", null, "/d")]
    [InlineData(null, "XDG_DOWNLOAD_DIR=\"$HOME/Heruntergeladen\"", "/home/ada/Heruntergeladen")]
    [InlineData(null, "XDG_DOWNLOAD_DIR=\"/data\"", "/data")]
    [InlineData(null, "XDG_DOWNLOAD_DIR=\"$HOME/\"", null)]
    [InlineData(null, "#XDG_DOWNLOAD_DIR=\"/data\"", null)]
    public void On_a_free_desktop_the_person_says_where_downloads_are(string? variable, string? setting, string? expected)
        => Assert.Equal(
            expected,
            DownloadsFolder.OnFreedesktop(
                "/home/ada",
                name => name == "XDG_DOWNLOAD_DIR" ? variable : null,
                path => path == Path.Combine("/home/ada", ".config", "user-dirs.dirs") && setting is not null ? ["XDG_MUSIC_DIR=\"/m\"", setting] : []));

    [Theory]
    [InlineData("~/a b", "{home}/a b")]
    [InlineData("\"/x/a b\"", "/x/a b")]
    [InlineData("'/x'", "/x")]
    [InlineData("~", "{home}")]
    public void Paths_as_people_type_them(string typed, string path)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assert.Equal(Path.GetFullPath(path.Replace("{home}", home, StringComparison.Ordinal)), HomePath.Expand(typed));
    }
}
