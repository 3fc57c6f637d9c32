"""Accounts and their people: tables, finding, matching those that a file names, merging."""
