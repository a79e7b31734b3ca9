using Parley.Web.Files;

namespace Parley.Web.Tests.Files;

public sealed class FileKindTests
{
    [Theory]
    [InlineData("tomato.JPEG", true)]
    [InlineData("a.png", true)]
    [InlineData("png", false)]
    [InlineData("plan.pdf", false)]
    [InlineData("photo.png.exe", false)]
    public void An_image_is_known_by_the_end_of_its_name(string name, bool image) => Assert.Equal(image, FileKind.IsImage(name));
}
