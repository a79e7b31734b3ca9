using Parley.Web.Files;

namespace Parley.Web.Tests.Files;

public sealed class FileKindTests
{
    [Theory]
    [InlineData("tomato.JPEG", FileForm.Image)]
    [InlineData("a.png", FileForm.Image)]
    [InlineData("png", FileForm.Card)]
    [InlineData("plan.pdf", FileForm.Card)]
    [InlineData("photo.png.exe", FileForm.Card)]
    [InlineData("song.mp3", FileForm.Sound)]
    [InlineData("walk.MP4", FileForm.Film)]
    [InlineData("notes.txt", FileForm.Text)]
    [InlineData("page.html", FileForm.Text)]
    [InlineData("data.json", FileForm.Text)]
    public void How_a_file_is_shown_is_known_by_the_end_of_its_name(string name, FileForm form) => Assert.Equal(form, FileKind.Of(name));

    [Theory]
    [InlineData("plan.pdf", "PDF")]
    [InlineData("photo.png.exe", "EXE")]
    [InlineData("README", "")]
    [InlineData("v1.2 final draft", "")]
    [InlineData("evil.<b>", "")]
    [InlineData("a.longending", "")]
    public void A_type_is_named_when_the_name_ends_in_one(string name, string type) => Assert.Equal(type, FileKind.Type(name));
}
