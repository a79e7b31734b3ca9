-- The words of messages, by the seq of their items, filled in steps behind the writer: up to the seq that "indexed" in state says.
-- Parley cuts the words (SearchText) and puts spaces between them: https://sqlite.org/fts5.html#contentless_delete_tables.
CREATE VIRTUAL TABLE search USING fts5 (
    words,
    place,   -- the conversation's number
    sender,  -- nickname and account, folded, in hexadecimal digits of their UTF-8
    extra,   -- "file" when it has the link of a file
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

INSERT INTO search (search, rank) VALUES ('automerge', 0);

-- Which items are of which hour, whatever the clock did.
CREATE TABLE search_hour (
    hour  INTEGER PRIMARY KEY,  -- since 1970
    first INTEGER NOT NULL,
    last  INTEGER NOT NULL
) STRICT;

INSERT INTO state VALUES ('indexed', 0);
