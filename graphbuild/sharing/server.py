"""The page at `/`, SPARQL at `/sparql`, the graph at `/graph.ttl`: on the loopback address, and nowhere else."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild import api, pipeline
from graphbuild.errors import SharingError
from graphbuild.exporters.page import write_page
from graphbuild.extras import require
from graphbuild.sharing.engine import Engine
from graphbuild.sharing.guard import Guard
from graphbuild.sharing.protocol import Operation, ProtocolError, operation

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

LOOPBACK = "127.0.0.1"
_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)
_WAITING = 64  # requests at a time; the rest is told to come back


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What is served: the file of the graph, and the page (called for each request, so that it is that of the last build)."""

    graph: Path
    page: Callable[[], bytes]


def site(graph: Path) -> Site:
    """The graph of a folder that `build` wrote and the page beside it; of a Turtle file by itself, a page made now. Raises `GraphError`."""
    file = api.graph_file(graph)
    written = file.parent / pipeline.PAGE
    if written.is_file():
        return Site(graph=file, page=written.read_bytes)
    made = write_page(api.load(graph)).html.encode()
    return Site(graph=file, page=lambda: made)


def application(site: Site, engine: Engine, *, origins: Sequence[str] = ()) -> Guard:
    """The ASGI application. `origins`: those of pages elsewhere that may ask (`https://yasgui.example`). Raises `ExtraMissingError`."""
    require("serve", "starlette")
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.responses import FileResponse, Response
    from starlette.routing import Route

    async def page(_request: Request) -> Response:
        return Response(await run_in_threadpool(site.page), media_type="text/html")

    async def graph(_request: Request) -> Response:
        return FileResponse(site.graph, media_type="text/turtle")

    async def sparql(request: Request) -> Response:
        try:
            asked = await _asked(request, engine.limits.request)
        except ProtocolError as error:
            return Response(f"{error}\n", status_code=error.status, media_type="text/plain")
        if asked is None:
            return Response(_description(updates=engine.takes_updates), media_type="text/turtle")
        answer = await run_in_threadpool(engine.answer, asked)
        headers = {"vary": "Accept"} | ({"retry-after": "5"} if answer.status == 503 else {})
        return Response(answer.body, status_code=answer.status, media_type=answer.media_type, headers=headers)

    routes = [Route("/", page), Route("/graph.ttl", graph), Route("/sparql", sparql, methods=["GET", "POST"])]
    cors = Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"], allow_headers=["*"])
    inner: Starlette = Starlette(routes=routes, middleware=[cors] if origins else [])
    return Guard(inner, origins=origins)


async def _asked(request: Request, most: int) -> Operation | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise ProtocolError(413, f"a request holds at most {most} bytes")
    headers = request.headers
    return operation(request.method, request.url.query, headers.get("content-type", ""), bytes(body), headers.get("accept", ""))


def listen(port: int) -> socket.socket:
    """A socket on the loopback address; port 0: any that is free. Raises `SharingError` where it is taken."""
    try:
        return socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise SharingError(f"cannot listen: {why}", place=f"{LOOPBACK}:{port}", mend="Choose another with --port.") from error


def run(app: Guard, on: socket.socket) -> None:
    """Answer requests until Ctrl-C or a signal to end. Raises `ExtraMissingError`."""
    require("serve", "uvicorn")
    import uvicorn

    settings: dict[str, Any] = {"log_level": "warning", "access_log": False, "server_header": False, "lifespan": "off", "ws": "none"}
    server = uvicorn.Server(uvicorn.Config(app, limit_concurrency=_WAITING, timeout_graceful_shutdown=2, **settings))
    # The server hands the signal that ended it on to who was there before it: to us, who are done then.
    before = {each: signal.signal(each, lambda *_: None) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        server.run(sockets=[on])
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _description(*, updates: bool) -> str:
    """What the service can do, as SPARQL 1.1 Service Description has it."""
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
<> a sd:Service ;
    sd:endpoint <> ;
    sd:supportedLanguage sd:SPARQL11Query{", sd:SPARQL11Update" if updates else ""} ;
    sd:resultFormat {", ".join(f"formats:{name}" for name in _FORMATS)} .
"""
