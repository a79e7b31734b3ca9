using System.Text;
using Parley.Core.Search;

namespace Parley.Core.Tests.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("!? …", "")]
    [InlineData("Red ROSES, red!", " red roses red ")]
    [InlineData("Crème Brûlée", " creme brulee ")]
    [InlineData("Cre\u0300me", " creme ")]
    [InlineData("Ελλάδα Привёт", " ελλαδα привет ")]
    [InlineData("مَرْحَبًا", " مرحبا ")]
    [InlineData("ｆｕｌｌ", " full ")]
    [InlineData("हिन्दी भाषा", " हिन्दी भाषा ")]
    [InlineData("今天天气", " 今天 天天 天气 气 ")]
    [InlineData("a今b", " a 今 b ")]
    [InlineData("ガム", " ガム ム ")]
    [InlineData("한국어", " 한국 국어 어 ")]
    [InlineData("ไทย", " ไท ทย ย ")]
    [InlineData("ship it🎉now", " ship it 🎉 now ")]
    [InlineData("https://a.example/x_y?z=1", " https a example x y z 1 ")]
    [InlineData("\u0001ACTION waves\u0001", " waves ")]
    [InlineData("\u0002b\u0002old \u000304,12red \u000399\u0004ff0000x", " bold red x ")]
    public void Words_are_without_case_accents_and_formats(string text, string expected)
        => Assert.Equal(expected, SearchText.Fold(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("天", "今天天气", true)]
    [InlineData("天气", "今天天气", true)]
    [InlineData("今天天气", "今天天气好", true)]
    [InlineData("天今", "今天天气", false)]
    [InlineData("気", "天気", true)]
    [InlineData("garden", "gardening", false)]
    [InlineData("gard*", "gardening", true)]
    [InlineData("red roses", "Red, roses", true)]
    [InlineData("red roses", "red and roses", false)]
    [InlineData("ros", "primrose", false)]
    [InlineData("天气ok", "今天天气OK", true)]
    public void A_part_of_a_query_is_found_in_a_text(string sought, string text, bool isThere)
        => Assert.Equal(isThere, SearchTerm.Parse(sought)!.Value.IsIn(SearchText.Fold(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("see http://chat.example/files/abcdefghijklmnopqrstuvwxyz/photo.jpg", true)]
    [InlineData("see http://chat.example/files/short/photo.jpg /files/abcdefghijklmnopqrstuvwxy2/x", true)]
    [InlineData("see http://chat.example/files/short/photo.jpg", false)]
    [InlineData("/files/abcdefghijklmnopqrstuvwxyz", false)]
    [InlineData("/files/", false)]
    public void Links_of_files_are_seen(string text, bool hasFile) => Assert.Equal(hasFile, SearchText.HasFile(Encoding.UTF8.GetBytes(text)));
}
