"""The commands, a file each, in the groups of `winback --help`; imported only when used."""
