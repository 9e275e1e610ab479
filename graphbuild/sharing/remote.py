"""A store elsewhere, by the SPARQL 1.1 Graph Store HTTP Protocol: put and delete named graphs.

https://www.w3.org/TR/sparql11-http-rdf-update/ . Both are idempotent (RFC 9110, 9.2.2), so both are tried again after a broken connection and after
answers that ask for patience. Credentials go to the one origin that was named, and over plain HTTP to this machine alone.
"""

from __future__ import annotations

import base64
import ipaddress
from collections.abc import Mapping
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from graphbuild.errors import SharingError
from graphbuild.text import printable

TOKEN, USER, PASSWORD = "GRAPHBUILD_PUSH_TOKEN", "GRAPHBUILD_PUSH_USER", "GRAPHBUILD_PUSH_PASSWORD"
_PATIENCE = (429, 502, 503, 504)
_TRIES, _LONGEST_WAIT = 5, 60
_READ = 60  # seconds that a store may be silent over one graph, the largest of which is some megabytes
_MOVED = (301, 302, 307, 308)
_HOPS = 3
_ENDPOINTS = "Oxigraph: /store, Fuseki: /DATASET/data, GraphDB: /repositories/NAME/rdf-graphs/service"


class GraphStoreClient:
    """Puts and deletes the named graphs of the store at an address."""

    def __init__(self, address: str, environment: Mapping[str, str], *, insecure: bool = False, wait: float = 0.5) -> None:
        """Look at the address and the credentials, and connect to nothing yet.

        `environment` holds the credentials, if any. `insecure`: send them over plain HTTP too. `wait`: seconds before the second try, doubled each time.
        Raises `SharingError`.
        """
        import urllib3

        self.address = address
        self._authorization = _authorization(environment)
        parts = _parsed(address)
        if self._authorization and not (is_private(parts) or insecure):
            raise SharingError(
                "would send your credentials in the clear", place=address, mend="Use https, or --insecure if you know the way there."
            )
        retry = urllib3.Retry(
            total=_TRIES, redirect=0, status_forcelist=_PATIENCE, allowed_methods=frozenset({"PUT", "DELETE"}), backoff_factor=wait,
            backoff_max=_LONGEST_WAIT, raise_on_redirect=False, raise_on_status=False,
        )  # fmt: skip
        if hasattr(retry, "retry_after_max"):  # urllib3 2.6
            retry.retry_after_max = _LONGEST_WAIT
        self._pool = urllib3.PoolManager(retries=retry, timeout=urllib3.Timeout(connect=10, read=_READ))

    def put(self, graph: str, triples: bytes) -> None:
        """Make the named graph hold these triples (N-Triples) and no others. Raises `SharingError`."""
        self._send("PUT", graph, triples)

    def delete(self, graph: str) -> None:
        """Delete the named graph, if it is there. Raises `SharingError`."""
        self._send("DELETE", graph, None)

    def _send(self, method: str, graph: str, body: bytes | None) -> None:
        import urllib3

        address = f"{self.address}{'&' if urlsplit(self.address).query else '?'}graph={quote(graph, safe='')}"
        for _ in range(_HOPS + 1):
            # N-Triples are Turtle, and every store takes Turtle.
            headers = {"Content-Type": "text/turtle; charset=utf-8"} if body is not None else {}
            if self._authorization and _origin(address) == _origin(self.address):
                headers["Authorization"] = self._authorization
            try:
                answer = self._pool.request(method, address, body=body, headers=headers, redirect=False)
            except (urllib3.exceptions.HTTPError, ValueError) as error:
                why = getattr(error, "reason", None) or error
                raise SharingError(f"cannot be reached: {why}", place=self.address) from error
            if answer.status not in _MOVED:
                _require_done(method, self.address, answer.status, answer.data)
                return
            address = self._moved(address, answer.headers.get("location", ""))
        raise SharingError(f"is moved more than {_HOPS} times", place=self.address)

    def _moved(self, address: str, location: str) -> str:
        """Where a redirect leads. Raises `SharingError` where that is less safe than before."""
        there = urljoin(address, location)
        parts = _parsed(there)
        if urlsplit(address).scheme == "https" and parts.scheme != "https":
            raise SharingError(f"redirects to {there}, which is not encrypted", place=self.address)
        return there


def is_private(parts: SplitResult) -> bool:
    """Whether nobody between here and there can listen: by https, or within this machine."""
    host = parts.hostname or ""
    try:
        return parts.scheme == "https" or host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parsed(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError as error:
        raise SharingError(f"not an address: {error}", place=address) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SharingError("not an http or https address", place=address)
    if parts.username is not None or parts.password is not None:
        hidden = address.replace(parts.netloc, parts.netloc.rpartition("@")[2])
        raise SharingError(
            "credentials do not belong in an address, where others see them", place=hidden, mend=f"Set {TOKEN}, or {USER} and {PASSWORD}."
        )
    if parts.fragment:
        raise SharingError("the address of a store has no #", place=address)
    return parts


def _authorization(environment: Mapping[str, str]) -> str | None:
    token, user, password = (environment.get(name) or None for name in (TOKEN, USER, PASSWORD))
    if token and (user or password):
        raise SharingError(f"{TOKEN} and {USER} are both set", mend="Unset one of them.")
    if bool(user) != bool(password):
        raise SharingError(f"of {USER} and {PASSWORD} one alone is set", mend="Set both, or neither.")
    if any(c < " " or c == "\x7f" for c in f"{token or ''}{user or ''}{password or ''}"):
        raise SharingError(f"{TOKEN if token else USER} holds a line end or another control character")
    if token:
        return f"Bearer {token}"
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}" if user else None


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _require_done(method: str, address: str, status: int, body: bytes) -> None:
    if 200 <= status < 300 or (method == "DELETE" and status == 404):
        return
    if status in (401, 403):
        raise SharingError(f"does not let you in ({status})", place=address, mend=f"Set {TOKEN}, or {USER} and {PASSWORD}.")
    if status in (404, 405):
        raise SharingError(f"is no Graph Store endpoint ({status})", place=address, mend=f"Give that one's address; {_ENDPOINTS}.")
    said = printable(" ".join(body[:300].decode("utf-8", "replace").split()))
    raise SharingError(f"answers {status}: {said}", place=address)
