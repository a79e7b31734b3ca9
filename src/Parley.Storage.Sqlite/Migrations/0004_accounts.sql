-- Times are ticks of 100 ns since year 1, UTC.
CREATE TABLE account (
    key       TEXT PRIMARY KEY,      -- the name, folded
    look      TEXT NOT NULL UNIQUE,  -- what the name looks like
    name      TEXT NOT NULL,
    verifier  TEXT NOT NULL,         -- SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey
    created   INTEGER NOT NULL,
    email     TEXT,
    suspended TEXT,                  -- why nobody may log in; null: its owner may
    always_on INTEGER                -- 1 or 0; null: as the settings say
) STRICT, WITHOUT ROWID;

CREATE TABLE account_metadata (
    account TEXT NOT NULL REFERENCES account (key) ON DELETE CASCADE,
    key     TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    account    TEXT NOT NULL REFERENCES account (key) ON DELETE CASCADE,
    place      INTEGER NOT NULL,     -- in the order in which they were added
    name       TEXT NOT NULL,
    token_hash TEXT NOT NULL,        -- SHA-256, hexadecimal
    created    INTEGER NOT NULL,
    seen       INTEGER NOT NULL,
    PRIMARY KEY (account, place)
) STRICT, WITHOUT ROWID;

-- Who must wait because logins failed.
CREATE TABLE failed_login (
    key      TEXT PRIMARY KEY,       -- an account or an address
    attempts INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    wait     INTEGER NOT NULL        -- ticks
) STRICT, WITHOUT ROWID;

CREATE INDEX failed_login_at ON failed_login (at);
