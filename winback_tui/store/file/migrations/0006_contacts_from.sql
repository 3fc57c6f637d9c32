ALTER TABLE account_summary ADD COLUMN contacts_from VARCHAR NOT NULL DEFAULT '';
