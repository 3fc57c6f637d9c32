CREATE TABLE account_shelf (
  no INTEGER NOT NULL,
  shelved_by INTEGER NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (no)
);

CREATE INDEX ix_account_shelf_shelved_by ON account_shelf (shelved_by);

CREATE TABLE account_summary (
  account_no INTEGER NOT NULL,
  status VARCHAR NOT NULL,
  stage VARCHAR NOT NULL,
  on_list BOOLEAN NOT NULL,
  raised BOOLEAN NOT NULL,
  fragile BOOLEAN NOT NULL,
  twice_lost BOOLEAN NOT NULL,
  order_days INTEGER NOT NULL,
  first_day VARCHAR NOT NULL,
  last_day VARCHAR NOT NULL,
  median_gap FLOAT,
  shortest_gap INTEGER,
  longest_gap INTEGER,
  spread FLOAT,
  expected_gap FLOAT,
  borrowed_from VARCHAR NOT NULL,
  late_days INTEGER NOT NULL,
  gone_90 INTEGER,
  gone_180 INTEGER,
  gone_own INTEGER,
  own_horizon INTEGER,
  third_90 INTEGER,
  yearly_value INTEGER NOT NULL,
  at_stake INTEGER NOT NULL,
  currency VARCHAR NOT NULL,
  abc VARCHAR NOT NULL,
  trail BLOB NOT NULL,
  PRIMARY KEY (account_no)
);

CREATE INDEX ix_summary_list ON account_summary (on_list, raised, at_stake, currency);

CREATE INDEX ix_summary_status ON account_summary (status, at_stake, currency);

CREATE TABLE act (
  no INTEGER NOT NULL,
  tx VARCHAR NOT NULL,
  at INTEGER NOT NULL,
  site VARCHAR NOT NULL,
  actor VARCHAR NOT NULL,
  verb VARCHAR NOT NULL,
  account_id VARCHAR,
  sentence VARCHAR NOT NULL,
  grain VARCHAR NOT NULL,
  undoes VARCHAR,
  batch_no INTEGER,
  PRIMARY KEY (no)
);

CREATE INDEX ix_act_account_id ON act (account_id);

CREATE INDEX ix_act_tx ON act (tx);

CREATE INDEX ix_act_undoes ON act (undoes);

CREATE TABLE cell (
  tbl VARCHAR NOT NULL,
  "row" VARCHAR NOT NULL,
  col VARCHAR NOT NULL,
  site VARCHAR NOT NULL,
  seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  PRIMARY KEY (tbl, "row", col)
)
 WITHOUT ROWID;

CREATE TABLE change (
  site VARCHAR NOT NULL,
  seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  wall INTEGER NOT NULL,
  tx VARCHAR NOT NULL,
  actor VARCHAR NOT NULL,
  tbl VARCHAR NOT NULL,
  "row" VARCHAR NOT NULL,
  col VARCHAR NOT NULL,
  value BLOB,
  "before" BLOB,
  replaces_site VARCHAR,
  replaces_seq INTEGER,
  PRIMARY KEY (site, seq)
);

CREATE INDEX ix_change_hlc ON change (hlc);

CREATE INDEX ix_change_tx ON change (tx);

CREATE TABLE competitor (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE derived (
  name VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (name)
);

CREATE TABLE erasure (
  id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  salt VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE import_batch (
  no INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  file VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  at INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  new INTEGER NOT NULL,
  same INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  told VARCHAR NOT NULL,
  PRIMARY KEY (no),
  UNIQUE (id)
);

CREATE TABLE order_shelf (
  shelf_no INTEGER NOT NULL,
  shelved_by INTEGER NOT NULL,
  "key" VARCHAR NOT NULL,
  account_no INTEGER NOT NULL,
  number VARCHAR NOT NULL,
  day VARCHAR NOT NULL,
  amount INTEGER NOT NULL,
  currency VARCHAR NOT NULL,
  margin INTEGER,
  kind VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  batch_no INTEGER,
  version INTEGER NOT NULL,
  PRIMARY KEY (shelf_no)
);

CREATE INDEX ix_order_shelf_shelved_by ON order_shelf (shelved_by);

CREATE TABLE rep (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  phone VARCHAR NOT NULL,
  active BOOLEAN NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE seal (
  tbl VARCHAR NOT NULL,
  batch_no INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  digest VARCHAR NOT NULL,
  PRIMARY KEY (tbl, batch_no)
)
 WITHOUT ROWID;

CREATE TABLE segment (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  fixed_days INTEGER,
  PRIMARY KEY (id)
);

CREATE TABLE setting (
  id VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE state (
  one INTEGER NOT NULL,
  site VARCHAR NOT NULL,
  seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  tx VARCHAR NOT NULL,
  actor VARCHAR NOT NULL,
  now INTEGER,
  applying INTEGER NOT NULL,
  PRIMARY KEY (one)
);

CREATE TABLE account (
  no INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  name_key VARCHAR NOT NULL,
  external_id VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  segment VARCHAR NOT NULL,
  owner_id VARCHAR,
  currency VARCHAR NOT NULL,
  phone VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  city VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  hunts_price BOOLEAN NOT NULL,
  pays_badly BOOLEAN NOT NULL,
  refers_others BOOLEAN NOT NULL,
  reference_customer BOOLEAN NOT NULL,
  gone_reason VARCHAR NOT NULL,
  contract_ends_on VARCHAR NOT NULL,
  welcome_ends_on VARCHAR NOT NULL,
  linked_to VARCHAR,
  batch_no INTEGER,
  PRIMARY KEY (no),
  UNIQUE (id),
  FOREIGN KEY(owner_id) REFERENCES rep (id),
  FOREIGN KEY(linked_to) REFERENCES account (id)
);

CREATE INDEX ix_account_batch_no ON account (batch_no);

CREATE INDEX ix_account_external_id ON account (external_id);

CREATE INDEX ix_account_linked_to ON account (linked_to);

CREATE INDEX ix_account_name_key ON account (name_key);

CREATE INDEX ix_account_owner_id ON account (owner_id);

CREATE TABLE complaint (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  on_day VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  severity INTEGER NOT NULL,
  answered_on VARCHAR NOT NULL,
  resolved_on VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE INDEX ix_complaint_account_id ON complaint (account_id);

CREATE TABLE loss_case (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  lost_on VARCHAR NOT NULL,
  lost_by_id VARCHAR,
  responsible_id VARCHAR,
  note VARCHAR NOT NULL,
  opened_on VARCHAR NOT NULL,
  closed_on VARCHAR NOT NULL,
  outcome VARCHAR NOT NULL,
  closing_note VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id),
  FOREIGN KEY(lost_by_id) REFERENCES rep (id),
  FOREIGN KEY(responsible_id) REFERENCES rep (id)
);

CREATE INDEX ix_loss_case_account_id ON loss_case (account_id);

CREATE INDEX ix_loss_case_lost_by_id ON loss_case (lost_by_id);

CREATE INDEX ix_loss_case_responsible_id ON loss_case (responsible_id);

CREATE TABLE person (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  phone VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  decision_maker BOOLEAN NOT NULL,
  left_on VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE INDEX ix_person_account_id ON person (account_id);

CREATE TABLE sales_order (
  no INTEGER NOT NULL,
  "key" VARCHAR NOT NULL,
  account_no INTEGER NOT NULL,
  number VARCHAR NOT NULL,
  day VARCHAR NOT NULL,
  amount INTEGER NOT NULL,
  currency VARCHAR NOT NULL,
  margin INTEGER,
  kind VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  batch_no INTEGER,
  version INTEGER NOT NULL,
  PRIMARY KEY (no),
  FOREIGN KEY(account_no) REFERENCES account (no)
);

CREATE INDEX ix_sales_order_account_day ON sales_order (account_no, day, kind, amount, currency, margin);

CREATE INDEX ix_sales_order_key ON sales_order ("key");

CREATE TABLE cause (
  id VARCHAR NOT NULL,
  case_id VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  weight INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  voice VARCHAR NOT NULL,
  fixable BOOLEAN,
  human BOOLEAN NOT NULL,
  whom VARCHAR NOT NULL,
  promise_broken VARCHAR NOT NULL,
  competitor_id VARCHAR,
  found_on VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(case_id) REFERENCES loss_case (id),
  FOREIGN KEY(competitor_id) REFERENCES competitor (id)
);

CREATE INDEX ix_cause_case_id ON cause (case_id);

CREATE INDEX ix_cause_competitor_id ON cause (competitor_id);

CREATE TABLE decision (
  id VARCHAR NOT NULL,
  case_id VARCHAR NOT NULL,
  verdict VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  wait_until VARCHAR NOT NULL,
  review_on VARCHAR NOT NULL,
  chance INTEGER,
  value INTEGER,
  cost INTEGER,
  currency VARCHAR NOT NULL,
  factors VARCHAR NOT NULL,
  decided_on VARCHAR NOT NULL,
  decided_by_id VARCHAR,
  PRIMARY KEY (id),
  FOREIGN KEY(case_id) REFERENCES loss_case (id),
  FOREIGN KEY(decided_by_id) REFERENCES rep (id)
);

CREATE INDEX ix_decision_case_id ON decision (case_id);

CREATE INDEX ix_decision_decided_by_id ON decision (decided_by_id);

CREATE TABLE interview (
  id VARCHAR NOT NULL,
  case_id VARCHAR NOT NULL,
  person VARCHAR NOT NULL,
  interviewer_id VARCHAR,
  channel VARCHAR NOT NULL,
  script VARCHAR NOT NULL,
  script_version INTEGER NOT NULL,
  language VARCHAR NOT NULL,
  position VARCHAR NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  PRIMARY KEY (id),
  FOREIGN KEY(case_id) REFERENCES loss_case (id),
  FOREIGN KEY(interviewer_id) REFERENCES rep (id)
);

CREATE INDEX ix_interview_case_id ON interview (case_id);

CREATE INDEX ix_interview_interviewer_id ON interview (interviewer_id);

CREATE TABLE offer (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  case_id VARCHAR,
  kind VARCHAR NOT NULL,
  cost INTEGER NOT NULL,
  currency VARCHAR NOT NULL,
  made_on VARCHAR NOT NULL,
  deadline_on VARCHAR NOT NULL,
  taken_on VARCHAR NOT NULL,
  refused_on VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id),
  FOREIGN KEY(case_id) REFERENCES loss_case (id)
);

CREATE INDEX ix_offer_account_id ON offer (account_id);

CREATE INDEX ix_offer_case_id ON offer (case_id);

CREATE TABLE override (
  id VARCHAR NOT NULL,
  case_id VARCHAR NOT NULL,
  rule VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  made_on VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(case_id) REFERENCES loss_case (id)
);

CREATE INDEX ix_override_case_id ON override (case_id);

CREATE TABLE "plan" (
  id VARCHAR NOT NULL,
  case_id VARCHAR NOT NULL,
  strategy VARCHAR NOT NULL,
  persistence BOOLEAN NOT NULL,
  note VARCHAR NOT NULL,
  made_on VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(case_id) REFERENCES loss_case (id)
);

CREATE INDEX ix_plan_case_id ON "plan" (case_id);

CREATE TABLE promise (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  case_id VARCHAR,
  text VARCHAR NOT NULL,
  due_on VARCHAR NOT NULL,
  kept_on VARCHAR NOT NULL,
  broken_on VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id),
  FOREIGN KEY(case_id) REFERENCES loss_case (id)
);

CREATE INDEX ix_promise_account_id ON promise (account_id);

CREATE INDEX ix_promise_case_id ON promise (case_id);

CREATE TABLE answer (
  id VARCHAR NOT NULL,
  interview_id VARCHAR NOT NULL,
  question VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(interview_id) REFERENCES interview (id)
);

CREATE INDEX ix_answer_interview_id ON answer (interview_id);

CREATE TABLE condition (
  id VARCHAR NOT NULL,
  case_id VARCHAR NOT NULL,
  interview_id VARCHAR,
  term VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  met_on VARCHAR NOT NULL,
  beyond VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(case_id) REFERENCES loss_case (id),
  FOREIGN KEY(interview_id) REFERENCES interview (id)
);

CREATE INDEX ix_condition_case_id ON condition (case_id);

CREATE INDEX ix_condition_interview_id ON condition (interview_id);

CREATE TABLE fix (
  id VARCHAR NOT NULL,
  cause_id VARCHAR NOT NULL,
  what VARCHAR NOT NULL,
  owner_id VARCHAR,
  due_on VARCHAR NOT NULL,
  done_on VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(cause_id) REFERENCES cause (id),
  FOREIGN KEY(owner_id) REFERENCES rep (id)
);

CREATE INDEX ix_fix_cause_id ON fix (cause_id);

CREATE INDEX ix_fix_owner_id ON fix (owner_id);

CREATE TABLE step (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  case_id VARCHAR,
  plan_id VARCHAR,
  on_day VARCHAR NOT NULL,
  channel VARCHAR NOT NULL,
  purpose VARCHAR NOT NULL,
  owner_id VARCHAR,
  done_on VARCHAR NOT NULL,
  dropped_on VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id),
  FOREIGN KEY(case_id) REFERENCES loss_case (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(owner_id) REFERENCES rep (id)
);

CREATE INDEX ix_step_account_id ON step (account_id);

CREATE INDEX ix_step_case_id ON step (case_id);

CREATE INDEX ix_step_owner_id ON step (owner_id);

CREATE INDEX ix_step_plan_id ON step (plan_id);

CREATE TABLE why_node (
  id VARCHAR NOT NULL,
  interview_id VARCHAR NOT NULL,
  question VARCHAR NOT NULL,
  parent_id VARCHAR,
  ordinal INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  stated BOOLEAN NOT NULL,
  root BOOLEAN NOT NULL,
  confidence INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(interview_id) REFERENCES interview (id),
  FOREIGN KEY(parent_id) REFERENCES why_node (id)
);

CREATE INDEX ix_why_node_interview_id ON why_node (interview_id);

CREATE INDEX ix_why_node_parent_id ON why_node (parent_id);

CREATE TABLE activity (
  id VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  case_id VARCHAR,
  step_id VARCHAR,
  person VARCHAR NOT NULL,
  at INTEGER NOT NULL,
  on_day VARCHAR NOT NULL,
  by_id VARCHAR,
  channel VARCHAR NOT NULL,
  outcome VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(account_id) REFERENCES account (id),
  FOREIGN KEY(case_id) REFERENCES loss_case (id),
  FOREIGN KEY(step_id) REFERENCES step (id),
  FOREIGN KEY(by_id) REFERENCES rep (id)
);

CREATE INDEX ix_activity_account_id ON activity (account_id);

CREATE INDEX ix_activity_by_id ON activity (by_id);

CREATE INDEX ix_activity_case_id ON activity (case_id);

CREATE INDEX ix_activity_step_id ON activity (step_id);

