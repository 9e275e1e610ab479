"""Who may talk to the server: this machine's own programs and pages, and nobody who borrows a browser to reach them.

A server on the loopback address is reached by every web page that the browser has open. Three things keep those out: the name that was
asked for must be this machine's (a foreign name that resolves to it is DNS rebinding), the page that asks must be this server's own, and
the browser must not say that the request comes from another site. Pages of other origins are let in by name only (`--allow-origin`).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_OURS = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-cache"),
)


class Guard:
    """An ASGI application around another: answers 403 or 421 itself, and adds what browsers should heed to every answer."""

    def __init__(self, app: App, *, origins: Iterable[str] = ()) -> None:
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or refuse it."""
        if scope["type"] != "http":
            return
        refused = reason_to_refuse({name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}, self._origins)

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        if refused is None:
            await self._app(scope, receive, guarded)
            return
        status, why = refused
        await guarded({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain; charset=utf-8")]})
        await guarded({"type": "http.response.body", "body": f"{why}\n".encode()})


def reason_to_refuse(headers: MutableMapping[str, str], origins: frozenset[str]) -> tuple[int, str] | None:
    """Status and reason where a request is none of this machine's own; None where it is. `headers` by their names in lower case."""
    host = headers.get("host", "")
    if not _OURS.fullmatch(host):
        return 421, "this server answers for localhost only"
    origin = headers.get("origin")
    if origin in origins:
        return None
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return 403, "this page may not ask; start the server with --allow-origin for it"
    site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "navigate")
    if site not in ("none", "same-origin") and mode != "navigate":
        return 403, "another site may not ask"
    return None
