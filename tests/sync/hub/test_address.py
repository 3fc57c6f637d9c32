"""The address of a hub: what PostgreSQL understands goes on to it, a password is kept nowhere, nothing is repeated."""

from __future__ import annotations

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.sync.hub.address import hub_address, is_hub


@pytest.mark.parametrize(
    ("typed", "shown", "password"),
    [
        ("postgresql://ann@db.example.org/team", "postgresql://ann@db.example.org/team", None),
        ("postgres://ann:s3cret@db:5433/team", "postgresql://ann@db:5433/team", "s3cret"),
        ("postgresql://ann:a%40b%2F@db/t?sslmode=require", "postgresql://ann@db/t?sslmode=require", "a@b/"),
        ("postgresql://db/team?user=ann&password=s3cret", "postgresql://db/team?user=ann", "s3cret"),
        ("postgresql:///team?host=/run/postgresql", "postgresql:///team?host=/run/postgresql", None),
        ("postgresql://?service=hub", "postgresql://?service=hub", None),
        ("postgresql://ann@[::1]:5432,b:1/team", "postgresql://ann@[::1]:5432,b:1/team", None),
        ("postgresql://db/team?sslrootcert=/my%20ca.crt", "postgresql://db/team?sslrootcert=/my%20ca.crt", None),
    ],
)  # fmt: skip
def test_a_password_is_split_off(typed: str, shown: str, password: str | None) -> None:
    address = hub_address(typed)
    assert address.url == shown == hub_address(shown).url
    assert address.options.get("password") == password
    assert "s3cret" not in repr(address) + str(address)


def test_the_schema_is_ours_and_no_option_of_the_driver() -> None:
    address = hub_address("postgresql://ann@db/team?schema=sales&sslmode=require")
    assert address.schema == "sales" and hub_address("postgresql://db/team").schema == "winback"
    assert "schema=sales" in address.url and "schema" not in address.driver_url
    assert address.place == "db/team"


@pytest.mark.parametrize(
    "typed",
    [
        "postgresql://ann:sec/ret@db/team",
        "postgresql://ann:12/ret@db/team",
        "postgresql://ann:sec@ret@db/team",
        "postgresql://ann:sec#ret@db/team",
        "postgresql://ann:sec?ret@db/team",
        "postgresql://ann:ret@d b/team",
        "postgresql://ann@db:port/team",
        "postgresql://ann@[db/team?ret",
        "postgresql://db/team?schema=Robert'); DROP",
    ],
)
def test_what_is_no_address_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(BadInput) as fault:
        hub_address(typed)
    assert "ret" not in str(fault.value) and "DROP" not in str(fault.value)


def test_a_folder_is_no_hub() -> None:
    assert not is_hub("/media/postgresql") and not is_hub("postgresql") and is_hub("POSTGRES://db/x")
