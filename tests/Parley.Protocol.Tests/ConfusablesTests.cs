using Parley.Protocol.Names;

namespace Parley.Protocol.Tests;

/// <summary>Source: https://www.unicode.org/reports/tr39/#Confusable_Detection.</summary>
public sealed class ConfusablesTests
{
    [Theory]
    [InlineData("evan", "\u0435van")]
    [InlineData("Evan", "\u0415VAN")]
    [InlineData("Hanna", "\u0397anna")]
    [InlineData("zo\u00EB", "zo\u0451")]
    [InlineData("ada", "\uFF41d\u0430")]
    [InlineData("\u0441\u043E\u0440\u0443", "copy")]
    [InlineData("alice", "alice\uFE0F")]
    [InlineData("alice", "al\u200Dice")]
    [InlineData("alice", "\u034Falice\u180B\u3164")]
    [InlineData("alice", "ali\U000E0100ce")]
    public void What_looks_the_same_is_confusable(string one, string other) => Assert.Equal(Confusables.LookOf(one), Confusables.LookOf(other));

    [Theory]
    [InlineData("Ian", "lan")]
    [InlineData("bob0", "bobo")]
    [InlineData("вова", "bоba")]
    [InlineData("zoe", "zo\u00EB")]
    [InlineData("李", "季")]
    public void What_can_be_told_apart_is_not(string one, string other) => Assert.NotEqual(Confusables.LookOf(one), Confusables.LookOf(other));
}
