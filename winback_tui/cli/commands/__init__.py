"""The verbs, a file each; a module is imported only when its verb is used."""
