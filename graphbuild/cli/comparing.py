"""`compare`: how near two highlights are, and why."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphbuild.cli.opening import load
from graphbuild.cli.options import CacheFolder, Graph, Json, NoCache
from graphbuild.errors import UsageError
from graphbuild.text import printable

if TYPE_CHECKING:
    from graphbuild.comparing import Compared


def compare(
    a: Annotated[str | None, typer.Argument(metavar="A", help="A highlight: its share link or IRI.", show_default=False)] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="Another one.", show_default=False)] = None,
    graph: Graph = Path("output"),
    pairs: Annotated[
        Path | None, typer.Option("--pairs", help='JSON Lines {"a", "b"} instead (- for stdin); out come {"a", "b", "score"}.')
    ] = None,
    cache: CacheFolder = None,
    no_cache: NoCache = False,
    as_json: Json = False,
) -> None:
    """Say how near two highlights are, linked or not: the score, the kinds of evidence, and why in words."""
    if (pairs is None) != (a is not None and b is not None) or (pairs and a):
        raise UsageError("compare takes two highlights, or --pairs.", mend="graphbuild compare A B, or graphbuild compare --pairs FILE.")
    asked = list(_read(pairs)) if pairs else []
    from graphbuild.cache import open_cache
    from graphbuild.comparing import Comparer

    with open_cache(cache, unused=no_cache) as kept:
        comparer = Comparer(load(graph), kept)
    for line in asked:
        one, other = comparer.find(line["a"]), comparer.find(line["b"])
        score = comparer.score(one, other) if one and other and one != other else None
        print(json.dumps({"a": line["a"], "b": line["b"], "score": score}, ensure_ascii=False))
    if a is not None and b is not None:
        left, right = comparer.require(a), comparer.require(b)
        if left == right:
            raise UsageError("both are the same highlight.", place=left, mend="Give two.")
        _print(comparer.compare(left, right), as_json=as_json)


def _print(found: Compared, *, as_json: bool) -> None:
    said = found.comparison
    if as_json:
        print(
            json.dumps(
                {
                    "a": found.left,
                    "b": found.right,
                    "score": said.score,
                    "linked": found.is_linked,
                    "same_episode": found.same_episode,
                    "evidence": [kind.value for kind in said.counted],
                    "words": list(said.words),
                    "ideas": list(said.ideas),
                    "works": list(said.works),
                    "people": list(said.people),
                    "why": said.reason,
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    standing = "linked" if found.is_linked else "not linked, being of one episode" if found.same_episode else "not linked"
    print(f"{said.score:.3f}  {standing}")
    print(f"evidence: {', '.join(kind.value for kind in said.counted) or 'none'}")
    print(printable(said.reason))


def _read(path: Path) -> Iterator[dict[str, Any]]:
    """The pairs of a file, one JSON object a line. Raises `UsageError` with the line that is none."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", place=str(path)) from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            pair = json.loads(line)
        except (ValueError, RecursionError):
            pair = None
        if not isinstance(pair, dict) or not (isinstance(pair.get("a"), str) and isinstance(pair.get("b"), str)):
            raise UsageError('is not an object with "a" and "b".', place=f"{path}:{number}", mend='Write {"a": "…", "b": "…"}.')
        yield pair
