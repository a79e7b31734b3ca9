using System.Text;
using Parley.Web.Invites;
using QRCoder;

namespace Parley.Web.Tests.Invites;

public sealed class QrCodeTests
{
    // Another encoder may find another mask the best, but with the same mask all modules are the same.
    [Theory]
    [InlineData("a")]
    [InlineData("http://chat.example/#garden?invite=AbCdEfGhIjKlMnOpQrStUv")]
    [InlineData("https://chat.example:2428/#%E5%BA%AD%E5%9C%92")]
    public void It_is_what_another_encoder_makes_of_the_text(string text) => IsTheSame(text);

    [Fact]
    public void It_is_so_in_every_length()
    {
        for (int length = 1; length <= QrCode.MostBytes; length += 4)
            IsTheSame(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * 7 % 26)))));
        IsTheSame(new string('z', QrCode.MostBytes));
    }

    [Fact]
    public void What_is_too_long_is_no_code() => Assert.Throws<ArgumentOutOfRangeException>(() => new QrCode(new string('z', QrCode.MostBytes + 1)));

    [Fact]
    public void By_itself_it_chooses_one_of_the_masks()
    {
        string[] all = [.. Enumerable.Range(0, 8).Select(mask => Draw(new QrCode("parley", mask)))];
        Assert.Contains(Draw(new QrCode("parley")), all);
        Assert.Equal(8, all.Distinct().Count());
    }

    private static void IsTheSame(string text)
    {
        using QRCodeData other = QRCodeGenerator.GenerateQrCode(Encoding.UTF8.GetBytes(text), QRCodeGenerator.ECCLevel.M);
        int size = other.ModuleMatrix.Count - 8;
        string expected = string.Join('\n', Enumerable.Range(4, size).Select(y => string.Concat(Enumerable.Range(4, size).Select(x => other.ModuleMatrix[y][x] ? '#' : '.'))));
        Assert.Contains(expected, Enumerable.Range(0, 8).Select(mask => Draw(new QrCode(text, mask))));
    }

    private static string Draw(QrCode code)
        => string.Join('\n', Enumerable.Range(0, code.Size).Select(y => string.Concat(Enumerable.Range(0, code.Size).Select(x => code[x, y] ? '#' : '.'))));
}
