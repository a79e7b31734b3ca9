using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Parley.Server.Control;

/// <summary>All commands that a running server carries out for the one who runs it.</summary>
internal static class ControlTable
{
    private static readonly FrozenDictionary<string, ControlCommand> ByName = new ControlCommand[]
    {
        AccountCommands.List,
        AccountCommands.Add,
        AccountCommands.SetPassword,
        AccountCommands.Suspend,
        AccountCommands.Resume,
        AccountCommands.Delete,
        RoomCommands.List,
        RoomCommands.Show,
        RoomCommands.Transfer,
        RoomCommands.Delete,
        ExportCommands.Export,
        ImportCommands.Import,
    }.ToFrozenDictionary(command => command.Name, StringComparer.Ordinal);

    public static bool TryFind(string name, [NotNullWhen(true)] out ControlCommand? command) => ByName.TryGetValue(name, out command);
}
