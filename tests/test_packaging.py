"""What an installed Winback needs is declared, locked and carried along."""

from __future__ import annotations

import importlib
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from winback_tui import __version__

ROOT = Path(__file__).parents[1]


@cache
def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def _locked() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pins}


def _requirements() -> list[Requirement]:
    project = _project()["project"]
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    return [Requirement(text) for text in (*project["dependencies"], *extras)]


def test_the_version_is_told_once() -> None:
    assert _project()["project"]["version"] == __version__


def test_the_entry_point_is_there() -> None:
    module, name = _project()["project"]["scripts"]["winback"].split(":")
    assert callable(getattr(importlib.import_module(module), name))


@pytest.mark.parametrize("wanted", _requirements(), ids=lambda wanted: wanted.name)
def test_every_requirement_is_locked_to_a_version_that_it_allows(wanted: Requirement) -> None:
    version = _locked()[canonicalize_name(wanted.name)]
    assert wanted.specifier.contains(version)
    assert wanted.specifier, "a requirement needs a lower bound"


def test_the_lock_names_versions_and_no_place() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(
        r"://|@|^-|/", "\n".join(line for line in text.splitlines() if line[:1] != "#"), re.M
    )


def test_what_the_code_reads_at_run_time_is_in_the_package() -> None:
    globs = _project()["tool"]["setuptools"]["package-data"]["winback_tui"]
    package = ROOT / "winback_tui"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "."],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        files = [str(file.relative_to(package)) for file in package.rglob("*") if file.is_file()]
    else:
        files = listed.stdout.splitlines()
    names = [PurePosixPath(name) for name in files if not name.endswith((".py", ".pyc"))]
    assert names, "py.typed at the least"
    carried = {*(file.relative_to(package) for glob in globs for file in package.glob(glob))}
    assert [str(name) for name in names if Path(name) not in carried] == []


def test_the_wheel_is_checked_by_ci_with_readmes_words() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest" in readme
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/winback demo" in readme
    assert 'readme_command "winback demo"' in ci and '"$command --smoke"' in ci
