"""The lists: overdue accounts and everybody, sorted, filtered, added up, and how accurate they were."""
