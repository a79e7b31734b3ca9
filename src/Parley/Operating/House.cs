using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Core.Storage;
using Parley.Server;
using Parley.Server.Control;
using Parley.Server.Settings;
using Parley.Serving;

namespace Parley.Operating;

/// <summary>The server of a data folder, as its commands reach it: if it runs, they ask it; if not, they do themselves what it would do.</summary>
/// <param name="options">The server's settings.</param>
internal sealed class House(ParleyOptions options)
{
    private readonly string _folder = options.Server.Data!;

    /// <summary>Has a command carried out.</summary>
    public async Task<ControlAnswer<TAnswer>> AskAsync<TQuestion, TAnswer>(
        ControlCommand<TQuestion, TAnswer> command, TQuestion question, CancellationToken stop)
        where TQuestion : notnull
    {
        await using HouseDoor door = await OpenAsync(command.MayFound);
        return await door.AskAsync(command, question, stop);
    }

    /// <summary>Goes to the server, for several commands: it is asked, or stands still until they are done.</summary>
    /// <param name="mayFound">Whether a folder that is there, and in which no server has kept anything, becomes one in which it has.</param>
    public async Task<HouseDoor> OpenAsync(bool mayFound = false)
    {
        bool isKept = options.History.Durability != Durability.None;
        string? none = DataFolders.WhyNone(_folder);
        // A server that keeps nothing on disk has a lock there while it runs.
        if (none is not null && !(Directory.Exists(_folder) && (mayFound || !isKept || FolderLock.IsThere(_folder))))
            return new HouseDoor(none);
        (FolderLock? taken, string? problem, bool isHeld) = FolderLock.Take(_folder);
        if (isHeld)
            return new HouseDoor(this);
        if (problem is not null)
            return new HouseDoor(problem);
        if (none is not null && !mayFound && isKept)
            return Closed(none);
        try
        {
            if (DataStore.Open(options, NullLoggerFactory.Instance) is not { } store)
                return Closed("No server runs there, and it keeps nothing: History.Durability is none.");
            ParleyServer server = ParleyServer.Create(options, store);
            await server.OpenAsync();
            return new HouseDoor(server, taken!);
        }
        catch (Exception e) when (e is IOException or StorageException)
        {
            return Closed(e.Message);
        }

        HouseDoor Closed(string why)
        {
            taken?.Dispose();
            return new HouseDoor(why);
        }
    }

    /// <summary>Asks the server that runs.</summary>
    public async Task<ControlAnswer<TAnswer>> AskServerAsync<TQuestion, TAnswer>(
        ControlCommand<TQuestion, TAnswer> command, TQuestion question, CancellationToken stop)
        where TQuestion : notnull
    {
        try
        {
            if (ControlFile.Read(_folder) is not { } control)
                return NoAnswer("it does not listen");
            // A proxy of this user's browser has no part in it.
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = control.Address };
            using var request = new HttpRequestMessage(HttpMethod.Post, $"control/{command.Name}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", control.Key);
            request.Content = JsonContent.Create(question, options: ControlCommand.Form);
            using HttpResponseMessage response = await http.SendAsync(request, stop);
            return response.StatusCode == HttpStatusCode.OK
                ? await response.Content.ReadFromJsonAsync<ControlAnswer<TAnswer>>(ControlCommand.Form, stop)
                : new Problem((await response.Content.ReadAsStringAsync(stop)).Trim());
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return NoAnswer(e.Message);
        }
    }

    private Problem NoAnswer(string why)
        => new($"Another Parley is running with the data folder {_folder}, but cannot be asked: {why} If it is just starting or stopping, try again.");
}
