"""Lets irctest (https://github.com/progval/irctest) start `parley serve`. How to use it: README.md beside this file."""

import collections
import os

from irctest.basecontrollers import BaseServerController, DirectoryBasedController
from irctest.runner import NotImplementedByController
from irctest.specifications import Capabilities, OptionalBehaviors

# What `parley hash-password` makes of "operpassword".
OPERATOR = (
    "operuser:SCRAM-SHA-256$100000:SrmOO8It/WTxrUY7eE3nCQ=="
    "$jiOEnem3OGYc1mpfuJHWFH787i/bkTryTCmo0KklVuw=:FvDgEcTU3U5W6HXbfPJzctdqXdQIFmkDEl/IjUtVPlw="
)


class ParleyController(BaseServerController, DirectoryBasedController):
    software_name = "Parley"
    supported_sasl_mechanisms = {"PLAIN", "SCRAM-SHA-256"}
    supports_sts = False
    extban_mute_char = "m"
    capabilities = frozenset(Capabilities) - {Capabilities.STS}
    optional_behaviors = frozenset(OptionalBehaviors) - {OptionalBehaviors.NON_UTF8_MESSAGE}

    def run(self, hostname, port, *, password, ssl, run_services, faketime, websocket_hostname, websocket_port):
        if ssl:
            raise NotImplementedByController("tls")
        self.hostname, self.port = hostname, port
        self.create_config()
        listen = ["--listen", f"{hostname}:{port}"]
        if websocket_hostname:
            # A WebSocket's lines go another way through the server than a socket's: the PING of one says nothing of the other.
            self.sync_sleep_time = 0.5
            listen += ["--listen", f"{websocket_hostname}:{websocket_port}"]
        before_connect = self.test_config.account_registration_before_connect
        settings = {
            "Operators__Accounts": OPERATOR,
            "Network__Description": "test server",
            "Accounts__PasswordLength": "1",
            "Accounts__RegisterBeforeConnect": str(before_connect).lower(),
            "Accounts__EmailRequired": str(self.test_config.account_registration_requires_email).lower(),
        }
        if self.is_always_on():
            settings["Accounts__AlwaysOn"] = "true"
        if password:
            settings["Network__Password"] = password
        self.proc = self.execute(
            [*os.environ["PARLEY"].split(), "serve", *listen, "--data", str(self.directory), "--name", "My.Little.Server"],
            env=os.environ | {f"PARLEY__{key}": value for key, value in settings.items()},
        )

    def is_always_on(self):
        """Whether the test relies on users that stay without a connection: some tests say so in Ergo's words alone."""
        if not self.test_config.ergo_config:
            return False
        config = collections.defaultdict(lambda: collections.defaultdict(dict))
        self.test_config.ergo_config(config)
        return config["accounts"]["multiclient"].get("always-on") == "opt-out"

    def kill_proc(self):
        # Told to stop, the server gives its clients time to read why; here nobody reads.
        self.proc.kill()
        self.proc.wait()
        self.proc = None

    def wait_for_services(self):
        """NickServ and ChanServ are there from the start."""

    def registerUser(self, case, username, password=None):
        client = case.addClient(show_io=False)
        is_long = len(password.encode()) > 400
        if is_long:
            case.sendLine(client, "CAP REQ :batch message-tags draft/multiline")
        case.sendLine(client, f"NICK {username}")
        case.sendLine(client, "USER r 0 * :user")
        if is_long:
            case.sendLine(client, "CAP END")
        while case.getRegistrationMessage(client).command != "001":
            pass
        case.getMessages(client)
        if is_long:
            # Too long for a line, so it comes as a message of several.
            case.sendLine(client, "BATCH +1 draft/multiline NickServ")
            case.sendLine(client, f"@batch=1 PRIVMSG NickServ :REGISTER {password[:400]}")
            case.sendLine(client, f"@batch=1;draft/multiline-concat PRIVMSG NickServ :{password[400:]}")
            case.sendLine(client, "BATCH -1")
        else:
            case.sendLine(client, f"NS REGISTER {password}")
        replies = case.getMessages(client)
        assert any(reply.params == [username, "Account created"] for reply in replies), replies
        case.sendLine(client, "QUIT")
        case.assertDisconnected(client)


def get_irctest_controller_class():
    return ParleyController
