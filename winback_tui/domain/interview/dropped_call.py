"""The words by which a call that dropped in the middle of an interview is known: of the contact, and of the step."""

DROPPED = "Call dropped during the interview"
"""The outcome of the contact. It belongs to the interview: no attempt to win them back."""

GO_ON = "go on with the interview"
"""What the call planned instead is for; a time of day may stand before it."""
