from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.interview.flow import Flow
from winback_tui.domain.interview.script import Meaning

from .interview_scripts import script

SMALL = script()


def flow(**answers: str) -> Flow:
    return Flow(SMALL, answers)


def ids(asked: Flow) -> list[str]:
    return [page.id for page in asked.pages]


def test_pages_follow_the_answers() -> None:
    assert ids(flow()) == ["reason", "severity", "thanks"]
    assert ids(flow(reason="price")) == ["reason", "limit", "severity", "thanks"]
    assert ids(flow(severity="3", human="yes")) == ["reason", "severity", "human", "who", "thanks"]


def test_the_answer_of_a_hidden_page_is_kept_and_counts_for_nothing() -> None:
    changed = flow(severity="2", human="yes", who="the desk")
    assert ids(changed) == ["reason", "severity", "thanks"]
    assert changed.hidden_answers == {"human": "yes", "who": "the desk"}
    assert not changed.answered("who")
    back = flow(severity="4", human="yes", who="the desk")
    assert back.answered("who")
    assert back.hidden_answers == {}


def test_progress_counts_points_not_pages() -> None:
    asked = flow(reason="price", severity="3", human="yes")
    assert [str(asked.progress(page.id)) for page in asked.pages] == ["1 of 3"] * 2 + ["2 of 3"] * 3 + [
        "3 of 3"
    ]


def test_next_and_previous_skip_what_is_hidden() -> None:
    asked = flow(reason="quality")
    after = asked.next("reason")
    assert after is not None and after.id == "severity"
    from_hidden = asked.next("limit")
    assert from_hidden is not None and from_hidden.id == "severity"
    before = asked.previous("limit")
    assert before is not None and before.id == "reason"
    assert asked.next("thanks") is None
    assert asked.previous("reason") is None


def test_complete_needs_only_what_is_required_and_visible() -> None:
    assert [page.id for page in flow(reason="price").missing] == ["severity"]
    assert flow(reason="price", severity="1").complete
    assert not flow(severity="1").complete


def test_first_unanswered_passes_over_notes() -> None:
    first = flow(reason="other").first_unanswered
    assert first is not None and first.id == "severity"
    assert flow(reason="other", severity="1").first_unanswered is None


def test_resume() -> None:
    assert flow().resume().id == "reason"
    assert flow(severity="4").resume("human").id == "human"
    assert flow(severity="1").resume("human").id == "severity"
    assert flow(reason="price").resume("of_an_older_version").id == "limit"
    assert flow(reason="other", severity="1").resume("of_an_older_version").id == "thanks"


def test_value_by_meaning() -> None:
    assert flow(severity="4").value(Meaning.SEVERITY) == "4"
    assert flow().value(Meaning.SEVERITY) == ""
    assert flow(severity="4").value(Meaning.REFUSAL) == ""


answers = st.fixed_dictionaries(
    {},
    optional={
        "reason": st.sampled_from(["price", "quality", "other", ""]),
        "limit": st.just("3"),
        "severity": st.sampled_from(["1", "3", "5", ""]),
        "human": st.sampled_from(["yes", "no"]),
        "who": st.just("the desk"),
        "gone_question": st.just("kept"),
    },
)


@settings(max_examples=150, deadline=None)
@given(answers, st.sampled_from([question.id for question in SMALL.questions]))
def test_walking_forward_and_back_meets_the_same_pages(given_answers: dict[str, str], anywhere: str) -> None:
    asked = Flow(SMALL, given_answers)
    forward = [asked.pages[0]]
    while (page := asked.next(forward[-1].id)) is not None:
        forward.append(page)
    assert tuple(forward) == asked.pages
    backward = [asked.pages[-1]]
    while (page := asked.previous(backward[-1].id)) is not None:
        backward.append(page)
    assert tuple(reversed(backward)) == asked.pages
    assert asked.resume(anywhere) in asked.pages
    shown = {page.id: given_answers[page.id] for page in asked.pages if given_answers.get(page.id)}
    assert shown | asked.hidden_answers == {key: text for key, text in given_answers.items() if text}
    at = [asked.progress(page.id).at for page in asked.pages]
    assert at == sorted(at) and at[0] == 1 and at[-1] == asked.progress("thanks").of
