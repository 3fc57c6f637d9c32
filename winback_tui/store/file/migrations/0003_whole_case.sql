-- team: a log whose history can be proved, and whose changes from elsewhere are taken in by the thousand
ALTER TABLE change ADD COLUMN proof BLOB;

CREATE TABLE chain (
  site VARCHAR NOT NULL,
  seq INTEGER NOT NULL,
  digest VARCHAR NOT NULL,
  PRIMARY KEY (site, seq)
)
 WITHOUT ROWID;

-- Rivals as battle cards: what they promise, where they are weak, what a switch costs; objections; assessments.
ALTER TABLE competitor ADD COLUMN promises VARCHAR NOT NULL DEFAULT '';

ALTER TABLE competitor ADD COLUMN weak_points VARCHAR NOT NULL DEFAULT '';

ALTER TABLE competitor ADD COLUMN switching_cost VARCHAR NOT NULL DEFAULT '';

CREATE TABLE rival_objection (
  id VARCHAR NOT NULL,
  competitor_id VARCHAR NOT NULL,
  objection VARCHAR NOT NULL,
  answer VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(competitor_id) REFERENCES competitor (id)
);

CREATE INDEX ix_rival_objection_competitor_id ON rival_objection (competitor_id);

CREATE TABLE rival_assessment (
  id VARCHAR NOT NULL,
  competitor_id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  on_day VARCHAR NOT NULL,
  found VARCHAR NOT NULL,
  rival_reply VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(competitor_id) REFERENCES competitor (id),
  FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE INDEX ix_rival_assessment_competitor_id ON rival_assessment (competitor_id);

CREATE INDEX ix_rival_assessment_account_id ON rival_assessment (account_id);

-- The day of the loss: on which side of it an order of the very day lies ('before', or '' while nobody was asked).
ALTER TABLE loss_case ADD COLUMN same_day_order VARCHAR NOT NULL DEFAULT '';

-- Accounts that were renamed stay found under the names they had.
CREATE TABLE former_name (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  name_key VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE INDEX ix_former_name_account_id ON former_name (account_id);

CREATE INDEX ix_former_name_name_key ON former_name (name_key);

-- The diary of our own changes, with four questions each (playbook A-iso).
CREATE TABLE own_change (
  id VARCHAR NOT NULL,
  on_day VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  what VARCHAR NOT NULL,
  segment VARCHAR NOT NULL,
  affected VARCHAR NOT NULL,
  new_target VARCHAR NOT NULL,
  improved VARCHAR NOT NULL,
  alternatives VARCHAR NOT NULL,
  PRIMARY KEY (id)
);

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
