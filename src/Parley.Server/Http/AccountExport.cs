using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Parley.Core.Accounts;
using Parley.Protocol.Names;
using Parley.Server.Control;

namespace Parley.Server.Http;

/// <summary><c>GET /account/export</c>: an account's own data as docs/export.md has it, for who logs in with the token of one of its devices.</summary>
/// <remarks><c>Authorization: Basic</c> with account and token, https://www.rfc-editor.org/rfc/rfc7617. Passwords are not taken: they are hashed, and there
/// would be one more place to guess them. Replies 200, 401 with a reason, or 429 while the account takes out its data already. When the token ends on
/// the way, so does the answer.</remarks>
internal static class AccountExport
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>Maps it.</summary>
    public static void MapAccountExport(this WebApplication app)
    {
        ServerState server = app.Services.GetRequiredService<ServerState>();
        var running = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        app.MapGet("/account/export", http => GetAsync(http, server, running));
    }

    private static async Task GetAsync(HttpContext http, ServerState server, ConcurrentDictionary<string, bool> running)
    {
        // What follows reads the disk, and this may be an I/O thread.
        await Task.Yield();
        HttpResponse response = http.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (await AccountOfAsync(http.Request, server) is not { } account)
        {
            // Without WWW-Authenticate: a browser would ask for a password, which would not do.
            await RefuseAsync(http, StatusCodes.Status401Unauthorized, "Log in with the account's name and the token of one of its devices.");
            return;
        }
        // Each page reads much.
        string key = Casemapping.Fold(account.Name);
        if (!running.TryAdd(key, true))
        {
            await RefuseAsync(http, StatusCodes.Status429TooManyRequests, "The account's data is being taken out already.");
            return;
        }
        try
        {
            await WriteAsync(http, server, account);
        }
        finally
        {
            running.TryRemove(key, out _);
        }
    }

    private static async Task RefuseAsync(HttpContext http, int status, string why)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(why + "\n", http.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext http, ServerState server, Account account)
    {
        HttpResponse response = http.Response;
        response.ContentType = "application/jsonl; charset=utf-8";
        response.Headers.ContentDisposition = "attachment";
        for (ExportPage? page = await PageAsync(server, account, null); page is not null; page = page.Next is { } next ? await PageAsync(server, account, next) : null)
        {
            // Whoever reads slowly may have lost the right to it meanwhile, and the name may be another's.
            if (await AccountOfAsync(http.Request, server) is not { } same || same.Created != account.Created)
            {
                http.Abort();
                return;
            }
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
