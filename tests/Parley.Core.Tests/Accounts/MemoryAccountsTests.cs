using Parley.Core.Accounts;
using Parley.Core.Users;
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

public sealed class MemoryResidentTests : ResidentStoreTests
{
    protected override IResidentStore Residents { get; } = new MemoryResidents();

    protected override Task SaveAsync() => Task.CompletedTask;
}
