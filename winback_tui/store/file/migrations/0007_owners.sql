ALTER TABLE account_summary ADD COLUMN owner_id VARCHAR NOT NULL DEFAULT '';
DROP INDEX ix_summary_review_began;
DROP INDEX ix_summary_review_stopped;
DROP INDEX ix_summary_review_here;
CREATE INDEX ix_summary_review_began ON account_summary (currency, first_day, segment, silent_from, status, expected_gap, yearly_value, yearly_sales, abc, owner_id) WHERE order_days > 1 AND losses = '' AND status <> 'gone for good';
CREATE INDEX ix_summary_review_stopped ON account_summary (currency, silent_from, first_day, segment, expected_gap, yearly_value, yearly_sales, abc, owner_id) WHERE silent_from <> '' AND losses = '' AND status IN ('overdue', 'sleeping');
CREATE INDEX ix_summary_review_here ON account_summary (currency, abc, gone_90, yearly_value, yearly_sales, at_stake, segment, owner_id) WHERE gone_90 IS NOT NULL AND losses = '' AND status NOT IN ('lost', 'in work', 'let go', 'gone for good');
CREATE INDEX ix_summary_review_owners ON account_summary (currency, owner_id, on_list, at_stake, segment, abc) WHERE length(losses) = 0;
CREATE INDEX ix_account_review_currency ON account (no) WHERE currency <> '';
