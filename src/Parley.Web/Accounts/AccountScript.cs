using Microsoft.JSInterop;
using Parley.Client.Accounts;

namespace Parley.Web.Accounts;

/// <summary>Saving what the server keeps of the person: see <c>wwwroot/account.js</c>.</summary>
internal sealed class AccountScript(IJSRuntime browser)
{
    /// <summary>Has the browser save the account's export; false when the server gives none.</summary>
    public async Task<bool> ExportAsync(Credentials login)
    {
        await using IJSObjectReference script = await browser.InvokeAsync<IJSObjectReference>("import", "./account.js");
        return await script.InvokeAsync<bool>("exportData", login.Account, login.Secret);
    }
}
