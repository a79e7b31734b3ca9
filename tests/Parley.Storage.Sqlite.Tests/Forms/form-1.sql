-- A database as the first form of Parley's had it, with two messages. It is never changed: people have such files.
CREATE TABLE item (
    seq          INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    id           BLOB NOT NULL,
    at           INTEGER NOT NULL,
    kind         INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    source       TEXT NOT NULL,
    account      TEXT,
    target       TEXT,
    sender       BLOB,
    text         TEXT,
    tags         TEXT,
    lines        TEXT,
    relayed_by   TEXT,
    is_bot       INTEGER NOT NULL
) STRICT;
CREATE TABLE place (
    conversation INTEGER NOT NULL,
    content      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    PRIMARY KEY (conversation, content, at, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE conversation (
    id           INTEGER PRIMARY KEY,
    room         TEXT UNIQUE,
    is_forgotten INTEGER NOT NULL DEFAULT 0,
    last_number  INTEGER NOT NULL DEFAULT 0,
    last_message INTEGER
) STRICT;
CREATE TABLE correspondent (
    party        TEXT NOT NULL,
    other        TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    nickname     TEXT NOT NULL,
    PRIMARY KEY (party, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_forgotten ON conversation (id) WHERE is_forgotten;
CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO state VALUES ('placed', 0);
INSERT INTO conversation (id, room, last_number, last_message) VALUES (1, '#garden', 2, 1795003201000);
INSERT INTO item (seq, conversation, id, at, kind, number, source, sender, target, text, is_bot) VALUES
    (1, 1, x'0198c0f1a2b37000800000000000000a', 1795003200000, 0, 1, 'ada!ada@test', x'0198c0f1a2b37000800000000000000b', '#garden', 'Hello, roses', 0),
    (2, 1, x'0198c0f1a2b37001800000000000000a', 1795003201000, 0, 2, 'ada!ada@test', x'0198c0f1a2b37000800000000000000b', '#garden', 'Hello, tulips', 0);
INSERT INTO place (conversation, content, at, seq) VALUES (1, 1, 1795003200000, 1);
UPDATE state SET value = 1 WHERE key = 'placed';
PRAGMA application_id = 0x5041524C;
PRAGMA user_version = 1;
