using Parley.Server.Settings;

namespace Parley.Server.Sessions;

/// <summary>What all sessions share.</summary>
internal sealed record SessionContext(string ServerName, LimitOptions Limits, TimeProvider Time);
