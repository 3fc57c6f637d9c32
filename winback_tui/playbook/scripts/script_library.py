"""Where scripts are found: those of the package, and the user's own, which replace those of the same id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.interview.script import Script
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.playbook.source import FileFault, read_source
from winback_tui.playbook.words import is_pack, language_packs

from .pack_check import check_pack
from .script_reader import read_script

BUILT_IN = Path(__file__).parents[1] / "content" / "scripts"


@dataclass(frozen=True, slots=True)
class LibraryScript:
    """A script that can be chosen. `faults` are empty unless it is a user's own that cannot be used yet."""

    id: str
    title: str
    version: int
    languages: tuple[str, ...]
    path: Path
    own: bool
    faults: tuple[FileFault, ...] = ()


def list_scripts(language: str = "en", own: Path | None = None) -> list[LibraryScript]:
    """All scripts, the built-in ones first. `own` is the user's playbook folder (its `scripts/*.toml` count)."""
    scripts = {each.id: each for each in _folder(BUILT_IN, language, own, own_folder=False)}
    if own is not None:
        scripts.update((each.id, each) for each in _folder(own / "scripts", language, own, own_folder=True))
    return list(scripts.values())


def load_script(script_id: str, language: str = "en", own: Path | None = None) -> Script:
    """The script in `language`, or in its own language where a text is missing.

    Raises NotFound, or BadInput naming file and line when the user's own script of this id has a fault.
    """
    return _built_in(script_id, language) if own is None else _loaded(script_id, language, own)


@lru_cache(maxsize=16)
def _built_in(script_id: str, language: str) -> Script:
    return _loaded(script_id, language, None)


def _loaded(script_id: str, language: str, own: Path | None) -> Script:
    scripts = list_scripts(language, own)
    for each in scripts:
        if each.id == script_id:
            script, faults = _read(each.path, language, own)
            if script is None:
                raise BadInput(f"The script '{script_id}' cannot be used: {faults[0]}")
            return script
    raise NotFound(f"There is no script '{script_id}'.", [each.id for each in scripts])


FIRST = ("long", "short")
"""Exit-interview scripts, listed first; the first of them is the default."""


def check_script(path: Path, own: Path | None = None) -> list[FileFault]:
    """All faults of a script file and of the language packs next to it; none when it can be used as it is.

    Raises BadInput when the file cannot be opened.
    """
    packs = language_packs(path)
    if is_pack(path):
        language = path.name.split(".")[-2]
        packs = {language: path}
        name = path.name.removesuffix(f".{language}.toml") + ".toml"
        path = next((each for each in (path.with_name(name), BUILT_IN / name) if each.exists()), path)
        if is_pack(path):
            return [FileFault(1, 1, f"There is no script {name} next to this language pack.", path.name)]
    script, faults = _read(path, "", own)
    for language, pack_path in packs.items():
        pack = read_source(pack_path)
        if script is not None and not pack.faults:
            check_pack(pack, script, language)
        faults.extend(sorted(pack.faults))
    return faults


def _folder(folder: Path, language: str, own: Path | None, *, own_folder: bool) -> list[LibraryScript]:
    found: list[LibraryScript] = []
    for path in sorted(folder.glob("*.toml"), key=lambda path: (path.stem not in FIRST, path.stem)):
        if is_pack(path):
            continue
        script, faults = _read(path, language, own)
        if script is not None:
            summary = (script.id, script.title, script.version, script.languages)
            found.append(LibraryScript(*summary, path, own_folder))
        else:
            found_id = read_source(path).doc.get("id")
            script_id = found_id if isinstance(found_id, str) else path.stem
            found.append(LibraryScript(script_id, path.name, 0, (), path, own_folder, tuple(faults)))
    return found


def _read(path: Path, language: str, own: Path | None) -> tuple[Script | None, list[FileFault]]:
    source = read_source(path)
    if source.faults:
        return None, list(source.faults)
    packs = language_packs(path)
    if own is not None and path.parent == BUILT_IN:
        packs.update(language_packs(own / "scripts" / path.name))
    chosen = [packs[language]] if language in packs else []
    script = read_script(source, load_reasons(language or "en", own), language, chosen, sorted(packs))
    return script, sorted(source.faults)
