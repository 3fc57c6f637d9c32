"""Follow-ups for calendars (.ics) and people for address books (.vcf)."""
