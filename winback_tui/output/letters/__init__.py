"""Letters as files: plain text, a draft for the mail program, a page to print, an office document."""
