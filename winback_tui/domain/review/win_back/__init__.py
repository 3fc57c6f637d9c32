"""How it went with those who were lost: the way back step by step, what it cost, what letters brought."""
