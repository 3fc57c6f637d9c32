"""Rows to text: tables, pages, sentences of reports. Knows the domain and the playbook only."""
