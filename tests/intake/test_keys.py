"""Names meet under one key whatever the legal form, case, width or punctuation; look-alikes do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.intake import match_key


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (
            ("Kessler Antriebe GmbH", "KESSLER ANTRIEBE G.m.b.H.", "Kessler  Antriebe", "Kessler Antriebe AG & Co. KG"),
            "kessler antriebe",
        ),
        (("Acme Inc", "ACME, Inc.", "Acme Incorporated", "Acme LLC", "ａｃｍｅ"), "acme"),
        (("North Mill Ltd", "North Mill Limited", "North Mill (Ltd.)"), "north mill"),
        (
            ('ООО "Ромашка"', "Ромашка ООО", "«РОМАШКА»", "Ромашка ЕООД"),
            "ромашка",
        ),
        (("Общество с ограниченной ответственностью «Ромашка»",), "ромашка"),
        (("ИП Иванов", "Иванов"), "иванов"),
        (("S.C. Dacia S.R.L.", "Dacia SRL", "DACIA S. R. L."), "dacia"),
        (("Alba Construct Sh.p.k.", "ALBA CONSTRUCT SHPK", "Alba Construct sh.p.k"), "alba construct"),
        (("Wróbel Sp. z o.o.", "Wróbel Spółka z o.o.", "Wróbel sp.zo.o."), "wróbel"),
        (("Société Martin S.A.R.L.", "société martin sarl", "Société Martin SAS"), "société martin"),
        (("Talleres Muñoz S.L.", "Talleres Muñoz SL", "Talleres Muñoz, S. A."), "talleres muñoz"),
        (("Dvořák s.r.o.", "Dvořák spol. s r.o."), "dvořák"),
        (("Győri Kft.", "Győri Zrt"), "győri"),
        (("Jansen B.V.", "Jansen BV"), "jansen"),
        (("Güneş Ltd. Şti.", "Güneş A.Ş."), "güneş"),
        (("株式会社トヨタ", "トヨタ株式会社"), "トヨタ"),
        (("Baker Co., Ltd.", "Baker Pty Ltd"), "baker"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_have_one_key(names: tuple[str, ...], key: str) -> None:
    assert {match_key(name) for name in names} == {key}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Muller"),
        ("Baker & Co", "Baker"),
        ("Acme North", "Acme"),
        ("Alpha 1", "Alpha 2"),
        ("AG", "SE"),
    ],
)
def test_names_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@pytest.mark.parametrize("name", ["GmbH", "Ltd", "🦊", "...", "-", "ООО", "s.r.o."])
def test_a_name_is_never_stripped_to_nothing(name: str) -> None:
    assert match_key(name)


@settings(max_examples=200)
@given(st.text(min_size=1, max_size=60))
def test_a_key_is_stable(name: str) -> None:
    key = match_key(name)
    assert match_key(name.upper()) == match_key(name.upper())
    assert "  " not in key
    assert key == key.strip()
