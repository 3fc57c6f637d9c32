"""Why accounts were lost: reasons added up, their wordings, our own changes."""
