using Parley.Core.Storage;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Accounts;
using Parley.Server.Commands.Files;
using Parley.Server.Commands.Metadata;
using Parley.Server.Commands.Rooms;
using Parley.Server.Commands.Server;
using Parley.Server.Replies;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Registration;

/// <summary>Makes a user of a session that has said all it must.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#connection-registration. Replies 001 to 005, 251 to 255, 265, 266, 372, 375, 376; 422, 433, 464.</remarks>
internal static class Welcome
{
    /// <summary>Registers the session if nothing is missing any more.</summary>
    public static async ValueTask TryRegisterAsync(CommandContext c)
    {
        if (c.Session.User is not null || c.Session.Introduction is not { IsNegotiating: false, Nickname: { } nickname, Username: { } username } said)
            return;
        if (!await PassCommand.IsLetInAsync(c))
            return;
        AuthenticateCommand.Abort(c);
        if (c.Session.Account is null && c.Server.Options.Accounts.Required)
        {
            // https://ircv3.net/specs/extensions/account-registration#responses
            c.Reply.Fail("*", "ACCOUNT_REQUIRED", "", "Log in to an account to connect");
            return;
        }
        if (await ReservedNames.IsForbiddenAsync(c, nickname))
        {
            ReservedNames.Refuse(c, nickname);
            said.Nickname = null;
            return;
        }
        if (Attachment.TryAttach(c))
        {
            foreach ((string key, string value) in said.Metadata.Values)
                MetadataValues.Set(c, c.User, key, value);
            if (!said.Metadata.Values.IsEmpty)
                await AccountMetadata.KeepAsync(c, c.User);
            await GreetAsync(c, c.User);
            await Attachment.ShowRoomsAsync(c);
            return;
        }
        var user = new User(username, Hosts.Of(c.Server, c.Session, c.Session.Account), said.RealName, c.Server.Time.GetUtcNow())
        {
            Address = c.Session.Endpoints.Host,
            Away = c.Session.Away,
        };
        c.Server.Sessions.Register(c.Session, user);
        if (!c.Users.TryAdd(user, nickname, c.Session.Account))
        {
            // Somebody has it, or was faster; the client may choose again.
            c.Server.Sessions.Unregister(c.Session, user);
            c.Reply.Numeric(Numeric.ErrNicknameInUse, nickname, "Nickname is already in use");
            said.Nickname = null;
            return;
        }
        bool isAccountRead = await TakeUpAccountAsync(c, user);
        c.Fanout.Watchers.Came(user, c.Session);
        await GreetAsync(c, user);
        if (!isAccountRead)
            c.Reply.Fail("METADATA", "TEMPORARILY_UNAVAILABLE", "", "What your account says of you cannot be read or kept now");
        if (c.Server.Options.Rooms.AutoJoin)
            await JoinCommand.JoinAsync(c, c.Server.Options.Rooms.Default, key: null);
    }

    // Who came in is in, whatever the disk does.
    private static async ValueTask<bool> TakeUpAccountAsync(CommandContext c, User user)
    {
        try
        {
            await AccountMetadata.StartAsync(c, user);
            await Persistence.StartAsync(c);
            return true;
        }
        catch (StorageException)
        {
            return false;
        }
    }

    private static async ValueTask GreetAsync(CommandContext c, User user)
    {
        c.Reply.Numeric(Numeric.RplWelcome, $"Welcome to {c.Server.Name}, {user.Mask}");
        c.Reply.Numeric(Numeric.RplYourHost, $"Your host is {c.Server.Name}, running {ServerVersion.Text}");
        c.Reply.Numeric(Numeric.RplCreated, $"This server was started {c.Server.Started:yyyy-MM-dd HH:mm:ss} UTC");
        c.Reply.End(c.Reply.Begin(Numeric.RplMyInfo).Param(c.Server.Name).Param(ServerVersion.Text)
            .Param(UserModeLetters.All).Param(Core.Rooms.ModeLetters.All).Param(Core.Rooms.ModeLetters.WithParameter));
        Isupport.Send(c);
        if (c.Session.Has(Capability.AuthToken))
            TokenCommand.SendServices(c);
        await Persistence.GreetAsync(c);
        Synchronization.Greet(c);
        LusersCommand.Send(c);
        MotdCommand.Send(c);
    }
}
