"""Keeps a SPARQL 1.1 store up to date: named graphs that changed are put, those that are gone are deleted, the rest is left alone.

What was put is remembered by its SHA-256, for each store, in a file beside the graph. Losing that file costs one whole push and no more:
putting a graph that is there already changes nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import SharingError
from graphbuild.graph.shards import Shard
from graphbuild.sharing.remote import GraphStoreClient

MANIFEST = "pushed.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One graph: `put` (with its `shard`), `delete` (without), or `keep`."""

    action: str
    iri: str
    triples: int
    shard: Shard | None = None


def plan(found: Sequence[Shard], remembered: Mapping[str, str], *, everything: bool = False) -> list[Step]:
    """What is to be done, by graph; `remembered` maps the graphs of the store to the SHA-256 of what was put. `everything`: as if all had changed."""
    steps = [
        Step(
            action="put" if everything or remembered.get(each.iri) != each.digest else "keep",
            iri=each.iri,
            triples=len(each.lines),
            shard=each,
        )
        for each in found
    ]
    here = {each.iri for each in found}
    return [*steps, *(Step(action="delete", iri=iri, triples=0) for iri in sorted(remembered) if iri not in here)]


def carry_out(
    steps: Sequence[Step], store: GraphStoreClient, remembered: Mapping[str, str], told: Callable[[int, int], None] | None = None
) -> Iterator[tuple[str, str | None]]:
    """Do it, one graph after the other; yields each graph with the SHA-256 that the store holds now, None where it was deleted.

    New graphs first, then deletions: where it ends halfway, something stands twice in the store rather than nowhere. Raises `SharingError`.
    """
    todo = [each for each in steps if each.action != "keep"]
    for number, step in enumerate(todo, 1):
        if step.shard:
            store.put(step.iri, step.shard.triples())
        elif step.iri in remembered:
            store.delete(step.iri)
        yield step.iri, step.shard.digest if step.shard else None
        if told:
            told(number, len(todo))


def load_manifest(path: Path) -> dict[str, dict[str, str]]:
    """What was pushed where: address -> graph -> SHA-256. Nothing where there is no such file. Raises `SharingError` where it is damaged."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(given, dict) or not all(isinstance(each, dict) for each in given.values()):
        raise _damaged(path)
    return {str(address): {str(iri): str(digest) for iri, digest in each.items()} for address, each in given.items()}


def save_manifest(path: Path, manifest: Mapping[str, Mapping[str, str]]) -> None:
    """Write it whole. Raises `SharingError` where that cannot be done."""
    aside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        aside.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
        aside.replace(path)
    except OSError as error:
        raise SharingError(f"cannot be written: {error.strerror or error}", place=str(path)) from error


def _damaged(path: Path) -> SharingError:
    return SharingError(
        "this is not what `push` remembers there", place=str(path), mend="Delete it; the next push then sends everything again."
    )
