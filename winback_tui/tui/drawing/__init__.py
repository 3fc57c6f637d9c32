"""Lines, colours and cells; most of it imports no toolkit, so that a first frame can be drawn without one."""
