-- team: a log whose history can be proved, and whose changes from elsewhere are taken in by the thousand
ALTER TABLE change ADD COLUMN proof BLOB;

CREATE TABLE chain (
  site VARCHAR NOT NULL,
  seq INTEGER NOT NULL,
  digest VARCHAR NOT NULL,
  PRIMARY KEY (site, seq)
)
 WITHOUT ROWID;

-- lists: accounts put aside until a day, and twelve months in the row of a list
CREATE TABLE snooze (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  set_on VARCHAR NOT NULL,
  until_on VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  by_id VARCHAR,
  ended_on VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id),
  FOREIGN KEY(by_id) REFERENCES rep (id)
);

CREATE INDEX ix_snooze_account_id ON snooze (account_id);

CREATE INDEX ix_snooze_by_id ON snooze (by_id);

ALTER TABLE account_summary ADD COLUMN aside_until VARCHAR NOT NULL DEFAULT '';

ALTER TABLE account_summary ADD COLUMN months VARCHAR NOT NULL DEFAULT '';
