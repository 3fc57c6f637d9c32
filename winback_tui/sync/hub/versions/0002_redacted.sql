-- A name of somebody erased goes out of texts about others as well, such as what a file was called: the rest stays.
CREATE OR REPLACE FUNCTION change_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.hlc, NEW.wall, NEW.tx, NEW.actor, NEW.tbl, NEW.col)
      IS DISTINCT FROM (OLD.hlc, OLD.wall, OLD.tx, OLD.actor, OLD.tbl, OLD.col)
    OR ((NEW.value, NEW.before, NEW."row", NEW.proof) IS DISTINCT FROM (OLD.value, OLD.before, OLD."row", OLD.proof)
      AND NOT (NEW.value IS NULL AND NEW.before IS NULL)
      AND NOT (NEW."row" = OLD."row" AND NEW.proof IS NOT NULL
        AND (NEW.value IS NOT DISTINCT FROM OLD.value OR position('an erased account' in NEW.value) > 0)
        AND (NEW.before IS NOT DISTINCT FROM OLD.before OR position('an erased account' in NEW.before) > 0)))
  THEN
    RAISE EXCEPTION 'a change is only ever emptied, by an erasure' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
