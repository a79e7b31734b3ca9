-- The version of Parley that brought the database to its form: who has an older one is told which to run.
CREATE TABLE written_by (version TEXT NOT NULL) STRICT;

INSERT INTO written_by VALUES ('');
