using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Parley.Core.Accounts;
using Parley.Server.Control;

namespace Parley.Server.Http;

/// <summary><c>GET /account/export</c>: an account's own data as docs/export.md has it, for who logs in with the token of one of its devices.</summary>
/// <remarks><c>Authorization: Basic</c> with account and token, https://www.rfc-editor.org/rfc/rfc7617. Passwords are not taken: they are hashed, and there
/// would be one more place to guess them. Replies 200, or 401 with a reason.</remarks>
internal static class AccountExport
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>Maps it.</summary>
    public static void MapAccountExport(this WebApplication app)
    {
        ServerState server = app.Services.GetRequiredService<ServerState>();
        app.MapGet("/account/export", http => GetAsync(http, server));
    }

    private static async Task GetAsync(HttpContext http, ServerState server)
    {
        // What follows reads the disk, and this may be an I/O thread.
        await Task.Yield();
        HttpResponse response = http.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (await AccountOfAsync(http.Request, server) is not { } account)
        {
            // Without WWW-Authenticate: a browser would ask for a password, which would not do.
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync("Log in with the account's name and the token of one of its devices.\n", http.RequestAborted);
            return;
        }
        response.ContentType = "application/jsonl; charset=utf-8";
        response.Headers.ContentDisposition = "attachment";
        for (ExportPage? page = await PageAsync(server, account, null); page is not null; page = page.Next is { } next ? await PageAsync(server, account, next) : null)
        {
            foreach (ExportLine line in page.Lines)
            {
                await JsonSerializer.SerializeAsync(response.Body, line, ExportLine.Form, http.RequestAborted);
                await response.Body.WriteAsync(LineEnd, http.RequestAborted);
            }
        }
    }

    private static async Task<Account?> AccountOfAsync(HttpRequest request, ServerState server)
        => AuthenticationHeaderValue.TryParse(request.Headers[HeaderNames.Authorization], out AuthenticationHeaderValue? shown)
            && shown is { Scheme: "Basic", Parameter: { } parameter }
            && Base64.IsValid(parameter)
            && Encoding.UTF8.GetString(Convert.FromBase64String(parameter)).Split(':', 2) is [var name, var token]
            && DeviceToken.IsToken(token)
            && await server.Accounts.CheckAsync(name, token) is { Account: { Suspended: null } account } ? account : null;

    private static async Task<ExportPage?> PageAsync(ServerState server, Account account, string? after)
        => (await ExportCommands.AccountAsync(server, new ExportQuestion(account.Name, after))).Value;
}
