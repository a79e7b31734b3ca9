using System.Text;
using Parley.Core.Uploads;

namespace Parley.Core.Tests.Uploads;

public sealed class UploadNameTests
{
    [Theory]
    [InlineData("holiday.jpg", "holiday.jpg")]
    [InlineData("Résumé (2).pdf", "Résumé (2).pdf")]
    [InlineData("Re\u0301sume\u0301.pdf", "Résumé.pdf")]
    [InlineData("写真.png", "写真.png")]
    [InlineData("👩‍💻.txt", "👩‍💻.txt")]
    [InlineData("می‌خواهم.txt", "می‌خواهم.txt")]
    [InlineData(".bashrc", ".bashrc")]
    [InlineData("100%.txt", "100%.txt")]
    public void A_name_in_any_script_stays(string raw, string expected) => Assert.Equal(expected, UploadName.Clean(raw));

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\x", "x")]
    [InlineData(@"..\..\boot.ini", "boot.ini")]
    [InlineData("/", "file")]
    [InlineData("a/", "file")]
    public void Folders_are_cut_off(string raw, string expected) => Assert.Equal(expected, UploadName.Clean(raw));

    [Theory]
    [InlineData("a\r\nSet-Cookie: x", "aSet-Cookie: x")]
    [InlineData("a\0b.txt", "ab.txt")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("a\u2066b\u2069\u200F\u200B\uFEFF.txt", "ab.txt")]
    [InlineData("a\u2028b", "ab")]
    [InlineData("a\uD800b", "ab")]
    [InlineData("a\u00A0\u3000b", "a  b")]
    public void Nothing_hides_or_moves_text(string raw, string expected) => Assert.Equal(expected, UploadName.Clean(raw));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(" . . ")]
    [InlineData("\u202E\u0007")]
    public void A_name_of_nothing_is_file(string? raw) => Assert.Equal("file", UploadName.Clean(raw));

    [Fact]
    public void A_long_name_keeps_its_beginning_and_its_extension()
    {
        string name = UploadName.Clean(new string('漢', 300) + ".jpeg");

        Assert.Equal(new string('漢', 83) + ".jpeg", name);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 250, UploadName.MaxBytes);
    }

    [Fact]
    public void A_long_extension_is_cut_like_the_rest()
        => Assert.Equal(255, UploadName.Clean("a." + new string('x', 400)).Length);

    [Theory]
    [InlineData("holiday.jpg", "holiday.jpg")]
    [InlineData("漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢.jpeg", "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢.jpeg")]
    public void A_name_in_a_link_leaves_room_in_an_IRC_line(string name, string expected)
    {
        Assert.Equal(expected, UploadName.ForLink(name));
        Assert.True(Uri.EscapeDataString(UploadName.ForLink(name)).Length <= UploadName.MaxLinkLength);
    }

    [Fact]
    public void A_character_is_never_cut_in_two()
    {
        string name = UploadName.ForLink("a" + string.Concat(Enumerable.Repeat("🦊", 100)));

        Assert.Equal("a" + string.Concat(Enumerable.Repeat("🦊", 16)), name);
    }
}
