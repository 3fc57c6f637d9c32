-- team: a log whose history can be proved, and whose changes from elsewhere are taken in by the thousand
ALTER TABLE change ADD COLUMN proof BLOB;

CREATE TABLE chain (
  site VARCHAR NOT NULL,
  seq INTEGER NOT NULL,
  digest VARCHAR NOT NULL,
  PRIMARY KEY (site, seq)
)
 WITHOUT ROWID;
