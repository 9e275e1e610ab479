"""`cache info` and `cache clear`: what is kept for the next build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from graphbuild.cli.options import CacheFolder, Json
from graphbuild.cli.printing import cell, print_records
from graphbuild.errors import UsageError

if TYPE_CHECKING:
    from graphbuild.cache import Cache

app = typer.Typer(help="See or forget what is kept for the next build: deleting it costs time and nothing else.", no_args_is_help=True)


@app.command()
def info(cache: CacheFolder = None, as_json: Json = False) -> None:
    """Say where the cache lies and what it holds."""
    from graphbuild.cache import cache_folder, open_cache
    from graphbuild.graph.kept import kept_size

    if cache and not cache.is_dir():  # who looks makes nothing
        raise UsageError("nothing is kept there.", place=str(cache), mend=f"Without `--cache` it is {cache_folder()}.")
    with open_cache(cache) as kept:
        held = [(each.shelf, each.entries, each.size) for each in kept.held()]
        if kept.file:
            held.append(("graphs", *kept_size(kept.file.parent)))
        rows = [(what, str(entries), f"{size / 1e6:.1f} MB") for what, entries, size in held]
        print_records(("what", "entries", "size"), rows, as_json=as_json)
        _say(kept)


@app.command()
def clear(cache: CacheFolder = None) -> None:
    """Forget everything that is kept; a damaged file goes, too."""
    from graphbuild.cache import open_cache
    from graphbuild.graph.kept import forget_kept

    with open_cache(cache) as kept:
        kept.clear()
        if kept.file:
            forget_kept(kept.file.parent)
        _say(kept)


def _say(kept: Cache) -> None:
    """Where the file is, and what is wrong with it."""
    typer.echo(cell(f"{kept.file}: {kept.trouble}." if kept.trouble else str(kept.file)), err=True)
