-- By what a message is known when its sender sends it again: a digest of the client's token and the sender's account.
ALTER TABLE item ADD COLUMN mark TEXT;
CREATE INDEX item_mark ON item (mark) WHERE mark IS NOT NULL;
