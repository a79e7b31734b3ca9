namespace Parley.Server.Commands.Server;

/// <summary>What HELP tells of one command.</summary>
/// <param name="Verb">The command.</param>
/// <param name="Syntax">How it is written.</param>
/// <param name="Lines">What it does; at least one line.</param>
/// <param name="Access">Who may use it.</param>
internal sealed record HelpText(string Verb, string Syntax, IReadOnlyList<string> Lines, Access Access);

/// <summary>What HELP tells of each command: its syntax, and what it does. Lines fit a window of 80 columns.</summary>
internal static class HelpTexts
{
    private static readonly Dictionary<string, (string Syntax, string Text)> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ACCEPT"] = ("ACCEPT [-]<nick>[,[-]<nick>...] | *", "Says who may write to you although your mode R keeps others off, or lists them."),
        ["ADMIN"] = ("ADMIN", "Says who runs this server."),
        ["AUTHENTICATE"] = ("AUTHENTICATE <mechanism>|<data>|*", "Logs in by SASL. Clients do this by themselves."),
        ["AWAY"] = ("AWAY [:<reason>]", "Marks you as away, or as back."),
        ["BATCH"] = ("BATCH +<reference> draft/multiline <target> | -<reference>", "Sends several lines as one message. Clients do this by themselves."),
        ["CAP"] = ("CAP LS|LIST|REQ|END", "Chooses extensions of the protocol. Clients do this by themselves."),
        ["CHANSERV"] = ("CHANSERV <command>", "Makes channels your account's own. CHANSERV HELP lists the commands."),
        ["CHATHISTORY"] = ("CHATHISTORY LATEST|BEFORE|AFTER|AROUND <target> <reference> <limit>", "Shows what was said before. Clients do this by themselves."),
        ["CS"] = ("CS <command>", "The same as CHANSERV."),
        ["DEVICE"] = ("DEVICE ADD|REVOKE :<name> | LIST", "Looks after clients that log in with a token. NICKSERV DEVICE does the same for people."),
        ["ERROR"] = ("ERROR", "Only servers send this."),
        ["HELP"] = ("HELP [<command>]", "Lists the commands, or explains one."),
        ["HELPOP"] = ("HELPOP [<command>]", "The same as HELP."),
        ["INFO"] = ("INFO", "Says what this server is."),
        ["INVITE"] = ("INVITE [<nick> <channel>]", "Invites somebody into a channel, or lists the channels to which you are invited."),
        ["INVITELINK"] = ("INVITELINK ADD <channel> [<seconds>|* [<people>]] | LIST <channel> | REVOKE <channel> <id>", "Makes links by which others come into a channel, lists or revokes them."),
        ["ISON"] = ("ISON <nick> [<nick>...]", "Says which of these people are here."),
        ["ISUPPORT"] = ("ISUPPORT", "Says once more what the server can and where its limits are."),
        ["JOIN"] = ("JOIN <channel>[,<channel>...] [<key>[,<key>...]]", "Enters channels. A channel that nobody is in becomes yours."),
        ["KICK"] = ("KICK <channel> <nick>[,<nick>...] [:<reason>]", "Puts people out of a channel whose operator you are."),
        ["KILL"] = ("KILL <nick>[,<nick>...] [:<reason>]", "Ends the connections of users."),
        ["KNOCK"] = ("KNOCK <channel> [:<text>]", "Asks those who run a channel to let you in."),
        ["LINKS"] = ("LINKS", "Lists the servers of the network."),
        ["LIST"] = ("LIST [<channel>|<mask>[,...]] [>|<<people>,C>|C<|T>|T<<minutes>]", "Lists channels with their topics: those of these names, sizes, or ages of channel or topic."),
        ["LUSERS"] = ("LUSERS", "Says how many people and channels there are."),
        ["MARKREAD"] = ("MARKREAD <target> [timestamp=<time>]", "Notes up to when you have read something. Clients do this by themselves."),
        ["METADATA"] = ("METADATA <target> GET|LIST|SET|CLEAR|SUB|UNSUB|SUBS|SYNC [...]", "Shows or changes what people and channels say about themselves."),
        ["MODE"] = ("MODE <channel>|<nick> [<modes> [<parameters>]]", "Shows or changes the modes of a channel, or your own."),
        ["MONITOR"] = ("MONITOR + <nicks>|- <nicks>|C|L|S", "Watches who comes and goes. Clients do this by themselves."),
        ["MOTD"] = ("MOTD", "Shows the message of the day."),
        ["NAMES"] = ("NAMES [<channel>]", "Lists who is in a channel."),
        ["NICK"] = ("NICK <nick>", "Gives you another name."),
        ["NICKSERV"] = ("NICKSERV <command>", "Looks after your account. NICKSERV HELP lists the commands."),
        ["NOTICE"] = ("NOTICE <target>[,<target>...] :<text>", "Says something that no program answers by itself."),
        ["NS"] = ("NS <command>", "The same as NICKSERV."),
        ["OPER"] = ("OPER <name> <password>", "Makes you an operator of this server."),
        ["PART"] = ("PART <channel>[,<channel>...] [:<reason>]", "Leaves channels."),
        ["PASSKEY"] = ("PASSKEY REGISTER <email|*> :<name> | ADD :<name> | ANSWER <part> | LIST | REMOVE :<name>", "Looks after passkeys, which let you in as the password does. For pages in a browser."),
        ["PASS"] = ("PASS <password>", "Gives the server's password, before anything else."),
        ["PERSISTENCE"] = ("PERSISTENCE GET|SET ON|OFF|DEFAULT", "Says whether you stay in your channels without a connection."),
        ["PING"] = ("PING <token>", "Asks for a sign of life: the server answers PONG."),
        ["PONG"] = ("PONG <token>", "Answers PING. Clients do this by themselves."),
        ["PRIVMSG"] = ("PRIVMSG <target>[,<target>...] :<text>", "Says something to people or channels."),
        ["QUIT"] = ("QUIT [:<reason>]", "Leaves."),
        ["REDACT"] = ("REDACT <target> <message id> [:<reason>]", "Takes back what you have said, or others in a channel that you run."),
        ["REGISTER"] = ("REGISTER <account>|* <email>|* <password>", "Makes an account, so that its name is yours alone."),
        ["REHASH"] = ("REHASH", "Reads the settings again."),
        ["RELAYMSG"] = ("RELAYMSG <channel> <name>/<network> :<text>", "A bridge says what somebody has said elsewhere."),
        ["RENAME"] = ("RENAME <channel> <new name> [:<reason>]", "Gives a channel that you run another name."),
        ["SEARCH"] = ("SEARCH <words>", "Finds messages: words, \"a phrase\", word*, from:<nick> in:<channel>|<nick> after:<day> before:<day> has:file."),
        ["SETNAME"] = ("SETNAME :<real name>", "Gives you another real name."),
        ["STATS"] = ("STATS <letter>", "u: how long the server is up. m: how often commands were used. o: who may become an operator."),
        ["TAGMSG"] = ("TAGMSG <target>[,<target>...]", "Sends tags without text, as for typing notifications. Clients do this by themselves."),
        ["TBAN"] = ("TBAN <channel> <duration> <mask> [:<reason>]", "Bans for a while, such as 1d12h (0: until lifted), or mutes by m:<mask>."),
        ["TIME"] = ("TIME", "Says what time it is on the server."),
        ["TOKEN"] = ("TOKEN GENERATE FILEHOST", "Gets a token for sending files. Clients do this by themselves."),
        ["TOPIC"] = ("TOPIC <channel> [:<text>]", "Shows the topic of a channel, or sets it."),
        ["USER"] = ("USER <name> 0 * :<real name>", "Says who you are, while you connect."),
        ["USERHOST"] = ("USERHOST <nick> [<nick>...]", "Says where people come from."),
        ["VERIFY"] = ("VERIFY <account> <code>", "Proves that an account's mail address is yours."),
        ["VERSION"] = ("VERSION", "Says which program this is, and what it can."),
        ["WALLOPS"] = ("WALLOPS :<text>", "Says something to everyone who has mode w."),
        ["WEBIRC"] = ("WEBIRC <password> <gateway> <host> <address>", "A gateway says for whom it speaks."),
        ["WEBPUSH"] = ("WEBPUSH REGISTER <endpoint> <keys> | UNREGISTER <endpoint>", "Has a device told what concerns you while you are not here. Clients do this by themselves."),
        ["WHO"] = ("WHO <channel>|<mask> [o] [%<fields>]", "Lists people with their names and addresses."),
        ["WHOIS"] = ("WHOIS <nick>", "Says what may be known of somebody."),
        ["WHOWAS"] = ("WHOWAS <nick> [<count>]", "Says what is known of somebody who has left."),
        ["ZNC"] = ("ZNC *playback PLAY <buffers> [<from> [<to>]]", "Plays back what was said. Clients do this by themselves."),
    };

    /// <summary>The help about a command. Null: there is none of that name.</summary>
    public static HelpText? Find(string verb)
        => CommandTable.All.FirstOrDefault(spec => spec.Verb.Equals(verb, StringComparison.OrdinalIgnoreCase)) is { } spec
            ? new HelpText(spec.Verb, Texts[spec.Verb].Syntax, [Texts[spec.Verb].Text], spec.Access)
            : null;
}
