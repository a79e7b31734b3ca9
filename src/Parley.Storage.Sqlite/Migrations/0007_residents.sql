-- Those who stay without a connection.
CREATE TABLE resident (
    account  TEXT PRIMARY KEY,     -- folded
    resident TEXT NOT NULL         -- as JSON
) STRICT, WITHOUT ROWID;
