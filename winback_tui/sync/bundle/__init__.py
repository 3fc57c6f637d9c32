"""The files that travel: bundles, sealed and checked, and the folder that a team shares."""
