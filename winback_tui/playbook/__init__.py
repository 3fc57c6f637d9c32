"""The field's content as data (`content/`) and its loaders: scripts, reasons, strategies, rules, glossary, holidays."""
