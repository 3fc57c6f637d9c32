from __future__ import annotations

from winback_tui.domain.case.voices import DataSentence, Voice, Voices, disagreements

LABELS = {"price": "Price", "delivery": "Delivery", "forgotten": "Forgotten"}
OPEN_COMPLAINT = DataSentence("The complaint from 3 May 2026 had no answer.", "M12", ("delivery", "service"))
SILENCE = DataSentence("The last order came on 3 May 2026.", "M6")


def test_voices_that_agree_or_are_silent_differ_in_nothing() -> None:
    assert disagreements(Voices(), LABELS) == []
    same = Voices(rep_code="price", stated_code="price", root_code="price", severity=3, severity_ours=2)
    assert disagreements(same, LABELS) == []
    assert disagreements(Voices(rep="too dear", root="late goods"), LABELS) == []


def test_the_rep_is_compared_with_the_root_then_with_the_stated_reason() -> None:
    first, *_ = disagreements(Voices(rep_code="price", stated_code="price", root_code="delivery"), LABELS)
    assert first.between == (Voice.REP, Voice.CUSTOMER)
    assert first.text.startswith("The rep says 'Price', the customer 'Delivery'")
    assert first.rule == "M9"
    only_stated = disagreements(Voices(rep_code="price", stated_code="forgotten"), LABELS)
    assert [each.between for each in only_stated] == [(Voice.REP, Voice.CUSTOMER)]


def test_stated_against_root() -> None:
    (found,) = disagreements(Voices(stated_code="price", root_code="delivery"), LABELS)
    assert found.between == ("stated", "root")
    assert found.text == "The reason given first was 'Price'; the root cause is 'Delivery'."


def test_the_data_contradict_only_whom_they_do_not_support() -> None:
    voices = Voices(rep_code="price", root_code="delivery", data=(OPEN_COMPLAINT, SILENCE))
    with_data = [each for each in disagreements(voices, LABELS) if Voice.DATA in each.between]
    assert [each.between for each in with_data] == [(Voice.REP, Voice.DATA)]
    assert with_data[0].text == "The rep says 'Price'; but: The complaint from 3 May 2026 had no answer."
    assert with_data[0].rule == "M12"


def test_a_stated_reason_supported_by_the_data_is_not_contradicted() -> None:
    voices = Voices(stated_code="delivery", root_code="price", data=(OPEN_COMPLAINT,))
    assert all(Voice.DATA not in each.between for each in disagreements(voices, LABELS))


def test_severities_two_steps_apart_are_told_both_ways() -> None:
    for theirs, ours in ((5, 3), (2, 4)):
        (found,) = disagreements(Voices(severity=theirs, severity_ours=ours), LABELS)
        assert found.rule == "M7"
        assert f"Severity {theirs} for the customer, {ours} for us" in found.text
    assert disagreements(Voices(severity=5), LABELS) == []


def test_a_code_without_a_label_is_shown_as_it_is() -> None:
    (found,) = disagreements(Voices(stated_code="price", root_code="own-code"), LABELS)
    assert "'own-code'" in found.text
