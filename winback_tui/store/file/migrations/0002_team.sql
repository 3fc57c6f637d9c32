ALTER TABLE act ADD COLUMN received BOOLEAN NOT NULL DEFAULT 0;

CREATE TABLE citation (
  site VARCHAR NOT NULL,
  seq INTEGER NOT NULL,
  cited_site VARCHAR NOT NULL,
  cited_seq INTEGER NOT NULL,
  PRIMARY KEY (site, seq, cited_site, cited_seq)
)
 WITHOUT ROWID;

CREATE TABLE import_original (
  tbl VARCHAR NOT NULL,
  "row" VARCHAR NOT NULL,
  batch_no INTEGER NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (tbl, "row", batch_no)
)
 WITHOUT ROWID;

CREATE TABLE account_number (
  no INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  PRIMARY KEY (no)
);

CREATE INDEX ix_account_number_id ON account_number (id);

CREATE TABLE kept_row (
  tbl VARCHAR NOT NULL,
  "row" VARCHAR NOT NULL,
  PRIMARY KEY (tbl, "row")
)
 WITHOUT ROWID;

CREATE TABLE waiting_row (
  tbl VARCHAR NOT NULL,
  "row" VARCHAR NOT NULL,
  PRIMARY KEY (tbl, "row")
)
 WITHOUT ROWID;

CREATE TABLE disputed_row (
  tbl VARCHAR NOT NULL,
  "row" VARCHAR NOT NULL,
  PRIMARY KEY (tbl, "row")
)
 WITHOUT ROWID;

CREATE TABLE laptop (
  id VARCHAR NOT NULL,
  site VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  machine VARCHAR NOT NULL,
  beat INTEGER NOT NULL,
  at INTEGER NOT NULL,
  vector VARCHAR NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE sync_target (
  target VARCHAR NOT NULL,
  met_at INTEGER NOT NULL,
  files VARCHAR NOT NULL,
  PRIMARY KEY (target)
);

CREATE INDEX ix_change_row ON change (tbl, "row");

CREATE INDEX ix_change_emptied ON change (tbl, "row") WHERE value IS NULL AND "before" IS NULL;

CREATE INDEX ix_order_shelf_key ON order_shelf ("key");

CREATE INDEX ix_order_shelf_batch_no ON order_shelf (batch_no);
