from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.case import why
from winback_tui.domain.errors import BadInput
from winback_tui.tui.screens.interview.boxes.layout import wrap_hanging
from winback_tui.tui.screens.interview.whys.chain import Chain, open_chain


def ids() -> Callable[[], str]:
    numbers = count()
    return lambda: f"n{next(numbers)}"


def texts(chain: Chain) -> list[str]:
    return [str(line) for line in chain.lines]


def test_an_empty_chain_begins_with_what_was_said_first_and_asks_on() -> None:
    chain = open_chain((), "Too dear", ids())
    assert (chain.typing, chain.is_new, chain.text) == (True, True, "")
    assert texts(chain) == ["1  “Too dear”  [stated]", "2   └ "]
    assert chain.saved_tree == (), "nothing is kept before the customer has answered"
    answered = chain.with_text("Freight")
    assert [node.text for node in answered.saved_tree] == ["Too dear", "Freight"]
    assert answered.saved_tree[0].stated


def test_nothing_said_first_asks_for_that() -> None:
    chain = open_chain((), "  ", ids())
    assert chain.with_text("Rude at the gate").saved_tree[0].stated


def test_the_chain_opens_where_it_was_typed_last() -> None:
    tree = why.add_why(why.add_top((), "a", "A"), "a", "b", "B")
    chain = open_chain(tree, "A", ids(), "b")
    assert (chain.typing, chain.text) == (True, "B")


def test_a_marked_root_is_stood_on_not_typed_on() -> None:
    tree = why.mark_root(why.add_why(why.add_top((), "a", "A"), "a", "b", "B"), "b", 2)
    assert not open_chain(tree, "A", ids(), "b").typing
    assert open_chain(tree, "A", ids()).at == "b"


def test_five_whys_are_enough() -> None:
    chain = open_chain((), "1", ids()).with_text("2")
    for text in "345":
        chain = chain.ask_on(f"t{text}").with_text(text)
    with pytest.raises(BadInput, match="5 whys are enough"):
        chain.ask_on("t6")


def test_the_root_is_what_was_said_last_when_nothing_is_typed_yet() -> None:
    chain = open_chain((), "Too dear", ids()).with_text("Freight").ask_on("x").root()
    assert [node.text for node in why.roots(chain.tree)] == ["Freight"]
    assert not chain.typing
    assert chain.root(3).root().tree == why.unmark_root(chain.root(3).tree, chain.at)


def test_a_branch_answers_the_same_why_again() -> None:
    chain = open_chain((), "Too dear", ids()).with_text("Freight")
    assert texts(chain.ask_beside("x").with_text("Rebates"))[1:] == ["2   ├ Freight", "2   └ Rebates"]
    assert texts(chain.ask_on("y").ask_beside("z").with_text("Rebates"))[1:] == [
        "2   ├ Freight",
        "2   └ Rebates",
    ]


def test_an_emptied_why_goes_unless_others_rest_on_it() -> None:
    chain = open_chain((), "Too dear", ids()).with_text("Freight")
    assert [node.text for node in chain.emptied().tree] == ["Too dear"]
    deeper = chain.ask_on("x").with_text("Late").type_on(chain.at)
    assert deeper.emptied().tree == deeper.tree


def test_taking_a_why_away_takes_all_below_and_stands_on_what_it_answered() -> None:
    chain = open_chain((), "Too dear", ids()).with_text("Freight").ask_on("x").with_text("Late")
    gone = chain.stand_on(chain.tree[1].id).removed()
    assert [node.text for node in gone.tree] == ["Too dear"]
    assert gone.node is not None and gone.node.text == "Too dear"


def test_arrows_go_up_and_down_and_stop_at_the_ends() -> None:
    chain = open_chain((), "A", ids()).with_text("B")
    up = chain.step(-1)
    assert (up.text, up.typing) == ("A", True)
    assert up.step(-1) is up
    assert chain.step(1) is chain


ACTS = ("type", "on", "beside", "up", "down", "root", "remove", "empty", "stand", "edit")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.text(max_size=5)), max_size=25))
def test_any_keys_leave_a_tree_that_holds_together(acts: list[tuple[str, str]]) -> None:
    fresh = ids()
    chain = open_chain((), "First", fresh)
    for act, text in acts:
        match act:
            case "type":
                chain = chain.with_text(text) if chain.typing else chain
            case "on":
                chain = chain if chain.deepest else chain.ask_on(fresh())
            case "beside":
                chain = chain.ask_beside(fresh())
            case "up" | "down":
                chain = chain.step(-1 if act == "up" else 1)
            case "root":
                chain = chain.root(len(text) % 4 if text else None)
            case "remove":
                chain = chain.removed()
            case "empty":
                chain = chain.emptied()
            case "stand":
                chain = chain.stand_on(chain.at) if chain.node else chain
            case "edit":
                chain = chain.type_on(chain.at) if chain.node else chain
        tree = chain.tree
        assert why.in_order(tree) == tree
        assert not tree or sum(node.stated for node in tree) == 1
        assert all(why.level(tree, node.id) <= why.LEVELS for node in tree)
        assert chain.at in {line.node.id for line in chain.lines} or not chain.typing


def test_lines_hang_under_their_first_and_never_run_over() -> None:
    lines = wrap_hanging("3      └ ", "deliveries came late and nobody told us 東京東京東京東京", 30)
    assert lines[0] == "3      └ deliveries came late"
    assert all(line.startswith("         ") for line in lines[1:])
    from rich.cells import cell_len

    assert max(map(cell_len, lines)) <= 30
    assert wrap_hanging("1  ", "", 30) == ["1  "]
    assert [cell_len(line) <= 30 for line in wrap_hanging("1  ", "x" * 100, 30)] == [True] * 4
