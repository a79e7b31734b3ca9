using Parley.Client.Messages;

namespace Parley.Client.Tests;

public sealed class MentionTests
{
    [Theory]
    [InlineData("ada: look")]
    [InlineData("look, @Ada!")]
    [InlineData("(ADA)")]
    [InlineData("adamant ada")]
    [InlineData("你好ada早")]
    public void A_nickname_is_named_as_a_word_of_its_own(string text) => Assert.True(Mention.Names(text, "ada"));

    [Theory]
    [InlineData("adamant")]
    [InlineData("ada-2 and ada_")]
    [InlineData("Canada")]
    [InlineData("")]
    public void And_not_as_part_of_another(string text) => Assert.False(Mention.Names(text, "ada"));

    [Fact]
    public void Nobody_is_named_nowhere() => Assert.False(Mention.Names("anything", ""));
}
