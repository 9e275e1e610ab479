"""Does a SPARQL text reach out to another machine? The engine would follow SERVICE and LOAD; graphbuild never uses the network."""

from __future__ import annotations

import re

# What of a text is no keyword: names, variables, language tags, IRIs, strings and comments, as the grammar of SPARQL 1.1 writes them (19.8).
_NO_KEYWORD = re.compile(
    r"""(?P<prefix>(?:[^\W\d_][\w.-]*|_)?):(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*
    | [?$]\w+
    | @[a-zA-Z]+(?:-[a-zA-Z0-9]+)*
    | <[^<>"{}|^`\\\s]*>
    | \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*""",
    re.DOTALL | re.VERBOSE,
)
_SPACE = r"(?:\s|\#[^\n\r]*)*"
_SERVICE = re.compile("service", re.IGNORECASE)
_LOAD = re.compile("load", re.IGNORECASE)
_GROUP = re.compile(_SPACE + r"\{")


def asks_another_machine(sparql: str) -> bool:
    """Whether a query or an update holds SERVICE.

    The engine's grammar asks for no space around keywords (`trueSERVICE<x>{}` is one), so the letters count wherever they stand outside of
    names; and in a name too where a group follows, as only the keyword has it (`SERVICE:x {}`).
    """

    def kept(match: re.Match[str]) -> str:
        prefix = match["prefix"]
        return "service" if prefix and _SERVICE.search(prefix) and _GROUP.match(sparql, match.end()) else " "

    return _SERVICE.search(_NO_KEYWORD.sub(kept, sparql)) is not None


def loads(update: str) -> bool:
    """Whether an update holds LOAD, which fetches a document."""

    def kept(match: re.Match[str]) -> str:
        return match["prefix"] or " "

    return _LOAD.search(_NO_KEYWORD.sub(kept, update)) is not None
