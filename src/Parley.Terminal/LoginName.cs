using Parley.Protocol.Names;

namespace Parley.Terminal;

/// <summary>The name of whoever is logged in to this computer, where it can be a nickname.</summary>
internal static class LoginName
{
    private const string Nobody = "guest";

    public static string Get()
    {
        string login = string.Concat(Environment.UserName.Where(c => !" ,*?!@.:#\\".Contains(c)));
        return NameRules.IsNickname(login) ? login : Nobody;
    }
}
