using Parley.Server.Commands.Registration;
using Parley.Server.Connections.Tls;
using Parley.Server.Replies;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Operators;

/// <summary>Reads the settings again and puts those in force that may change while the server runs.</summary>
internal sealed class Rehash(ServerState server)
{
    private readonly Lock _turn = new();

    /// <summary>Reads all sources again. Null: the settings did not come from sources, and only the file of the MOTD is read again.</summary>
    public Func<SettingsResult>? Read { get; set; }

    /// <summary>Reads and changes. Reads files, so not on an I/O thread.</summary>
    /// <returns>What the operator should know: what is wrong, in which case nothing has changed, or what needs a restart. Empty: all is in force.</returns>
    public IReadOnlyList<string> Run()
    {
        lock (_turn)
        {
            SettingsResult result = Read?.Invoke() ?? new SettingsResult(server.Options, []);
            if (result.Options is not { } wanted)
                return [.. result.Errors.Select(error => $"{error}; nothing was changed")];
            ParleyOptions merged = Merge(server.Options, wanted);
            if (Load(merged.Server.Motd) is not { } motd)
                return [$"Server.Motd: {merged.Server.Motd} cannot be read; nothing was changed"];
            if (merged.Tls is { Certificate: { } certificate } tls && WhyUnusable(certificate, tls.Key ?? certificate) is { } why)
                return [$"{why}; nothing was changed"];
            var news = new CapabilityNews(server);
            server.Options = merged;
            server.Motd = motd;
            news.Announce();
            return [.. Setting.All.Where(setting => !setting.TextsIn(merged).SequenceEqual(setting.TextsIn(wanted))).Select(setting => $"{setting.Name} changes when the server is started again")];
        }
    }

    // Whatever is not here has long been built into what runs.
    private static ParleyOptions Merge(ParleyOptions running, ParleyOptions wanted)
        => running with
        {
            Server = running.Server with { Motd = wanted.Server.Motd },
            Network = wanted.Network,
            Tls = wanted.Tls,
            Connections = wanted.Connections,
            Operators = wanted.Operators,
            Accounts = wanted.Accounts with { RegistrationsPerHour = running.Accounts.RegistrationsPerHour },
        };

    private static string? WhyUnusable(string certificate, string key)
    {
        try
        {
            _ = ServerCertificate.Load(certificate, key);
            return null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }

    private static Motd? Load(string? file)
    {
        try
        {
            return Motd.Load(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
