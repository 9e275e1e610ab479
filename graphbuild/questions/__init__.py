"""The named questions: `.rq` files beside this one, and Python where SPARQL 1.1 cannot say what is wanted. `ask` treats both alike."""

from __future__ import annotations

from importlib.resources import files

from graphbuild.errors import UsageError
from graphbuild.questions import bridges, clean, company, comparing, gaps, notes_compared, path, recurrence, surprise, sync
from graphbuild.questions.base import EVIDENCE, PythonQuestion, Question, require_number_of
from graphbuild.questions.names import Argument
from graphbuild.questions.sparql import read

__all__ = ["EVIDENCE", "PYTHON", "Argument", "PythonQuestion", "Question", "question", "questions", "require_number_of"]

PYTHON: tuple[PythonQuestion, ...] = (
    bridges.QUESTION, clean.QUESTION, company.QUESTION, company.COMMON_GROUND, comparing.QUESTION, gaps.QUESTION, notes_compared.QUESTION,
    path.QUESTION, recurrence.QUESTION, surprise.QUESTION, surprise.REVISIT, sync.QUESTION, sync.ONLY_IN,
)  # fmt: skip
"""The questions that Python answers: each stands in its own module, as `QUESTION`."""


def questions() -> tuple[Question, ...]:
    """All named questions, by name."""
    texts = [each for each in files(__package__).iterdir() if each.name.endswith(".rq")]
    found = [read(each.name.removesuffix(".rq"), each.read_text(encoding="utf-8")) for each in texts]
    return tuple(sorted([*found, *PYTHON], key=lambda each: each.name))


def question(name: str) -> Question:
    """The question of a name. Raises `UsageError` where there is none."""
    known = {each.name: each for each in questions()}
    if name not in known:
        raise UsageError(f"there is no question {name!r}.", mend=f"There are: {', '.join(known)}.")
    return known[name]
