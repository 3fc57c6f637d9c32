DROP INDEX ix_summary_review_owners;
CREATE INDEX ix_summary_review_owners ON account_summary (currency, on_list, owner_id, at_stake, segment, abc) WHERE length(losses) = 0;
CREATE INDEX ix_summary_review_worth ON account_summary (currency, (yearly_sales IS NULL), yearly_value, yearly_sales, at_stake, gone_90, segment, abc, owner_id) WHERE gone_90 >= 0 AND losses = '' AND status NOT IN ('lost', 'in work', 'let go', 'gone for good');
CREATE INDEX ix_summary_strong_signs ON account_summary (account_no) WHERE signs <> '' AND (instr(signs, '["left"') OR instr(signs, '["complaint"') OR instr(signs, '["quote"') OR instr(signs, '["contract"') OR instr(signs, '["welcome"'));
