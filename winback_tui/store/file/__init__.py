"""The file itself: opened, migrated, backed up, restored, checked, erased from."""
