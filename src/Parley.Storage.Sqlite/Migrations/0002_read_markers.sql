-- Up to when accounts have read what.
CREATE TABLE read_marker (
    account TEXT NOT NULL,     -- folded
    target  TEXT NOT NULL,     -- a room or a nickname, folded
    at      INTEGER NOT NULL,  -- ticks of 100 ns since year 1, UTC
    PRIMARY KEY (account, target)
) STRICT, WITHOUT ROWID;
