-- What rooms are besides their members and messages.
CREATE TABLE room (
    key  TEXT PRIMARY KEY,  -- the name, folded
    room TEXT NOT NULL      -- all of it as JSON: see KeptRoom
) STRICT, WITHOUT ROWID;
