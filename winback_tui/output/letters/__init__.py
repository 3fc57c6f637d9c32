"""Letters as files: plain text, a draft for the mail program, a page to print, a document for an office."""
