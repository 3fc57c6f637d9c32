"""An account: how often it orders, its status, its class, and signs of a coming loss."""
