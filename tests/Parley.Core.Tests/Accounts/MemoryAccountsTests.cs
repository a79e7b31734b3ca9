using Parley.Core.Accounts;
using Parley.Testing.Storage;

namespace Parley.Core.Tests.Accounts;

public sealed class MemoryAccountsTests : AccountStoreTests
{
    protected override IAccountStore Store { get; } = new MemoryAccounts();
}

public sealed class MemoryFailedLoginTests : FailedLoginTests
{
    protected override IFailedLogins Failed { get; } = new MemoryFailedLogins();

    protected override Task SaveAsync() => Task.CompletedTask;
}
