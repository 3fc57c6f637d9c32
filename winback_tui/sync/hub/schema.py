"""The hub's tables in the database: made by an administrator, with two roles, and checked by everybody who comes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.errors import Refused
from winback_tui.domain.ids import new_id

from .connection import Hub
from .faults import no_hub

HUB_VERSION = 2
"""The version of the tables that this program knows; each has its script in `versions/`."""

_VERSIONS = Path(__file__).with_name("versions")
_WRITE_GRANTS = (
    "INSERT ON change, act, citation, laptop, import_account, import_order TO {role}",
    'UPDATE (site, seq, replaces_site, replaces_seq, "row", value, value_kind, before, before_kind, proof)'
    " ON change TO {role}",
    "UPDATE ON act, citation, laptop TO {role}",
    "DELETE ON citation, import_account, import_order TO {role}",
    "UPDATE (team, salt, proof, rewrite_due) ON about TO {role}",
    "EXECUTE ON FUNCTION rewrite_tables() TO {role}",
)


@dataclass(frozen=True, slots=True)
class HubMade:
    """A hub that is ready. `made`: it was created just now; `roles_before`: roles that existed for another hub."""

    schema: str
    write_role: str
    read_role: str
    made: bool
    roles_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AboutHub:
    """What a hub says about itself: its id, and the team that it belongs to ('' for none yet)."""

    hub: str
    team: str
    salt: bytes
    proof: bytes
    rewrite_due: bool


def make_hub(hub: Hub, dry_run: bool = False) -> HubMade:
    """Create schema, tables and roles where they are missing, and grant the roles their rights; harmless a second time.

    Needs a login that may create schemas in the database, and roles unless they are there. Raises Refused.
    """
    schema = hub.address.schema
    write, read = f"{schema}_write", f"{schema}_read"
    with hub.transaction():
        if (encoding := hub.value("SHOW server_encoding")) != "UTF8":
            raise Refused(
                f"The database is encoded as {encoding}, which cannot hold every name; make one in UTF8 for the hub."
            )
        hub.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"winback {schema}",))
        there = hub.value("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)) is not None
        roles = [
            row[0]
            for row in hub.rows("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", ([write, read],))
        ]
        version = _version(hub) if there else 0
        if there and version == 0:
            raise Refused(
                f"The schema '{schema}' belongs to something else; choose another with ?schema=NAME."
            )
        if dry_run:
            return HubMade(schema, write, read, not there, () if there else tuple(roles))
        for role in (write, read):
            if role not in roles:
                hub.run(f"CREATE ROLE {role} NOLOGIN")
        _bring_up_to_date(hub, schema, version)
        _grant(hub, schema, write, read)
    return HubMade(schema, write, read, not there, () if there else tuple(sorted(roles)))


def _bring_up_to_date(hub: Hub, schema: str, version: int) -> None:
    if version == 0:
        hub.run(f"CREATE SCHEMA {schema}")
    for number in range(version + 1, HUB_VERSION + 1):
        (script,) = _VERSIONS.glob(f"{number:04}_*.sql")
        hub.run(script.read_text("utf-8").replace("{schema}", schema))
    if version == 0:
        hub.run("INSERT INTO about (version, hub) VALUES (%s, %s)", (HUB_VERSION, new_id()))
    else:
        hub.run("UPDATE about SET version = %s", (HUB_VERSION,))


def _grant(hub: Hub, schema: str, write: str, read: str) -> None:
    hub.run("REVOKE ALL ON FUNCTION rewrite_tables() FROM PUBLIC")
    for role in (write, read):
        hub.run(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
        hub.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}")
    for grant in _WRITE_GRANTS:
        hub.run(f"GRANT {grant.format(role=write)}")


def about_hub(hub: Hub) -> AboutHub:
    """What the hub says about itself. Raises Refused where there is no hub, or one of another version."""
    version = _version(hub)
    if version == 0:
        raise no_hub(hub.address)
    if version < HUB_VERSION:
        raise Refused(
            f"The hub {hub.address.place} has an older version ({version}); its administrator updates it"
            " with 'winback hub init URL'."
        )
    rows = hub.rows(
        "SELECT hub, coalesce(team, ''), coalesce(salt, ''), coalesce(proof, ''), rewrite_due FROM about"
    )
    return AboutHub(*rows[0])


def _version(hub: Hub) -> int:
    """The version of the hub's tables, 0 where there are none. Raises Refused for one of a newer Winback."""
    if hub.value("SELECT to_regclass('about')") is None:
        return 0
    version = int(hub.value("SELECT version FROM about") or 0)
    if version > HUB_VERSION:
        raise Refused(
            f"The hub {hub.address.place} was made by a newer Winback (version {version}, this one knows"
            f" {HUB_VERSION}); update this one, then sync again."
        )
    return version


def hub_size(hub: Hub) -> tuple[int, int]:
    """Accounts and orders that were ever entered or imported and not erased: an upper bound of what is there now."""
    with hub.transaction(snapshot=True):
        accounts = hub.value(
            "SELECT count(*) FROM (SELECT id FROM import_account UNION"
            " SELECT \"row\" FROM change WHERE tbl = 'account' AND col = '*' AND value IS NOT NULL) AS every"
        )
        orders = hub.value(
            "SELECT count(*) FROM (SELECT key FROM import_order UNION"
            " SELECT \"row\" FROM change WHERE tbl = 'sales_order' AND col = '*' AND value IS NOT NULL) AS every"
        )
    return int(accounts), int(orders)
