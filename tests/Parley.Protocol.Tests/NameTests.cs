using Parley.Protocol.Names;

namespace Parley.Protocol.Tests;

public sealed class NameTests
{
    [Theory]
    [InlineData("Ada", "aDA")]
    [InlineData("Zoë", "ZOE\u0308")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφος")]
    [InlineData("Ｗｉｄｅ", "wide")]
    [InlineData("МИР", "мир")]
    public void Names_that_differ_in_case_width_or_composition_are_one(string left, string right)
        => Assert.True(Casemapping.Same(left, right));

    [Theory]
    [InlineData("a[", "a{")]
    [InlineData("e", "é")]
    public void Other_names_are_not(string left, string right) => Assert.False(Casemapping.Same(left, right));

    [Theory]
    [InlineData("a\uFFFEb")]
    [InlineData("\uFFFF")]
    [InlineData("\uD800")]
    public void What_is_no_text_has_a_key_too_and_is_no_name(string name)
    {
        Assert.True(Casemapping.Same(name, name));
        Assert.False(NameRules.IsNickname(name));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("李雷")]
    [InlineData("Ñandú[1]")]
    [InlineData("🦊")]
    [InlineData("👩‍💻")]
    public void A_nickname_may_be_in_any_script(string name) => Assert.True(NameRules.IsNickname(name));

    [Theory]
    [InlineData("")]
    [InlineData("#ada")]
    [InlineData("a b")]
    [InlineData("a!b")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u200Bb")]
    [InlineData("\u200D")]
    [InlineData("a\u00A0b")]
    [InlineData("\uFFFD")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefg")]
    public void A_nickname_may_not_deceive(string name) => Assert.False(NameRules.IsNickname(name));

    [Theory]
    [InlineData("#lobby", true)]
    [InlineData("#c#", true)]
    [InlineData("#日本語", true)]
    [InlineData("#", false)]
    [InlineData("##", false)]
    [InlineData("lobby", false)]
    [InlineData("#a,b", false)]
    [InlineData("#a\u0007", false)]
    public void A_room_begins_with_a_hash(string name, bool allowed) => Assert.Equal(allowed, NameRules.IsRoomName(name));
}
