using System.Globalization;
using Parley.Web.Files;

namespace Parley.Web.Tests.Files;

public sealed class FileKindTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1_000, "1.0 KB")]
    [InlineData(1_834_211, "1.8 MB")]
    [InlineData(9_999_999, "10 MB")]
    [InlineData(999_999_999, "1.0 GB")]
    [InlineData(1_073_741_824, "1.1 GB")]
    public void A_size_is_short(long bytes, string words)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Assert.Equal(words, FileKind.Size(bytes));
    }

    [Theory]
    [InlineData("tomato.JPEG", true)]
    [InlineData("a.png", true)]
    [InlineData("png", false)]
    [InlineData("plan.pdf", false)]
    [InlineData("photo.png.exe", false)]
    public void An_image_is_known_by_the_end_of_its_name(string name, bool image) => Assert.Equal(image, FileKind.IsImage(name));
}
