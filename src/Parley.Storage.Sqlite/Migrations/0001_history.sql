-- What was said and happened, in the order in which the server took it. Nothing is ever put between.
CREATE TABLE item (
    seq          INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    id           BLOB NOT NULL,     -- the msgid, 16 bytes
    at           INTEGER NOT NULL,  -- milliseconds since 1970, UTC
    kind         INTEGER NOT NULL,  -- 0 PRIVMSG, 1 NOTICE, 2 TAGMSG; 100 and what HappeningKind says; -1 taken back
    number       INTEGER NOT NULL,  -- place in the room's order; 0: none
    source       TEXT NOT NULL,     -- nick!user@host
    account      TEXT,
    target       TEXT,
    sender       BLOB,              -- the user's id
    text         TEXT,              -- the message, or the words of what happened as a JSON array
    tags         TEXT,              -- client-only tags, as on the wire
    lines        TEXT,              -- lengths in bytes of the lines of a message of several; + before one that goes on with the line before
    relayed_by   TEXT,
    is_bot       INTEGER NOT NULL
) STRICT;

-- Where each conversation's items are, filled in steps behind the writer: up to the seq that "placed" in state says.
CREATE TABLE place (
    conversation INTEGER NOT NULL,
    content      INTEGER NOT NULL,  -- HistoryContent
    at           INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    PRIMARY KEY (conversation, content, at, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversation (
    id           INTEGER PRIMARY KEY,
    room         TEXT UNIQUE,       -- the room's name, folded; null: between two, or forgotten
    is_forgotten INTEGER NOT NULL DEFAULT 0,  -- 1: nobody may read it any more, and its items are on their way out
    last_number  INTEGER NOT NULL DEFAULT 0,
    last_message INTEGER            -- when something was last said, milliseconds since 1970
) STRICT;

-- Who speaks with whom. Somebody who speaks with themself is there once.
CREATE TABLE correspondent (
    party        TEXT NOT NULL,     -- a:ACCOUNT, folded; g:ID of a guest; x:ID of somebody who has gone
    other        TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    nickname     TEXT NOT NULL,     -- the party's, when they last spoke
    PRIMARY KEY (party, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX conversation_forgotten ON conversation (id) WHERE is_forgotten;

CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO state VALUES ('placed', 0);
