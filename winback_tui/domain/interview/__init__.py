"""The exit interview: script, order of pages, what counts as an answer (playbook section 4)."""
