from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.order import Order, OrderKind
from winback_tui.domain.case.data_voice import data_voice
from winback_tui.domain.case.loss_facts import ComplaintFact, LossFacts, PromiseFact

LOST = date(2026, 9, 30)


def before(days: int) -> date:
    return LOST - timedelta(days=days)


def orders(gaps: Sequence[int], amounts: Sequence[int] = (), last: int = 40) -> tuple[Order, ...]:
    """Orders `gaps` days apart, the last one `last` days before the loss; amounts in cents of EUR."""
    days = [before(last)]
    for gap in reversed(gaps):
        days.insert(0, days[0] - timedelta(days=gap))
    each = amounts or [100_00] * len(days)
    return tuple(
        Order(f"k{n}", day, amount, "EUR") for n, (day, amount) in enumerate(zip(days, each, strict=True))
    )


def said(facts: LossFacts) -> dict[str, str]:
    """Rule -> sentence, the last one of each rule."""
    return {each.rule: each.text for each in data_voice(facts)}


def texts(facts: LossFacts) -> str:
    return "\n".join(each.text for each in data_voice(facts))


def test_gaps_that_stretch_are_told_with_their_days() -> None:
    stretched = said(LossFacts(LOST, orders([21, 20, 22, 21, 30, 41, 55])))
    assert stretched["B3"] == (
        "The last 3 gaps between orders were 30, 41 and 55 days; half of the earlier ones were 21 days or less."
    )
    assert "B3" not in said(LossFacts(LOST, orders([21, 20, 22, 21, 30, 31, 22])))
    assert "B3" not in said(LossFacts(LOST, orders([21, 21, 21, 55, 60, 70]))), "too few earlier gaps"


def test_amounts_that_fall_are_told_with_both_averages() -> None:
    falling = said(LossFacts(LOST, orders([20] * 7, [400_00] * 5 + [200_00, 100_00, 150_00])))
    assert falling["B3"] == "The last 3 orders averaged 150 EUR, the 5 before them 400 EUR: 63 % less."
    mild = said(LossFacts(LOST, orders([20] * 7, [400_00] * 5 + [350_00] * 3)))
    assert "B3" not in mild


def test_other_currencies_are_neither_added_nor_hidden() -> None:
    mixed = [*orders([20] * 7, [400_00] * 4 + [100_00] * 4), Order("usd", before(41), 9_000_00, "USD")]
    assert "The last 3 orders in EUR averaged 100 EUR" in texts(LossFacts(LOST, mixed))


def test_steady_to_the_end_is_said_too() -> None:
    assert "the orders gave no warning" in texts(LossFacts(LOST, orders([21] * 8)))
    assert "the orders gave no warning" not in texts(LossFacts(LOST, orders([21] * 3)))
    assert "the orders gave no warning" not in texts(LossFacts(LOST, orders([21] * 4 + [60] * 3)))


def test_the_last_order_and_what_is_no_order() -> None:
    credit = Order("c", before(10), -50_00, "EUR", OrderKind.CREDIT)
    facts = LossFacts(LOST, (*orders([21] * 3, last=40), credit))
    assert said(facts)["M6"] == "The last order came on 21 Aug 2026, 40 days before the loss."
    assert said(facts)["F1"] == "1 credit note in the last year before the loss, 50 EUR in all."
    assert "No order before the loss" in said(LossFacts(LOST, (credit,)))["M6b"]


def test_complaints_open_half_done_late_and_well_answered() -> None:
    cases = {
        ComplaintFact(before(30), 3): "(severity 3) had no answer when they left",
        ComplaintFact(before(30), 0, before(29)): "2026 was answered but not resolved",
        ComplaintFact(before(30), 2, LOST + timedelta(days=1)): "had no answer when they left",
        ComplaintFact(LOST, 4): "30 Sep 2026 (severity 4) had no answer when they left",
        ComplaintFact(before(30), 2, before(18), before(10)): "was answered only after 12 days",
    }
    for complaint, words in cases.items():
        assert words in texts(LossFacts(LOST, complaints=[complaint]))
    well = texts(LossFacts(LOST, complaints=[ComplaintFact(before(30), 2, before(29), before(28))]))
    assert "omplaint" not in well
    later = ComplaintFact(LOST + timedelta(days=1), 4)
    assert "No complaint is on record" in texts(LossFacts(LOST, complaints=[later]))
    assert "No complaint is on record" in texts(LossFacts(LOST, complaints=[ComplaintFact(before(400), 1)]))


def test_contacts_long_ago_none_and_recent() -> None:
    assert said(LossFacts(LOST, contacts=[before(200), before(143)]))["C4"] == (
        "The last contact on record was 143 days before the loss, on 10 May 2026."
    )
    assert "No contact with them" in texts(LossFacts(LOST))
    recent = texts(LossFacts(LOST, contacts=[before(20), before(143)]))
    assert "contact" not in recent


def test_a_quote_is_followed_up_by_a_contact_or_an_order() -> None:
    quote = Order("q", before(60), 900_00, "EUR", OrderKind.QUOTE)
    assert "The quote from 1 Aug 2026 was not followed up within 14 days." in texts(LossFacts(LOST, [quote]))
    assert "quote" not in texts(LossFacts(LOST, [quote], contacts=[before(55)]))
    assert "quote" not in texts(LossFacts(LOST, [quote, Order("o", before(50), 1_00, "EUR")]))
    fresh = Order("q", before(5), 900_00, "EUR", OrderKind.QUOTE)
    assert "quote" not in texts(LossFacts(LOST, [fresh]))


def test_promises_and_people() -> None:
    facts = LossFacts(
        LOST,
        promises=[
            PromiseFact("call back", before(50)),
            PromiseFact("new crates", before(50), before(47)),
            PromiseFact("in time", before(50), before(51)),
            PromiseFact("not yet due", LOST + timedelta(days=9)),
        ],
        decision_makers_left=[("Ana [/b]", before(31)), ("later", LOST + timedelta(days=1))],
    )
    told = texts(facts)
    assert "A promise due on 11 Aug 2026 was not kept before the loss: call back." in told
    assert "was kept 3 days late: new crates." in told
    assert "in time" not in told and "not yet due" not in told and "later" not in told
    assert "Ana [/b], who decided there, left 31 days before the loss." in told


days_around = st.integers(-400, 400).map(before)
any_orders = st.builds(
    Order,
    key=st.uuids().map(str),
    day=days_around,
    amount=st.integers(-10_000, 100_000),
    currency=st.sampled_from(["EUR", "JPY"]),
    kind=st.sampled_from(list(OrderKind)),
)
any_facts = st.builds(
    LossFacts,
    lost_on=st.just(LOST),
    orders=st.lists(any_orders, max_size=15),
    complaints=st.lists(
        st.builds(ComplaintFact, days_around, st.integers(0, 5), st.none() | days_around), max_size=4
    ),
    contacts=st.lists(days_around, max_size=4),
    promises=st.lists(
        st.builds(PromiseFact, st.just("call"), days_around, st.none() | days_around), max_size=3
    ),
    decision_makers_left=st.lists(st.tuples(st.just("Ana"), days_around), max_size=2),
)


@settings(max_examples=100, deadline=None)
@given(any_facts)
def test_nothing_after_the_loss_is_told(facts: LossFacts) -> None:
    def known(day: date | None) -> date | None:
        return day if day is not None and day <= LOST else None

    past = LossFacts(
        LOST,
        [each for each in facts.orders if each.day <= LOST],
        [
            ComplaintFact(each.on_day, each.severity, known(each.answered_on), known(each.resolved_on))
            for each in facts.complaints
            if each.on_day <= LOST
        ],
        [day for day in facts.contacts if day <= LOST],
        [
            PromiseFact(each.text, each.due_on, known(each.kept_on))
            for each in facts.promises
            if each.due_on <= LOST
        ],
        [each for each in facts.decision_makers_left if each[1] <= LOST],
    )
    assert data_voice(facts) == data_voice(past)
    assert all(each.rule and each.text.endswith(".") for each in data_voice(facts))
