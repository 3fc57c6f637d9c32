"""The scripts that an interview can follow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from winback_tui.domain.interview.condition_expr import Answered
from winback_tui.domain.interview.script import Meaning, QuestionType, Script
from winback_tui.playbook.reason_list import check_reasons
from winback_tui.playbook.scripts.answers_template import template
from winback_tui.playbook.scripts.script_library import LibraryScript, check_script, list_scripts, load_script
from winback_tui.playbook.source import FileFault
from winback_tui.services.settings.playbook import own_playbook


def scripts(language: str = "en") -> list[LibraryScript]:
    """Every script, the built-in ones first; the user's own win by their id."""
    return list_scripts(language, own_playbook())


def faults_in(path: Path) -> list[FileFault]:
    """The errors that prevent a script file, a language pack, or an own `reasons.toml` from being used.

    Raises BadInput when it cannot be opened.
    """
    if path.name == "reasons.toml":
        return check_reasons(path)
    return check_script(path, own_playbook())


def empty_answers(script: str, language: str = "en") -> str:
    """An answers file to fill, as TOML. Raises NotFound for an unknown script."""
    return template(load_script(script, language, own_playbook()))


CLASS_SCRIPT = "long"
"""The script that has the question for the class of the root cause, in every language."""


def with_root_class(script: Script, own: Path | None = None) -> Script:
    """The script; one that has whys but no question for the class of their root gets it as its last question.

    Without a class a cause cannot be weighed against others (playbook section 4, end).
    """
    whys = next((each for each in script.questions if each.type is QuestionType.WHY), None)
    if whys is None or script.meaning(Meaning.ROOT_CLASS) is not None:
        return script
    question = load_script(CLASS_SCRIPT, script.language, own).meaning(Meaning.ROOT_CLASS)
    if question is None or any(each.id == question.id for each in script.questions):
        return script
    added = replace(question, required=False, point=script.questions[-1].point, when=Answered(whys.id))
    return replace(script, questions=(*script.questions, added))
