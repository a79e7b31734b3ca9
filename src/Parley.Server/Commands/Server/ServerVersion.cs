using System.Reflection;

namespace Parley.Server.Commands.Server;

/// <summary>What the server calls itself.</summary>
internal static class ServerVersion
{
    /// <summary>Program and version, without spaces.</summary>
    public static string Text { get; } = "Parley-" + (typeof(ServerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");
}
