"""`push`: the graph in a store elsewhere."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from graphbuild.cli.opening import load
from graphbuild.cli.options import Graph, Json, Quiet
from graphbuild.cli.printing import cell, print_rows
from graphbuild.cli.progress import progress_bar


def push(
    address: Annotated[str, typer.Argument(metavar="URL", help="The store's Graph Store Protocol endpoint.", show_default=False)],
    graph: Graph = Path("output"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Send every graph, also those that the store has already.")] = False,
    insecure: Annotated[bool, typer.Option("--insecure", help="Send credentials over plain http to another machine.")] = False,
    manifest: Annotated[Path | None, typer.Option("--manifest", help="What was pushed; else pushed.json beside the graph.")] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Bring what changed to a SPARQL 1.1 store: one named graph for each file, and some for what the whole vault says.

    Credentials come from GRAPHBUILD_PUSH_TOKEN, or from GRAPHBUILD_PUSH_USER and GRAPHBUILD_PUSH_PASSWORD.
    """
    from graphbuild.graph.shards import shards
    from graphbuild.sharing import push as pushing
    from graphbuild.sharing.remote import GraphStoreClient, is_private

    store = GraphStoreClient(address, os.environ, insecure=insecure)
    if not is_private(urlsplit(address)) and not quiet:
        print(cell(f"Note: {address} is not https; whoever is on the way there can read your highlights."), file=sys.stderr)
    remembering = manifest or (graph if graph.is_dir() else graph.parent) / pushing.MANIFEST
    pushed = pushing.load_manifest(remembering)
    there = dict(pushed.get(address, {}))
    steps = pushing.plan(shards(load(graph).triples()), there, everything=everything)
    if not dry_run:
        try:
            with progress_bar(quiet=quiet) as tell:
                for iri, digest in pushing.carry_out(
                    steps, store, dict(there), (lambda done, of: tell("pushing", done, of)) if tell else None
                ):
                    if digest is None:
                        there.pop(iri, None)
                    else:
                        there[iri] = digest
        finally:
            if there != pushed.get(address, {}):
                pushing.save_manifest(remembering, {**pushed, address: there})
    counted = {action: [step for step in steps if step.action == action] for action in ("put", "delete", "keep")}
    if as_json:
        print(json.dumps({action: [step.iri for step in found] for action, found in counted.items()}, indent=1))
    elif not quiet:
        done = (
            {"put": "to put", "delete": "to delete", "keep": "unchanged"}
            if dry_run
            else {"put": "put", "delete": "deleted", "keep": "unchanged"}
        )
        print_rows(
            ("graphs", "count", "triples"),
            [(done[action], len(found), sum(step.triples for step in found)) for action, found in counted.items()],
        )
