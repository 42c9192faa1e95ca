"""Who may come in, and what a browser may do with a page.

A page of another site must not read the ledger (Host is checked, the address holds a token that becomes a cookie), not act in the reviewer's
name (every change carries a token of its own), and no stored text can run as script (the policy allows only our own file).
"""

import hmac
import secrets
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from fastapi import HTTPException, Request
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "sijill"
_OPEN, _METRICS = "/health", "/metrics"  # the first to everybody, the second where the door says so
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Door(NamedTuple):
    """Who may come in. `hosts` are the names the room answers to; `token` opens it; behind a proxy `header` names the reader instead.

    `secret` signs the tokens of changes; `name` is the reviewer's where no proxy tells it. With `metrics`, who may not come in may still ask
    for the numbers that Prometheus reads.
    """

    hosts: frozenset[str]
    token: str
    secret: str
    header: str | None = None
    name: str | None = None
    metrics: bool = False


def door(hosts: tuple[str, ...] = LOOPBACK, header: str | None = None, name: str | None = None, metrics: bool = False) -> Door:
    """A door with fresh secrets."""
    return Door(frozenset(host.lower() for host in hosts), secrets.token_urlsafe(24), secrets.token_urlsafe(24), header, name, metrics)


def reviewer(request: Request, door: Door) -> str | None:
    """Under which name a reader's judgements go."""
    return request.headers.get(door.header) if door.header else door.name


def change_token(request: Request, door: Door) -> str:
    """What a form must carry for a change to be made."""
    who = reviewer(request, door) if door.header else request.cookies.get(COOKIE)
    return hmac.new(door.secret.encode(), (who or "").encode(), sha256).hexdigest()


def check_change(request: Request, door: Door, token: str) -> None:
    """Refuse a change that did not come from a page of ours. Raises HTTPException."""
    if not hmac.compare_digest(token.encode(), change_token(request, door).encode()):
        raise HTTPException(403, "this form is not of this reading room, or too old: load the page again")


class Guard:
    """Lets in who may, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self._refused(Request(scope))
        await (refused or self.app)(scope, receive, guarded)

    def _refused(self, request: Request) -> Response | None:
        """What stands between a request and the pages, if something does."""
        if _name(request.headers.get("host", "")) not in self.door.hosts:
            return PlainTextResponse("This name is not one of this reading room's.\n", 421)
        if request.scope["path"] == _OPEN or (self.door.metrics and request.scope["path"] == _METRICS):
            return None
        if self.door.header:
            return None if request.headers.get(self.door.header) else PlainTextResponse(f"The proxy did not say who reads ({self.door.header}).\n", 403)
        if _same(request.cookies.get(COOKIE), self.door.token):
            return None
        if _same(request.query_params.get("token"), self.door.token):
            answer = RedirectResponse(_without_token(request), 303)
            answer.set_cookie(COOKIE, self.door.token, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse("Open the address that `sijill serve` printed: it holds the token that lets you in.\n", 403)


def _name(host: str) -> str:
    """A host without its port."""
    return host.lower().rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host.lower()


def _same(told: str | None, token: str) -> bool:
    return told is not None and hmac.compare_digest(told.encode(), token.encode())


def _without_token(request: Request) -> str:
    """The same page; the token leaves the address, so that it stays out of bookmarks and screenshots."""
    rest = urlencode([(name, value) for name, value in parse_qsl(request.url.query) if name != "token"])
    return "/" + request.url.path.lstrip("/") + (f"?{rest}" if rest else "")
