"""Taking files in: pick one, see how it is understood, read what was taken."""
