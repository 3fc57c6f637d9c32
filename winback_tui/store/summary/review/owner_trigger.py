"""The owner in each summary follows that of the account, whoever writes it: an act, an undo, a merge.

A trigger, because an owner changes no figure of the account: nothing has to be computed again, also where somebody
hands over thousands of accounts at once.
"""

OWNER_TRIGGER = {
    "account_owner_changed": """
CREATE TRIGGER account_owner_changed AFTER UPDATE OF owner_id ON account WHEN OLD.owner_id IS NOT NEW.owner_id BEGIN
  UPDATE account_summary SET owner_id = coalesce(NEW.owner_id, '') WHERE account_no = NEW.no;
END
""".strip(),
}
"""Its name and SQL."""
