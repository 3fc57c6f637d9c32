"""Which team a hub belongs to: its id, and a proof that a laptop has the team's key without telling the hub the key."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from winback_tui.domain.errors import Refused

from .connection import Hub
from .schema import AboutHub, about_hub

_SALT = 16


def require_same_team(about: AboutHub, place: str, team: str, key: bytes | None) -> None:
    """Raises Refused where the hub belongs to another team, or the laptop's key is not the team's.

    `team` is the book's, '' for none.
    """
    if not about.team:
        return
    if not team:
        raise Refused(
            f"The hub {place} belongs to a team that this book has not joined;"
            " run 'winback join URL --code CODE' with the code of the team."
        )
    if about.team != team:
        raise Refused(f"The hub {place} belongs to another team; nothing was merged.")
    if key is None or not fits(about, key):
        raise Refused(
            f"This laptop's key does not open the hub {place}; run 'winback join URL --code CODE' with the"
            " code of the team."
        )


def fits(about: AboutHub, key: bytes) -> bool:
    """Whether this is the key of the hub's team."""
    return hmac.compare_digest(_proof(key, about.salt), about.proof)


def claim_hub(hub: Hub, team: str, key: bytes) -> AboutHub:
    """Claim the hub for this team, unless it is claimed already; returns what it then says about itself.

    Raises Refused where another team was quicker.
    """
    salt = secrets.token_bytes(_SALT)
    with hub.transaction():
        hub.run(
            "UPDATE about SET team = %s, salt = %s, proof = %s WHERE team IS NULL",
            (team, salt, _proof(key, salt)),
        )
        about = about_hub(hub)
    require_same_team(about, hub.address.place, team, key)
    return about


def _proof(key: bytes, salt: bytes) -> bytes:
    return hmac.new(key, b"winback hub" + salt, sha256).digest()
