"""`serve`: the page and a SPARQL endpoint on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphbuild.cli.options import Graph
from graphbuild.text import printable


def serve(
    graph: Graph = Path("output"),
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="Where to listen; 0: any that is free.")] = 7879,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds that one query may take.")] = 30.0,
    max_result: Annotated[int, typer.Option("--max-result", min=1, help="Megabytes that one answer may have.")] = 100,
    max_memory: Annotated[
        int, typer.Option("--max-memory", min=1, help="Megabytes that one query may take (where the system can tell).")
    ] = 2000,
    allow_update: Annotated[
        bool, typer.Option("--allow-update", help="Take SPARQL updates too. They live in memory and end with the server.")
    ] = False,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option("--allow-origin", metavar="ORIGIN", help="A web page elsewhere that may ask, as https://yasgui.example."),
    ] = None,
) -> None:
    """Serve the page and a SPARQL 1.1 endpoint on the loopback address, until Ctrl-C. Follows the graph when it is built anew."""
    from graphbuild.extras import require

    require("serve", "starlette", "uvicorn")
    from graphbuild.sharing import server
    from graphbuild.sharing.engine import Engine, Limits

    limits = Limits(seconds=timeout, result=max_result * 1_000_000, memory=max_memory * 1_000_000)
    site = server.site(graph)
    with server.listen(port) as on, Engine(site.graph, limits, updates=allow_update) as engine:
        app = server.application(site, engine, origins=allow_origin or ())
        address = f"http://{server.LOOPBACK}:{on.getsockname()[1]}/"
        print(printable(f"{site.graph} at {address}\nSPARQL at {address}sparql\nCtrl-C ends it."), flush=True)
        server.run(app, on)
