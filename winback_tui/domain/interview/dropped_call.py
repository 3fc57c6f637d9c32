"""The texts that mark a call dropped in the middle of an interview: on the contact, and on the planned step."""

DROPPED = "Call dropped during the interview"
"""The outcome of the contact. It belongs to the interview and is not an attempt to win them back."""

GO_ON = "go on with the interview"
"""The purpose of the follow-up call; a time of day may precede it."""
