-- Where accounts are told by Web Push.
CREATE TABLE push_subscription (
    endpoint   TEXT PRIMARY KEY,
    account    TEXT NOT NULL,     -- folded
    public_key BLOB NOT NULL,
    secret     BLOB NOT NULL,
    device     TEXT,              -- the hash of its token
    renewed    INTEGER NOT NULL   -- ticks, UTC
) STRICT, WITHOUT ROWID;
CREATE INDEX push_subscription_account ON push_subscription (account);
