"""Contacts with a customer: log, brief, promises, complaints, offers, letters."""
