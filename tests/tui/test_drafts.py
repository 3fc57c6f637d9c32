from __future__ import annotations

from pathlib import Path

from winback_tui.tui.app.drafts import Drafts


def test_a_draft_survives_the_program_and_its_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "book.drafts"
    drafts = Drafts(path)
    drafts.put("ContactDialog", "a1", {"outcome": "wants a price list\nby Friday", "note": ""})
    drafts.write()
    assert path.stat().st_mode & 0o777 == 0o600
    assert Drafts(path).get("ContactDialog", "a1") == {"outcome": "wants a price list\nby Friday"}
    assert Drafts(path).get("ContactDialog", "a2") == {}


def test_a_forgotten_draft_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "book.drafts"
    drafts = Drafts(path)
    drafts.put("D", "s", {"x": "text"})
    drafts.write()
    drafts.forget("D", "s")
    drafts.write()
    assert not path.exists()


def test_nothing_is_written_without_a_change_or_for_a_book_that_is_only_read(tmp_path: Path) -> None:
    Drafts(tmp_path / "one").write()
    reading = Drafts(tmp_path / "two", keeps=False)
    reading.put("D", "s", {"x": "text"})
    reading.write()
    assert reading.get("D", "s") == {"x": "text"}
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_or_a_full_disk_loses_nothing_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "book.drafts"
    path.write_text("{broken", "utf-8")
    assert Drafts(path).get("D", "s") == {}
    missing = Drafts(tmp_path / "no folder" / "book.drafts")
    missing.put("D", "s", {"x": "text"})
    missing.write()
    assert missing.get("D", "s") == {"x": "text"}
