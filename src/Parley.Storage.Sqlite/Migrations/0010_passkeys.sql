-- Since then account.verifier may be empty: the account has no password.
CREATE TABLE passkey (
    account    TEXT NOT NULL REFERENCES account (key) ON DELETE CASCADE,
    place      INTEGER NOT NULL,     -- in the order in which they were added
    id         TEXT NOT NULL,        -- Base64url, as the next and the key
    handle     TEXT NOT NULL,        -- by which the authenticator names the account
    host       TEXT NOT NULL,        -- on whose pages it can be shown
    origin     TEXT NOT NULL,        -- of the page that made it
    public_key TEXT NOT NULL,        -- COSE_Key
    name       TEXT NOT NULL,
    sign_count INTEGER NOT NULL,
    created    INTEGER NOT NULL,
    used       INTEGER NOT NULL,
    PRIMARY KEY (account, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_handle ON passkey (handle);
