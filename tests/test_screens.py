"""The pictures show the program as it is: each is drawn again and compared byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from screens import main_job
from screens.make import EXPORTS, HERE, MAIN_JOB, drawn, drawn_main_job, file_of, gallery
from screens.pictures import PICTURES, Picture, sittings
from screens.stage import exports, fixed_day

from .demo_book import own_copy, shared_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    return shared_demo(tmp_path_factory, worker_id)


@pytest.mark.parametrize(
    "sitting",
    sittings([each for each in PICTURES if not each.team]),
    ids=lambda sitting: "+".join(each.name for each in sitting),
)
def test_the_pictures_are_what_the_program_draws(sitting: list[Picture], demo: Path, tmp_path: Path) -> None:
    own_copy(demo, tmp_path)
    with fixed_day(tmp_path):
        compare(drawn(sitting, tmp_path), tmp_path)


@pytest.mark.thorough
def test_the_pictures_of_a_team_are_what_the_program_draws(tmp_path: Path) -> None:
    """In one test, as its three laptops take longer to make than the pictures."""
    for sitting in sittings([each for each in PICTURES if each.team]):
        with fixed_day(tmp_path):
            compare(drawn(sitting, tmp_path), tmp_path)


def compare(now: Mapping[Picture, str], tmp_path: Path) -> None:
    """Fails where pictures are not those that are kept, and leaves them in `tmp_path`."""
    changed = [each for each in now if now[each] != file_of(each).read_text(encoding="utf-8")]
    for picture in changed:
        (tmp_path / f"{picture.name}.svg").write_text(now[picture], encoding="utf-8")
    if changed:
        names = ", ".join(each.name for each in changed)
        pytest.fail(f"changed: {names}, see {tmp_path}; if they should: python -m screens.make")


def test_every_picture_is_taken_once_and_by_its_own_keys() -> None:
    taken = sittings(PICTURES)
    assert sorted(each.name for sitting in taken for each in sitting) == sorted(
        each.name for each in PICTURES
    )
    for sitting in taken:
        pressed: list[str] = []
        for before, picture in zip([None, *sitting], sitting, strict=False):
            pressed += ["".join(keys) for keys in picture.strokes(before)]
            own = ["".join(keys) for keys in picture.strokes()]
            assert pressed[-len(own) :] == own or not own, (picture.name, pressed)


def test_the_gallery_shows_every_picture_and_no_other() -> None:
    assert (HERE / "README.md").read_text(encoding="utf-8") == gallery()
    names = {picture.name for picture in PICTURES} | {main_job.NAME}
    assert {path.stem for path in HERE.glob("*.svg")} == names


def test_the_moving_picture_is_what_the_program_draws_over_the_main_job(demo: Path, tmp_path: Path) -> None:
    own_copy(demo, tmp_path)
    with fixed_day(tmp_path):
        now = drawn_main_job(tmp_path)
    assert len(now) < 400_000, "light enough for a page that opens with it"
    if now != MAIN_JOB.read_text(encoding="utf-8"):
        (tmp_path / MAIN_JOB.name).write_text(now, encoding="utf-8")
        pytest.fail(f"it has changed, see {tmp_path}; if it should: python -m screens.make {main_job.NAME}")


def test_the_exports_for_people_are_those_of_the_demo() -> None:
    for name, text in exports().items():
        assert (EXPORTS / name).read_text(encoding="utf-8") == text
