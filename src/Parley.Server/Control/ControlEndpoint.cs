using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Parley.Server.Http;

namespace Parley.Server.Control;

/// <summary><c>POST /control/NAME</c>: carries out commands for who shows the key of <see cref="ControlFile"/>. There is no such thing for others than this computer.</summary>
internal static class ControlEndpoint
{
    // With one of these a proxy speaks for somebody else, whoever that is.
    private static readonly string[] OfProxies = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"];

    /// <summary>Maps it.</summary>
    public static void MapControl(this WebApplication app)
    {
        ServerState server = app.Services.GetRequiredService<ServerState>();
        app.MapPost("/control/{**name}", (HttpContext http, string name) => RunAsync(http, name, server));
    }

    private static async Task<IResult> RunAsync(HttpContext http, string name, ServerState server)
    {
        // What is asked may hash passwords and read the disk, and this may be an I/O thread.
        await Task.Yield();
        if (!IsFromHere(http))
            return Results.NotFound();
        if (!ShowsKey(http.Request, server.ControlKey))
            return Refuse(StatusCodes.Status401Unauthorized, "The key is another one: it is in control.json of the data folder.");
        if (!ControlTable.TryFind(name, out ControlCommand? command))
            return Refuse(StatusCodes.Status404NotFound, $"This server knows no command {name}: it is of another version of Parley than the program that asks.");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = ControlCommand.MaxQuestion;
        try
        {
            using var question = new MemoryStream();
            await http.Request.Body.CopyToAsync(question, http.RequestAborted);
            return Results.Bytes(await command.RunAsync(server, question.ToArray()), "application/json");
        }
        catch (JsonException e)
        {
            return Refuse(StatusCodes.Status400BadRequest, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            return Refuse(e.StatusCode, e.Message);
        }
    }

    private static bool IsFromHere(HttpContext http)
        => http.Connection.RemoteIpAddress is { } remote
            && (IPAddress.IsLoopback(remote) || remote.Equals(http.Connection.LocalIpAddress))
            && http.Features.Get<ForwardedClient>() is null
            && !OfProxies.Any(http.Request.Headers.ContainsKey);

    private static bool ShowsKey(HttpRequest request, string? key)
        => key is not null
            && AuthenticationHeaderValue.TryParse(request.Headers[HeaderNames.Authorization], out AuthenticationHeaderValue? shown)
            && shown is { Scheme: "Bearer", Parameter: { } parameter }
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parameter), Encoding.UTF8.GetBytes(key));

    private static IResult Refuse(int status, string reason) => Results.Text(reason + "\n", "text/plain", Encoding.UTF8, status);
}
