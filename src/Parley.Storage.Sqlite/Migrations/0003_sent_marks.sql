-- By what a message is known when its sender sends it again: the client's token, and behind a space the sender's account, folded.
ALTER TABLE item ADD COLUMN mark TEXT;
CREATE INDEX item_mark ON item (mark) WHERE mark IS NOT NULL;
