"""The texts of letters: whole in every language, filled in a sandbox, and nothing half."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winback_tui.domain.errors import BadInput
from winback_tui.domain.gates.facts import CauseFact
from winback_tui.domain.plan.letter import FIELDS, LetterKind
from winback_tui.domain.plan.offers import OfferKind
from winback_tui.playbook.letters.compose import compose
from winback_tui.playbook.letters.packs import BUILT_IN, languages, letter_pack, pack_faults
from winback_tui.playbook.letters.template import TemplateFault, checked_template, fields_used, filled
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.services.letters.values import UNNAMED

CODES = ("en", "ar", "bg", "de", "ro", "ru", "sq")
VALUES = {name: f"<{name}>" for name in FIELDS}
NO_CLAIM = (LetterKind.SLEEPING_1, LetterKind.REPENTANCE, LetterKind.AFTER_CALL, LetterKind.THANKS)


def test_there_are_seven_languages_and_english_is_first() -> None:
    assert tuple(languages()) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_every_letter_and_uses_the_same_fields(code: str) -> None:
    assert pack_faults(BUILT_IN / f"{code}.toml") == []
    pack, english = letter_pack(code), letter_pack("en")
    assert set(pack.letters) == set(LetterKind) and set(pack.offers) == set(OfferKind)
    for kind in LetterKind:
        mine, theirs = pack.letters[kind], english.letters[kind]
        both = [fields_used((each.subject, each.body, each.action, each.why)) for each in (mine, theirs)]
        assert both[0] == both[1], (code, kind)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_has_a_greeting_one_call_to_action_a_signature_why_and_how_to_object(
    code: str, kind: LetterKind
) -> None:
    pack = letter_pack(code)
    draft = compose(kind, pack, VALUES)
    assert draft.missing == () and "{" not in draft.text and "\n" not in draft.subject
    assert draft.right_to_left is (code == "ar")
    assert "<person>" in draft.paragraphs[0]
    assert sum(pack.letters[kind].action.strip() in each for each in draft.paragraphs) == 1
    signs = "<head>" if kind is LetterKind.BY_HAND else "<rep>"
    assert signs in draft.paragraphs[-1] and "<contact>" in draft.paragraphs[-1]
    assert len(draft.foot) == 2 and all(draft.foot)
    assert draft.words < 160, "short: nobody reads a long one"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", NO_CLAIM)
def test_only_letters_about_a_fix_name_one(code: str, kind: LetterKind) -> None:
    text = letter_pack(code).letters[kind]
    assert "fix" not in fields_used((text.subject, text.body, text.action))


@pytest.mark.parametrize("code", CODES)
def test_without_a_discount_nothing_is_promised(code: str) -> None:
    draft = compose(LetterKind.SLEEPING_2, letter_pack(code), {**VALUES, "percent": None})
    assert "%" not in draft.text and "<discount_until>" not in draft.text and draft.missing == ()


@pytest.mark.parametrize("code", CODES)
def test_a_letter_after_silence_names_the_last_purchase_and_offers_a_discount_only_at_its_end(
    code: str,
) -> None:
    for kind in (LetterKind.SLEEPING_1, LetterKind.SLEEPING_2, LetterKind.SLEEPING_3):
        draft = compose(kind, letter_pack(code), VALUES)
        named, discount = draft.text.index("<last_order>"), draft.text.index("<percent>")
        between = draft.text[named:discount]
        assert "\n\n" in between.strip(), "help is offered in a paragraph of its own before the discount"
        assert "<percent>" not in draft.subject


@pytest.mark.parametrize("code", CODES)
def test_every_wrong_of_ours_is_said_to_the_customer_in_their_language(code: str) -> None:
    wrongs = {each.code for each in load_reasons().all if CauseFact(each.code, "").our_fault} - {UNNAMED}
    causes = letter_pack(code).causes
    assert set(causes) == wrongs and len(set(causes.values())) == len(wrongs)
    for words in causes.values():
        assert not words.endswith(".") and (
            code not in ("ru", "bg", "ar") or not re.search("[A-Za-z]", words)
        )


def test_a_day_is_written_as_the_language_does() -> None:
    days = {code: letter_pack(code).day_words(date(2026, 5, 9)) for code in CODES}
    assert days == {
        "en": "9 May 2026",
        "de": "9. Mai 2026",
        "ru": "9 мая 2026\u00a0г.",
        "bg": "9 май 2026\u00a0г.",
        "ro": "9 mai 2026",
        "sq": "9 maj 2026",
        "ar": "9 مايو 2026",
    }


def test_a_file_that_never_ends_is_told(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text("# " + "long " * 200_000)
    (fault,) = pack_faults(tmp_path / "en.toml")
    assert fault.text == "The file has more than 512 KB."
    if Path("/dev/zero").exists():
        with pytest.raises(BadInput, match="Not a regular file"):
            pack_faults(Path("/dev/zero"))


@pytest.mark.parametrize("code", CODES)
def test_a_discount_is_written_as_the_language_does(code: str) -> None:
    """By CLDR a no-break space parts number and sign in German, Romanian and Russian."""
    draft = compose(LetterKind.SLEEPING_2, letter_pack(code), {**VALUES, "percent": "15"})
    assert ("15\u00a0%" if code in ("de", "ro", "ru") else "15%") in draft.text


@pytest.mark.parametrize(
    ("code", "polite"), (("bg", r"(?i)\b(вие|вас|ви|ваш\w*)\b"), ("ru", r"(?i)\b(вы|вас|вами?|ваш\w*)\b"))
)
def test_a_letter_to_one_person_writes_the_polite_pronoun_with_a_capital(code: str, polite: str) -> None:
    found = re.findall(polite, (BUILT_IN / f"{code}.toml").read_text("utf-8"))
    assert len(found) > 50 and all(word[0].isupper() for word in found)


@pytest.mark.parametrize(
    ("code", "written"),
    (
        ("en", "1 day, 2 days, 190 days"),
        ("de", "1 Tag, 2 Tage, 190 Tage"),
        ("ru", "1 день, 2 дня, 190 дней, 191 день, 112 дней, 360 дней"),
        ("bg", "1 ден, 2 дни, 191 дни"),
        ("ro", "o zi, 2 zile, 101 zile, 119 zile, 190 de zile, 360 de zile"),
        ("sq", "1 ditë, 190 ditë"),
        ("ar", "يوم واحد, يومين, 90 يوما, 103 أيام, 190 يوما, 200 يوم"),
    ),
)
def test_a_number_of_days_takes_the_form_that_the_language_wants(code: str, written: str) -> None:
    pack = letter_pack(code)
    for each in written.split(", "):
        number = next((int(word) for word in each.split() if word.isdigit()), 0)
        if not number:
            number = 2 if each == "يومين" else 1
        assert pack.days_words(number) == each


def test_a_language_of_the_users_own_counts_by_one_and_other(tmp_path: Path) -> None:
    (tmp_path / "nl.toml").write_text(
        'language = "nl"\ndays = { one = "{n} dag", other = "{n} dagen" }\nday = "{day} {month} {year}"\n'
    )
    pack = letter_pack("nl", tmp_path)
    assert (pack.days_words(1), pack.days_words(90)) == ("1 dag", "90 dagen")


@pytest.mark.parametrize(
    "line",
    (
        'days = "{n}"',
        "days = {}",
        'days = { one = "{n}" }',
        'days = { other = "many" }',
        'days = { other = "{n:>999999999}" }',
        'days = { other = "{n}", dual = "{n}" }',
        'days = { other = 5, one = "{n}" }',
        'day = "{day:>999999999} {year}"',
        'day = "{year.real}"',
        "day = 5",
    ),
)
def test_a_way_to_write_days_that_cannot_be_used_is_told(line: str, tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text(f'language = "xx"\n{line}\n')
    (fault,) = pack_faults(tmp_path / "xx.toml")
    assert fault.line == 2 and "Write a " in fault.text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", LetterKind)
def test_every_sentence_that_ends_in_a_field_ends_in_a_full_stop(code: str, kind: LetterKind) -> None:
    """A gap, or a day typed by hand, has no full stop of its own."""
    text = letter_pack(code).letters[kind]
    for line in text.body.replace("{% endif %}", "").splitlines():
        assert not line.rstrip().endswith("}}") or line.strip() == "{{ agreed }}", (code, kind, line)


@pytest.mark.parametrize("kind", LetterKind)
def test_after_the_comma_of_its_greeting_a_german_letter_goes_on_with_a_small_letter(
    kind: LetterKind,
) -> None:
    first = letter_pack("de").letters[kind].body.split()[0]
    assert first in ("Ihre", "Sie") or first[0].islower()


@pytest.mark.parametrize("code", ("bg", "ru"))
@pytest.mark.parametrize("kind", LetterKind)
def test_a_day_with_a_full_stop_of_its_own_gets_no_second(code: str, kind: LetterKind) -> None:
    day = letter_pack(code).day_words(date(2026, 5, 9))
    values = {name: day if "day" in name or name in ("last_order", "deadline") else "x" for name in FIELDS}
    assert ".." not in compose(kind, letter_pack(code), values).text


def test_a_missing_field_names_itself_and_stands_as_a_gap() -> None:
    draft = compose(LetterKind.APOLOGY, letter_pack("en"), {**VALUES, "fix": None, "contact": ""})
    assert draft.missing == ("fix", "contact") and "[the fix that is done]" in draft.body
    assert draft.edited(draft.subject, draft.body + " More.").missing == ("fix", "contact")
    words = draft.body.replace("[the fix that is done]", "a new carrier")
    assert draft.edited(draft.subject, words).missing == ("contact",)


def test_a_field_that_is_only_asked_about_may_be_missing() -> None:
    assert filled("{% if person %}Dear {{ person }}{% else %}Hello{% endif %}", {}) == ("Hello", ())


@pytest.mark.parametrize(
    "text",
    (
        "{{ unknown }}",
        "{% for a in account %}{{ a }}{% endfor %}",
        "{% for a in range(10**9) %}{% for b in range(10**9) %}x{% endfor %}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{{ account.__class__.__mro__ }}",
        "{{ account['x'] }}",
        "{{ account * 1000000000 }}",
        "{{ account() }}",
        "{{ account|attr('x') }}",
        "{{ cycler }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set x = 1 %}",
        "{{ account",
        "{% if account %}",
        "{{ 'a' ~ account }}",
    ),
)
def test_a_template_that_loops_calls_reads_or_names_what_is_unknown_is_refused(text: str) -> None:
    with pytest.raises(TemplateFault):
        checked_template(text)


@given(st.text(min_size=1, max_size=300))
def test_whatever_stands_in_a_value_arrives_letter_for_letter(value: str) -> None:
    assert filled("{{ account }}", {"account": value})[0] == value


def test_a_users_own_letter_wins_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text(
        'language = "en"\n[letter.thanks]\nsubject = "Hello again"\nbody = "{{ account }}"\n'
        'action = "Write."\nwhy = "You came."\n'
    )
    pack = letter_pack("en", tmp_path)
    assert pack.letters[LetterKind.THANKS].subject == "Hello again"
    assert pack.letters[LetterKind.QUOTE] == letter_pack("en").letters[LetterKind.QUOTE]


def test_faults_of_a_file_name_their_line(tmp_path: Path) -> None:
    file = tmp_path / "en.toml"
    file.write_text(
        'language = "en"\nmonths = []\n[letter.thanks]\nsubject = "{{ nobody }}"\n[letter.other]\nx = 1\n'
    )
    said = [str(fault) for fault in pack_faults(file)]
    assert [line.split(":")[1] for line in said] == ["2", "3", "3", "3", "4", "5"]
    assert "There is no field 'nobody'" in said[4] and "'other' is not a kind of letter" in said[5]
