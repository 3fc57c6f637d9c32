"""The screen: textual. Knows services, output and the plain words of the domain."""
