"""When a letter may be written and when one is due: rules as examples, and over random histories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winback_tui.domain.account.status import Status
from winback_tui.domain.errors import BadInput
from winback_tui.domain.gates import CauseFact, FixFact, GateFacts
from winback_tui.domain.plan.letter import (
    LETTER_GAP_DAYS,
    LetterFacts,
    LetterKind,
    Quote,
    WrittenLetter,
    due_letter,
    hindrances,
    letter_kind,
    spec_of,
)
from winback_tui.domain.plan.letter.kinds import SLEEPING, UNFINISHED
from winback_tui.domain.wording.wording import full_day

TODAY = date(2026, 11, 29)
FIX = FixFact("New carrier", done_on=date(2026, 11, 1))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def silent(days: int, **more: object) -> LetterFacts:
    base = LetterFacts("Acme", TODAY, Status.SLEEPING, ago(900), ago(days), 12, days)
    return replace(base, **more)  # type: ignore[arg-type]


def case(**more: object) -> GateFacts:
    """A case with nothing in the way of a letter."""
    base = GateFacts(
        "Acme", TODAY, ago(60), lost_by_id="b", responsible_id="c", strategy="s", interviews_begun=1,
        interviews_finished=1, root_recorded=True, causes=(CauseFact("delivery", "Late", True, (FIX,)),),
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def lost(**more: object) -> LetterFacts:
    return silent(100, status=Status.IN_WORK, case=case(**more))


def rules(kind: LetterKind, facts: LetterFacts) -> set[str]:
    return {each.rule for each in hindrances(kind, facts)}


@pytest.mark.parametrize(
    ("days", "kind"),
    (
        (89, None),
        (90, SLEEPING[0]),
        (179, SLEEPING[0]),
        (180, SLEEPING[1]),
        (360, SLEEPING[2]),
        (900, SLEEPING[2]),
    ),
)
def test_the_letter_follows_the_days_without_an_order(days: int, kind: LetterKind | None) -> None:
    found = due_letter(silent(days))
    assert (found.kind if found else None) == kind


def test_a_teams_own_table_moves_the_letters() -> None:
    found = due_letter(silent(40, table=((30, 5), (60, 10), (120, 15))))
    assert found is not None and found.kind is SLEEPING[0]
    assert due_letter(silent(500, table=())) is None


@pytest.mark.parametrize(
    "status", (Status.ACTIVE, Status.DUE, Status.NEW, Status.LET_GO, Status.LOST, Status.GONE)
)
def test_whoever_keeps_to_their_own_interval_gets_no_letter(status: Status) -> None:
    assert due_letter(silent(200, status=status)) is None


def test_reminders_of_a_quote_come_at_once_next_day_and_after_five_days_and_then_stop() -> None:
    got: list[tuple[int, LetterKind]] = []
    letters: list[WrittenLetter] = []
    for day in range(30):
        facts = LetterFacts(
            "Acme", ago(30) + timedelta(days=day), Status.ACTIVE, ago(900), ago(60), 9, 60,
            quote=Quote("Q-1", ago(30)), letters=tuple(letters),
        )  # fmt: skip
        found = due_letter(facts)
        if found:
            got.append((day, found.kind))
            letters.append(WrittenLetter(found.kind, facts.today))
    assert got == [(0, UNFINISHED[0]), (1, UNFINISHED[1]), (5, UNFINISHED[2])]


def test_reminders_stop_at_a_reply() -> None:
    facts = LetterFacts("Acme", TODAY, Status.ACTIVE, ago(9), ago(60), 9, 60, quote=Quote("Q", ago(3)))
    assert due_letter(facts) is not None
    assert due_letter(replace(facts, last_reply=ago(2))) is None


@pytest.mark.parametrize("kind", UNFINISHED)
def test_no_reminder_says_that_we_have_not_heard_from_them_after_they_answered(kind: LetterKind) -> None:
    asked = silent(30, quote=Quote("Q-1", ago(5)), last_reply=ago(5))
    assert not hindrances(kind, asked)
    (why,) = hindrances(kind, replace(asked, last_reply=ago(4)))
    assert "has been in touch since the quote" in why.sentence


def test_a_reply_ends_the_series_though_another_laptop_wrote_on() -> None:
    letters = (WrittenLetter(SLEEPING[0], ago(300)), WrittenLetter(SLEEPING[1], ago(200)))
    facts = silent(400, letters=letters)
    found = due_letter(facts)
    assert found is not None and found.kind is SLEEPING[2]
    assert due_letter(replace(facts, last_reply=ago(250))) is None
    assert due_letter(replace(facts, last_reply=ago(300))) is None, "on the day of the first letter"
    assert due_letter(replace(facts, last_reply=ago(301))) == found, "before the series"


def test_whoever_got_a_reminder_of_a_quote_is_not_missed_on_the_same_day() -> None:
    facts = silent(100, quote=Quote("Q", TODAY), letters=(WrittenLetter(UNFINISHED[0], TODAY),))
    assert due_letter(facts) is None
    later = replace(facts, quote=Quote("Q", ago(30)), letters=(WrittenLetter(UNFINISHED[2], ago(13)),))
    assert due_letter(later) is None
    found = due_letter(replace(later, letters=(WrittenLetter(UNFINISHED[2], ago(14)),)))
    assert found is not None and found.kind is SLEEPING[0]


def test_the_new_are_asked_and_the_returned_are_thanked_once() -> None:
    new = LetterFacts("Acme", TODAY, Status.NEW, ago(20), ago(20), 1, 20)
    found = due_letter(new)
    assert found is not None and found.kind is LetterKind.FIRST_IMPRESSION
    back = silent(3, status=Status.RETURNED, returned_on=ago(3))
    found = due_letter(back)
    assert found is not None and found.kind is LetterKind.THANKS
    assert due_letter(replace(back, letters=(WrittenLetter(LetterKind.THANKS, ago(1)),))) is None


def test_a_letter_to_somebody_new_or_just_back_is_held_once_that_is_long_ago() -> None:
    new = LetterFacts("Acme", TODAY, Status.SINGLE, ago(90), ago(90), 1, 90)
    assert hindrances(LetterKind.FIRST_IMPRESSION, new) == ()
    (held,) = hindrances(LetterKind.FIRST_IMPRESSION, replace(new, first_order=ago(91)))
    assert held.sentence == f"Acme first ordered on {full_day(ago(91))}; this letter is for new customers."
    back = silent(3, status=Status.RECOVERED, returned_on=ago(30))
    assert hindrances(LetterKind.THANKS, back) == ()
    (held,) = hindrances(LetterKind.THANKS, replace(back, returned_on=ago(31)))
    assert held.sentence == f"Acme returned on {full_day(ago(31))}; thank them within 30 days."


@pytest.mark.parametrize("status", Status)
def test_new_rules_are_for_customers_and_nobody_who_was_let_go_is_asked_back(status: Status) -> None:
    left = status in (Status.LOST, Status.IN_WORK, Status.LET_GO, Status.GONE)
    assert bool(hindrances(LetterKind.WHAT_CHANGED, silent(100, status=status))) is left
    held = hindrances(SLEEPING[0], silent(100, status=status))
    assert bool(held) is (status in (Status.LET_GO, Status.GONE))


@pytest.mark.parametrize("kind", LetterKind)
def test_an_objection_holds_every_letter_back_for_good(kind: LetterKind) -> None:
    for facts in (silent(400), lost(), lost(times_lost=2)):
        assert any(
            "no more letters" in each.sentence
            for each in hindrances(kind, replace(facts, objected_on=ago(999)))
        )


@pytest.mark.parametrize("kind", (LetterKind.APOLOGY, LetterKind.BY_HAND))
def test_we_changed_is_refused_unless_a_fix_is_done_and_none_is_open(kind: LetterKind) -> None:
    assert hindrances(kind, lost()) == ()
    undone = FixFact("Second carrier")
    assert rules(kind, lost(causes=(CauseFact("delivery", "Late", True, (undone,)),))) >= {"B20", "W5"}
    assert rules(kind, lost(causes=(CauseFact("delivery", "Late", True, (FIX, undone)),))) >= {"B20", "W5"}
    for reason in ("rival-persistence", "price"):
        blameless = hindrances(kind, lost(causes=(CauseFact(reason, "Rival", True, (FIX,)),)))
        assert [each.sentence[:31] for each in blameless] == ["No cause that was our fault is "], reason
    both = (CauseFact("price", "Dear", True, (FIX,)), CauseFact("delivery", "Late", True, (FIX,)))
    assert hindrances(kind, lost(causes=both)) == ()


@pytest.mark.parametrize("kind", [each for each in LetterKind if each is not LetterKind.REPENTANCE])
def test_lost_twice_leaves_the_one_letter(kind: LetterKind) -> None:
    assert "M13" in rules(kind, lost(times_lost=2))
    assert "M13" in rules(kind, silent(400, twice_lost=True))


def test_nobody_repents_of_a_second_loss_that_was_not_our_fault() -> None:
    twice = lost(times_lost=2, causes=(CauseFact("objective-moved", "Moved", False),))
    (why,) = hindrances(LetterKind.REPENTANCE, twice)
    assert "No cause that was our fault" in why.sentence
    assert not hindrances(LetterKind.REPENTANCE, lost(times_lost=2, causes=()))


def test_the_letter_of_repentance_goes_once_and_after_a_second_loss() -> None:
    twice = lost(times_lost=2)
    assert hindrances(LetterKind.REPENTANCE, twice) == ()
    assert "M13" in rules(LetterKind.REPENTANCE, lost())
    assert rules(LetterKind.REPENTANCE, lost(times_lost=2, repentance_sent_on=ago(3))) == {"M13"}


def test_no_letter_goes_into_closed_time() -> None:
    assert "B16" in rules(SLEEPING[0], silent(95, hunts_price=True, price_hunter_wait=120))
    assert rules(SLEEPING[0], silent(95, hunts_price=True)) == set()
    assert "B16" in rules(LetterKind.APOLOGY, lost(hunts_price=True))
    assert any(
        "on hold until" in each.sentence
        for each in hindrances(SLEEPING[0], silent(95, away_until=TODAY + timedelta(days=1)))
    )
    assert "A5" in rules(SLEEPING[0], silent(95, over_limit="1 contact in 30 days"))
    assert "B10" in rules(SLEEPING[0], silent(95, pays_badly=True))


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_that_was_sent_waits_and_one_that_was_not_may_be_written_again(kind: LetterKind) -> None:
    written, sent = WrittenLetter(kind, ago(0)), WrittenLetter(kind, ago(0), ago(0))
    for facts in (silent(400, quote=Quote("Q", ago(5))), lost(), lost(times_lost=2)):
        held = {each.sentence for each in hindrances(kind, replace(facts, letters=(sent,)))}
        assert any("got this letter" in sentence for sentence in held)
        again = {each.sentence for each in hindrances(kind, replace(facts, letters=(written,)))}
        assert not any("got this letter" in sentence for sentence in again)


def test_a_kind_that_is_none_is_told_with_those_that_are() -> None:
    assert letter_kind(" Sleeping_90 ") is SLEEPING[0]
    with pytest.raises(BadInput, match="thanks"):
        letter_kind("spam")


events = st.lists(
    st.tuples(
        st.integers(1, 40),
        st.sampled_from(("order", "reply", "object", "quote", "nothing", "nothing", "nothing")),
    ),
    max_size=40,
)


@given(events)
def test_over_any_history_a_batch_a_day_keeps_wait_stop_and_suppression(
    history: list[tuple[int, str]],
) -> None:
    """The batch runs every day; orders, replies, quotes and an objection come at any time."""
    day = date(2024, 1, 1)
    last_order, last_reply, objected = day, None, None
    quote: Quote | None = None
    letters: list[WrittenLetter] = []
    happened: list[tuple[date, str]] = []
    for wait, event in history:
        for _ in range(wait):
            day += timedelta(days=1)
            silence = (day - last_order).days
            facts = LetterFacts(
                "Acme", day, Status.OVERDUE if silence > 30 else Status.ACTIVE, date(2020, 1, 1), last_order, 20,
                silence, objected_on=objected, last_reply=last_reply, quote=quote, letters=tuple(letters),
            )  # fmt: skip
            found = due_letter(facts)
            if found:
                letters.append(WrittenLetter(found.kind, day, day))
        happened.append((day, event))
        if event == "order":
            last_order, quote = day, None
        elif event == "reply":
            last_reply = day
        elif event == "object":
            objected = objected or day
        elif event == "quote":
            quote = Quote(f"Q-{len(happened)}", day)
    for one, two in pairwise(letters):
        assert (two.written_on - one.written_on).days >= 1, "never two a day"
        if one.kind in SLEEPING and two.kind in SLEEPING:
            assert (two.written_on - one.written_on).days >= LETTER_GAP_DAYS
    for kind in LetterKind:
        days = [each.written_on for each in letters if each.kind is kind]
        for first, second in pairwise(days):
            ends = ("order",) if kind in SLEEPING else ("quote",)
            between = any(first <= at <= second and event in ends for at, event in happened)
            assert between or (second - first).days >= spec_of(kind).waits
    if objected:
        assert all(each.written_on <= objected for each in letters)
    for each in letters:
        if each.kind in SLEEPING:
            before = [at for at, event in happened if event == "order" and at < each.written_on]
            assert (each.written_on - max(before, default=date(2024, 1, 1))).days >= 90


fixes = st.builds(FixFact, st.just("New carrier"), done_on=st.sampled_from((None, ago(3))))
causes = st.builds(
    CauseFact,
    st.sampled_from(("delivery", "service", "price", "rival-persistence", "objective-moved")),
    st.just("Late"),
    st.sampled_from((None, True, False)),
    st.lists(fixes, max_size=2).map(tuple),
)
facts_of_a_loss = st.builds(
    lost,
    causes=st.lists(causes, max_size=3).map(tuple),
    interviews_finished=st.sampled_from((1, 1, 1, 0)),
    root_recorded=st.sampled_from((True, True, True, False)),
    times_lost=st.sampled_from((1, 1, 1, 2)),
    hunts_price=st.booleans(),
    lost_on=st.sampled_from((ago(10), ago(60), ago(200))),
)
any_facts = st.builds(
    replace,
    facts_of_a_loss | st.builds(silent, st.integers(0, 800)),
    status=st.sampled_from((Status.IN_WORK,) * 6 + tuple(Status)),
    away_until=st.sampled_from((None, None, ago(1), ago(-1))),
    objected_on=st.sampled_from((None,) * 6 + (ago(5),)),
    over_limit=st.sampled_from(("",) * 6 + ("one contact a month",)),
    hunts_price=st.booleans(),
    returned_on=st.sampled_from((None, ago(3), ago(300))),
    first_order=st.sampled_from((ago(20), ago(900))),
    order_days=st.integers(0, 5),
    quote=st.sampled_from((None, Quote("Q-1", ago(5)))),
    last_reply=st.sampled_from((None, ago(9), ago(5), ago(1))),
)


CLAIMS = (LetterKind.APOLOGY, LetterKind.BY_HAND)


@given(any_facts, st.sampled_from(CLAIMS * 6 + tuple(LetterKind)))
def test_a_letter_that_may_be_written_says_nothing_untrue_and_comes_at_no_closed_time(
    facts: LetterFacts, kind: LetterKind
) -> None:
    if hindrances(kind, facts):
        return
    spec, back = spec_of(kind), facts.status in (Status.RETURNED, Status.RECOVERED)
    assert facts.objected_on is None and not facts.over_limit and facts.status != Status.GONE
    assert kind is LetterKind.AFTER_CALL or not facts.away_until or facts.away_until <= TODAY
    if spec.claims_change:
        assert facts.case is not None and any(cause.our_fault for cause in facts.case.causes)
    if spec.claims_change and facts.case is not None:
        done = [fix.done_on for cause in facts.case.causes for fix in cause.fixes]
        assert done and all(done), "'we changed' with a fix that is done, and none that is open"
    if spec.act and facts.case is not None and not back:
        assert facts.case.root_recorded or kind is LetterKind.REPENTANCE
    if spec.sleeping and facts.case is None and facts.hunts_price and not back:
        assert facts.silence_days >= facts.price_hunter_wait
    if kind in SLEEPING:
        days, percent = facts.table[SLEEPING.index(kind)]
        assert facts.silence_days >= days and facts.threshold(kind) == (days, percent)
    if kind is LetterKind.THANKS:
        assert back and facts.returned_on == ago(3)
    if kind is LetterKind.REPENTANCE and facts.case is not None:
        assert not facts.case.causes or any(cause.our_fault for cause in facts.case.causes)
    if spec.unfinished:
        assert facts.quote and not (facts.last_reply and facts.last_reply > facts.quote.on_day)
