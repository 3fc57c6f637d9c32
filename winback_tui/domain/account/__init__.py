"""An account: its order rhythm, where it stands (status), what it is classed as, and signs of a coming loss."""
