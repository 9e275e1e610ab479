"""The rules that find people, voices and identities, by name: each can be left out (setting `without`), to see what it brings."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from graphbuild.errors import SettingsError
from graphbuild.extractors.people import Rule
from graphbuild.model import VoiceRule
from graphbuild.resolvers.people import Joining
from graphbuild.resolvers.same_person import SamePerson

RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("people in a passage", tuple(Rule)),
    ("who is meant", tuple(Joining)),
    ("voices", tuple(VoiceRule)),
    ("same person", tuple(SamePerson)),
)
"""What the rules decide, and their names."""


def require_rules(names: Sequence[str]) -> None:
    """Raise `SettingsError` where a name is no rule's."""
    known = [str(name) for _, rules in RULES for name in rules]
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            mend = f"Did you mean {near[0]!r}?" if near else "`graphbuild doctor --rules` lists them."
            raise SettingsError(f"there is no rule {name!r}.", place="without", mend=mend)
