using System.Text;
using Parley.Client.Files;

namespace Parley.Client.Tests;

/// <summary>Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file.</summary>
public sealed class FileNameTests
{
    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("Urlaub in Österreich 🏔.jpg", "Urlaub in Österreich 🏔.jpg")]
    [InlineData("日本語.tar.gz", "日本語.tar.gz")]
    [InlineData("cafe\u0301.txt", "café.txt")]
    public void A_good_name_stays(string name, string expected) => Assert.Equal(expected, FileName.Sanitize(name));

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\Windows\\win.ini", "win.ini")]
    [InlineData("/etc/shadow", "shadow")]
    [InlineData("C:\\boot.ini", "boot.ini")]
    [InlineData("C:boot.ini", "C_boot.ini")]
    [InlineData("a.txt:stream", "a.txt_stream")]
    [InlineData("\\\\host\\share\\x", "x")]
    [InlineData("~/x", "x")]
    [InlineData("a/..", "file")]
    [InlineData("..", "file")]
    [InlineData(".", "file")]
    [InlineData("", "file")]
    [InlineData("dir/", "file")]
    [InlineData("   ", "file")]
    public void No_name_leaves_the_folder(string name, string expected) => Assert.Equal(expected, FileName.Sanitize(name));

    [Theory]
    [InlineData("CON", "_CON")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("Com1.tar.gz", "_Com1.tar.gz")]
    [InlineData("LPT³", "_LPT³")]
    [InlineData("aux .txt", "_aux .txt")]
    [InlineData("CON ", "_CON")]
    [InlineData("conin$", "_conin$")]
    [InlineData("C\u200BON", "_CON")]
    [InlineData("console.log", "console.log")]
    [InlineData("COM10", "COM10")]
    public void No_name_is_a_device(string name, string expected) => Assert.Equal(expected, FileName.Sanitize(name));

    [Theory]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("\uFEFFa\u200B\u2066b.txt", "ab.txt")]
    [InlineData("a\nb\0c\u001B[31m\u009B.txt", "abc[31m.txt")]
    [InlineData("a\u00A0b\u3000c", "a b c")]
    [InlineData("a\u2028b", "ab")]
    [InlineData("\u3164\u2800", "file")]

    public void Nothing_in_it_hides_or_turns(string name, string expected) => Assert.Equal(expected, FileName.Sanitize(name));

    [Theory]
    [InlineData("a<b>c:d\"e|f?g*h", "a_b_c_d_e_f_g_h")]
    [InlineData("name. . .", "name")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("-rf", "_rf")]
    public void Every_platform_can_store_it(string name, string expected) => Assert.Equal(expected, FileName.Sanitize(name));

    [Theory]
    [InlineData("a", 300, ".jpeg", ".jpeg")]
    [InlineData("語", 100, ".tar", ".tar")]
    [InlineData("🦊", 100, "", "🦊")]
    [InlineData("a", 10, ".bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "b")]
    public void A_long_name_keeps_its_ending(string stem, int times, string ending, string expected)
    {
        string name = FileName.Sanitize(string.Concat(Enumerable.Repeat(stem, times)) + ending);
        Assert.EndsWith(expected, name, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 150, 200);
        Assert.DoesNotContain('\uFFFD', name);
    }

    [Fact]
    public void The_second_of_a_name_is_numbered()
    {
        Assert.Equal("photo (2).jpg", FileName.Number("photo.jpg", 2));
        Assert.Equal("README (10)", FileName.Number("README", 10));
    }

    [Fact]
    public void For_uploading_a_name_is_short_enough_that_its_link_fits_into_a_message()
    {
        string name = FileName.ForUpload(new string('語', 60) + ".jpeg");
        Assert.InRange(Uri.EscapeDataString(name).Length, 200, 250);
        Assert.EndsWith("語.jpeg", name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://x/files/abc/a.png", "abc", "a.png")]
    [InlineData("https://x:99/chat/files/A-_9/a%2Fb%20c", "A-_9", "a/b c")]
    public void A_link_names_a_file(string text, string id, string name)
    {
        Assert.True(FileLink.TryParse(text, out FileLink? link));
        Assert.Equal(new FileLink(id, name), link);
    }

    [Theory]
    [InlineData("see http://x/files/abc/a.png")]
    [InlineData("http://x/files/abc/a.png and more")]
    [InlineData("ftp://x/files/abc/a.png")]
    [InlineData("http://x/files/abc")]
    [InlineData("http://x/files/abc/")]
    [InlineData("http://x/files/abc/a/b")]
    [InlineData("http://x/files/a%20b/c")]
    [InlineData("http://x/files/../a/b")]
    [InlineData("http://x/files/abc/a?x=1")]
    [InlineData("http:files/abc/a")]
    [InlineData("http")]
    public void Other_text_does_not(string text) => Assert.False(FileLink.TryParse(text, out _));
}
