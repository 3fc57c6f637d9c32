CREATE TABLE about (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version integer NOT NULL,
  hub text COLLATE "C" NOT NULL,
  team text COLLATE "C",
  salt bytea,
  proof bytea,
  rewrite_due boolean NOT NULL DEFAULT false
);

CREATE TABLE change (
  site text COLLATE "C" NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  hlc bigint NOT NULL CHECK (hlc > 0 AND hlc < 4611686018427387904),
  wall bigint NOT NULL,
  tx text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  tbl text COLLATE "C" NOT NULL,
  "row" text COLLATE "C" NOT NULL,
  col text COLLATE "C" NOT NULL,
  value text COLLATE "C",
  value_kind text COLLATE "C" CHECK (value_kind IN ('t', 'i', 'r')),
  before text COLLATE "C",
  before_kind text COLLATE "C" CHECK (before_kind IN ('t', 'i', 'r')),
  replaces_site text COLLATE "C",
  replaces_seq bigint,
  proof bytea,  -- the salt of a value's digest, or that digest once an erasure took the value
  PRIMARY KEY (site, seq)
);

CREATE INDEX change_erasure ON change (site, seq) WHERE col = '!';

CREATE TABLE act (
  tx text COLLATE "C" PRIMARY KEY,
  at bigint NOT NULL,
  site text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  verb text COLLATE "C" NOT NULL,
  account_id text COLLATE "C",
  sentence text COLLATE "C" NOT NULL,
  grain text COLLATE "C" NOT NULL,
  undoes text COLLATE "C",
  batch text COLLATE "C"
);

CREATE INDEX act_batch ON act (batch) WHERE batch IS NOT NULL;

CREATE TABLE citation (
  site text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  cited_site text COLLATE "C" NOT NULL,
  cited_seq bigint NOT NULL,
  PRIMARY KEY (site, seq, cited_site, cited_seq)
);

CREATE TABLE laptop (
  id text COLLATE "C" PRIMARY KEY,
  site text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  machine text COLLATE "C" NOT NULL,
  beat bigint NOT NULL,
  at bigint NOT NULL,
  vector text COLLATE "C" NOT NULL
);

CREATE TABLE import_account (
  batch text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL
);

CREATE INDEX import_account_batch ON import_account (batch);

CREATE TABLE import_order (
  batch text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  margin bigint,
  kind text COLLATE "C" NOT NULL,
  note text COLLATE "C" NOT NULL,
  version bigint NOT NULL
);

CREATE INDEX import_order_batch ON import_order (batch);

CREATE VIEW winner AS
SELECT DISTINCT ON (tbl, "row", col)
  tbl, "row", col, value, actor, to_timestamp(wall / 1000.0) AS at, site, seq, hlc
FROM change
WHERE col <> '~'
ORDER BY tbl, "row", col, hlc DESC, site DESC, seq DESC;

COMMENT ON VIEW winner IS 'Which change of a field counts; "*" is the row as it was entered, "-" a deletion.';

-- Statistics keep samples of values, which an erasure would not reach.
ALTER TABLE change ALTER COLUMN value SET STATISTICS 0;
ALTER TABLE change ALTER COLUMN before SET STATISTICS 0;
ALTER TABLE change ALTER COLUMN "row" SET STATISTICS 0;
ALTER TABLE act ALTER COLUMN sentence SET STATISTICS 0;
ALTER TABLE act ALTER COLUMN grain SET STATISTICS 0;
ALTER TABLE import_account ALTER COLUMN value SET STATISTICS 0;
ALTER TABLE import_order ALTER COLUMN key SET STATISTICS 0;
ALTER TABLE import_order ALTER COLUMN number SET STATISTICS 0;
ALTER TABLE import_order ALTER COLUMN note SET STATISTICS 0;

CREATE FUNCTION change_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.hlc, NEW.wall, NEW.tx, NEW.actor, NEW.tbl, NEW.col)
      IS DISTINCT FROM (OLD.hlc, OLD.wall, OLD.tx, OLD.actor, OLD.tbl, OLD.col)
    OR ((NEW.value, NEW.before, NEW."row", NEW.proof) IS DISTINCT FROM (OLD.value, OLD.before, OLD."row", OLD.proof)
      AND NOT (NEW.value IS NULL AND NEW.before IS NULL))
  THEN
    RAISE EXCEPTION 'a change is only ever emptied, by an erasure' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER change_stays BEFORE UPDATE ON change FOR EACH ROW EXECUTE FUNCTION change_stays();

-- After an erasure: dead rows would keep their bytes in the files of these tables.
CREATE FUNCTION rewrite_tables() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = {schema}, pg_temp AS $$
DECLARE name text;
BEGIN
  LOCK TABLE change, act, import_account, import_order IN ACCESS EXCLUSIVE MODE;
  FOREACH name IN ARRAY ARRAY['change', 'act', 'import_account', 'import_order'] LOOP
    EXECUTE format('CREATE TEMP TABLE rewriting ON COMMIT DROP AS TABLE {schema}.%I', name);
    EXECUTE format('TRUNCATE {schema}.%I', name);
    EXECUTE format('INSERT INTO {schema}.%I SELECT * FROM pg_temp.rewriting', name);
    DROP TABLE pg_temp.rewriting;
  END LOOP;
  UPDATE about SET rewrite_due = false;
END $$;
