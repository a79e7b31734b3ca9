using Microsoft.Extensions.Time.Testing;
using Parley.Core.Accounts;
using Parley.Core.Passkeys;
using Parley.Testing;

namespace Parley.Core.Tests.Passkeys;

/// <summary>Accounts and their passkeys.</summary>
public sealed class PasskeyAccountTests : IDisposable
{
    private const string Password = "correct-horse";

    private readonly FakeTimeProvider _time = new();
    private readonly AccountDirectory _accounts;
    private readonly SoftAuthenticator _phone = new("https://chat.example.org");

    public PasskeyAccountTests() => _accounts = new AccountDirectory(new MemoryAccounts(), _time, () => ScramVerifier.MinIterations);

    public void Dispose()
    {
        _accounts.Dispose();
        _phone.Dispose();
    }

    private PasskeyChallenge NewChallenge() => new(RelyingParty.Of(_phone.Origin)!, _time);

    private Passkey Make(string? handle = null)
    {
        PasskeyChallenge challenge = NewChallenge();
        handle ??= PasskeyChallenge.NewHandle();
        return challenge.Made(PasskeyResponse.Parse(_phone.Make(challenge.ToMake("Parley", "ada", handle, [])))!, handle, "Phone").Made!;
    }

    private async Task<Account> AdaAsync() => (await _accounts.RegisterAsync("ada", Make(), email: null))!;

    private async Task<(Proof? Proof, PasskeyProblem Problem)> ShowAsync()
    {
        PasskeyChallenge challenge = NewChallenge();
        PasskeyResponse response = PasskeyResponse.Parse(_phone.Show(challenge.ToShow([])))!;
        return await _accounts.CheckAsync(challenge, response, (await _accounts.FindPasskeyAsync(response))?.Account);
    }

    [Fact]
    public async Task Who_shows_the_passkey_is_the_owner_and_the_account_remembers_when()
    {
        await AdaAsync();
        _time.Advance(TimeSpan.FromHours(1));
        _phone.SignCount = 7;

        (Proof? proof, PasskeyProblem problem) = await ShowAsync();

        Assert.Equal(PasskeyProblem.None, problem);
        Assert.Equal(("ada", null, "Phone"), (proof!.Account.Name, proof.Device, proof.Passkey?.Name));
        Passkey kept = Assert.Single((await _accounts.FindAsync("ada"))!.Passkeys);
        Assert.Equal((7u, kept.Created.AddHours(1)), (kept.SignCount, kept.Used));
    }

    [Fact]
    public async Task An_account_without_a_password_lets_nobody_in_by_one()
    {
        Account ada = await AdaAsync();

        Assert.Null(await _accounts.CheckAsync("ada", ""));
        Assert.Null(await _accounts.CheckAsync("ada", Password));
        Assert.True(await _accounts.SetPasswordAsync(ada, Password));
        Assert.NotNull(await _accounts.CheckAsync("ada", Password));
    }

    [Fact]
    public async Task Shown_to_the_same_end_by_many_at_once_a_passkey_that_counts_lets_one_in()
    {
        await AdaAsync();
        _phone.SignCount = 1;
        var shown = Enumerable.Range(0, 8).Select(_ => NewChallenge()).Select(challenge => (challenge, PasskeyResponse.Parse(_phone.Show(challenge.ToShow([])))!)).ToArray();
        Account ada = (await _accounts.FindAsync("ada"))!;

        var outcomes = await Task.WhenAll(shown.Select(one => Task.Run(async () => await _accounts.CheckAsync(one.challenge, one.Item2, ada))));

        Assert.Single(outcomes, outcome => outcome.Problem == PasskeyProblem.None);
        Assert.Equal(7, outcomes.Count(outcome => outcome is { Proof: null, Problem: PasskeyProblem.Copied }));
    }

    [Fact]
    public async Task What_was_removed_or_belongs_to_nobody_any_more_lets_nobody_in()
    {
        Account ada = await AdaAsync();
        await _accounts.SetPasswordAsync(ada, Password);
        ada = (await _accounts.FindAsync("ada"))!;
        PasskeyChallenge challenge = NewChallenge();
        PasskeyResponse response = PasskeyResponse.Parse(_phone.Show(challenge.ToShow([])))!;

        Assert.Equal((ada.Passkeys[0], true), await _accounts.RemovePasskeyAsync(ada, "phone"));

        Assert.Equal((null, PasskeyProblem.UnknownPasskey), await ShowAsync());
        Assert.Equal((null, PasskeyProblem.UnknownPasskey), await _accounts.CheckAsync(challenge, response, ada));
        Assert.Equal((null, false), await _accounts.RemovePasskeyAsync(ada, "phone"));
    }

    [Fact]
    public async Task The_last_way_in_stays()
    {
        Account ada = await AdaAsync();

        Assert.Equal((ada.Passkeys[0], false), await _accounts.RemovePasskeyAsync(ada, "Phone"));

        Assert.Equal(PasskeyProblem.None, (await ShowAsync()).Problem);
    }

    [Fact]
    public async Task An_account_has_a_passkey_once_and_not_too_many()
    {
        Account ada = await AdaAsync();

        Assert.Equal((null, PasskeyProblem.Known), await _accounts.AddPasskeyAsync(ada, ada.Passkeys[0]));
        for (int i = 2; i <= AccountDirectory.MaxPasskeys; i++)
            Assert.Equal($"PHONE {i}", (await _accounts.AddPasskeyAsync(ada, ada.Passkeys[0] with { Id = $"id{i}", Name = "PHONE" })).Added?.Name);
        Assert.Equal((null, PasskeyProblem.TooMany), await _accounts.AddPasskeyAsync(ada, ada.Passkeys[0] with { Id = "one more" }));
        Assert.Equal((null, PasskeyProblem.UnknownPasskey), await _accounts.AddPasskeyAsync(ada with { Created = ada.Created.AddDays(1) }, ada.Passkeys[0] with { Id = "late" }));
    }

    [Fact]
    public async Task Somebody_elses_passkey_under_ones_own_name_opens_nothing_of_theirs()
    {
        await AdaAsync();
        Account eve = (await _accounts.RegisterAsync("eve", Password, email: null))!;
        await _accounts.AddPasskeyAsync(eve, (await _accounts.FindAsync("ada"))!.Passkeys[0] with { Handle = PasskeyChallenge.NewHandle() });

        Assert.Equal("ada", (await ShowAsync()).Proof?.Account.Name);
    }

    [Fact]
    public async Task A_password_that_is_reset_takes_the_passkeys_along_and_one_that_is_changed_does_not()
    {
        Account ada = await AdaAsync();

        await _accounts.SetPasswordAsync(ada, Password);
        Assert.Equal(PasskeyProblem.None, (await ShowAsync()).Problem);
        await _accounts.ResetPasswordAsync(ada, "another-horse");

        Assert.Equal(PasskeyProblem.UnknownPasskey, (await ShowAsync()).Problem);
    }
}
