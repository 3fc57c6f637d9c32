"""Orders and the imports that brought them: tables, bulk loading, undoing an import as one act."""
