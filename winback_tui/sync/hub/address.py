"""The address of a hub, a PostgreSQL URL. What is shown and remembered of it never holds a password."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from winback_tui.domain.errors import BadInput

DEFAULT_SCHEMA = "winback"

_SCHEMES = ("postgresql://", "postgres://")
_SECRETS = ("password", "sslpassword")
_HOST = r"(\[[0-9A-Fa-f:.%]+\]|[\w.%-]*)(:\d{1,5})?"
_HOSTS = re.compile(rf"({_HOST})(,{_HOST})*", re.ASCII)
_USER = re.compile(r"[^:@/?#\[\]]*")
_DATABASE = re.compile(r"/?[^/:@?#]*")
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,39}")
_UNREADABLE = (
    "This is not the address of a hub, which looks like postgresql://USER@HOST/DATABASE; leave the password out, "
    "or write its special characters as %40 and the like."
)


@dataclass(frozen=True, slots=True)
class HubAddress:
    """Where a hub is. `url` holds no password; `options` are what the driver gets besides."""

    url: str
    schema: str = DEFAULT_SCHEMA
    options: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def driver_url(self) -> str:
        """The address as the driver understands it: it knows nothing of our schema."""
        parts = urlsplit(self.url)
        return _joined(parts.netloc, parts.path, _without(_pairs(parts.query), "schema"))

    @property
    def place(self) -> str:
        """Host and database, for people."""
        parts = urlsplit(self.url)
        host = parts.netloc.rpartition("@")[2]
        return f"{host or 'this machine'}{unquote(parts.path)}"


def is_hub(target: str) -> bool:
    """Whether a target of a sync is a hub, and no folder or file."""
    return target.strip().lower().startswith(_SCHEMES)


def hub_address(typed: str) -> HubAddress:
    """Read `postgresql://USER@HOST/DATABASE?sslmode=verify-full`; every option of PostgreSQL is passed on.

    `schema` among the options names the schema of the hub, where a database has several. Raises BadInput, which
    never repeats what was typed: it may contain a password.
    """
    try:
        parts = urlsplit(typed.strip())
    except ValueError as fault:
        raise BadInput(_UNREADABLE) from fault
    login, at, hosts = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    if (
        not is_hub(typed)
        or parts.fragment
        or not _USER.fullmatch(user)
        or (at and "@" in login)
        or not _HOSTS.fullmatch(hosts)
        or not _DATABASE.fullmatch(parts.path)
    ):
        raise BadInput(_UNREADABLE)
    pairs = _pairs(parts.query)
    options = {name: value for name, value in pairs if name in _SECRETS}
    if password:
        options["password"] = unquote(password)
    schema = dict(pairs).get("schema", DEFAULT_SCHEMA)
    if not _SCHEMA.fullmatch(schema):
        raise BadInput("The schema of a hub has a name of lower-case letters, digits and '_', 40 at most.")
    netloc = f"{user}@{hosts}" if user else hosts
    return HubAddress(_joined(netloc, parts.path, _without(pairs, *_SECRETS)), schema, options)


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True)


def _without(pairs: list[tuple[str, str]], *names: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in pairs if name not in names]


def _joined(netloc: str, path: str, pairs: list[tuple[str, str]]) -> str:
    query = urlencode(pairs, safe="/:", quote_via=quote)
    joined = urlunsplit(("postgresql", netloc, path, query, ""))
    return joined if joined.startswith("postgresql://") else joined.replace("postgresql:", "postgresql://", 1)
