-- team: a log whose history can be proved, and whose changes from elsewhere are taken in by the thousand
ALTER TABLE change ADD COLUMN proof BLOB;

CREATE TABLE chain (
  site VARCHAR NOT NULL,
  seq INTEGER NOT NULL,
  digest VARCHAR NOT NULL,
  PRIMARY KEY (site, seq)
)
 WITHOUT ROWID;

-- signs that an account may be lost: kept with its summary, found by set queries
ALTER TABLE account_summary ADD COLUMN risk INTEGER NOT NULL DEFAULT 0;

ALTER TABLE account_summary ADD COLUMN signs VARCHAR NOT NULL DEFAULT '';

ALTER TABLE account_summary ADD COLUMN volume VARCHAR NOT NULL DEFAULT '';

CREATE INDEX ix_summary_risk ON account_summary (risk, at_stake, currency);

CREATE INDEX ix_sales_order_quote ON sales_order (account_no, day) WHERE kind = 'quote';

CREATE INDEX ix_activity_contact_day ON activity (on_day) WHERE channel <> 'internal';

-- series of steps that plan and stop themselves: reminders of a quote, the watch after a return
ALTER TABLE step ADD COLUMN series VARCHAR NOT NULL DEFAULT '';

-- testimonials of returned customers
CREATE TABLE testimonial (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  on_day VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE INDEX ix_testimonial_account_id ON testimonial (account_id);
