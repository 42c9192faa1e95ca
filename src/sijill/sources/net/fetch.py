"""One address fetched, safely and politely: what came, that nothing changed, or a coded error."""

import threading
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2
from protego import Protego

from sijill.errors import Bomb, FetchError, Gone, InputError, RobotsDisallow, TooLarge
from sijill.sources.net.guard import Guard
from sijill.sources.net.pace import Pace
from sijill.version import __version__

AGENT = "sijill"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))
_LATER = frozenset((429, 503))
_ROBOTS = 500_000  # bytes of a robots.txt that are read (RFC 9309)
_FIX = "check the address"


class Caps(NamedTuple):
    """What one request may take: bytes that come, bytes unpacked, seconds in all and without an answer, redirects."""

    size: int = 20_000_000
    unpacked: int = 60_000_000
    seconds: float = 60.0
    silence: float = 15.0
    redirects: int = 5


class Fetched(NamedTuple):
    """What an address gave. `url` is where it was found in the end; `data` is None where nothing changed since `etag` or `modified`."""

    url: str
    data: bytes | None
    kind: str  # media type, such as text/html
    charset: str | None
    etag: str | None
    modified: str | None
    retrieved: str


class Fetcher:
    """Fetches for one run; many threads may use it. `contact` (an address or a page) goes into the User-Agent, `private` allows a server of one's own."""

    def __init__(self, *, contact: str | None = None, private: bool = False, delay: float = 1.0, caps: Caps | None = None, proxy: bool = False) -> None:
        self.agent = f"{AGENT}/{__version__}" + (f" (+{contact})" if contact else "")
        self._guard, self._pace, self._caps = Guard(private), Pace(delay), caps or Caps()
        transport = None if proxy else _Guarded(self._guard)
        self._client = httpx2.Client(
            transport=transport, trust_env=proxy, follow_redirects=False, timeout=self._caps.silence,
            headers={"User-Agent": self.agent, "Accept-Encoding": "gzip", "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"},
        )  # fmt: skip
        self._robots: dict[str, Protego | None] = {}
        self._asking: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)  # by site

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What an address gives, after the redirects that it takes. Raises FetchError, ForbiddenAddress, RobotsDisallow, Gone, TooLarge, Bomb."""
        seen: list[str] = []
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        while True:
            self._allowed(url)
            found = self._once(url, headers, self._caps.size)
            if isinstance(found, Fetched):
                return found
            if found in seen or len(seen) >= self._caps.redirects:
                raise FetchError(f"it is redirected in a circle or too often, last to {found}", fix=_FIX, file=url)
            seen.append(url)
            url = found

    def _once(self, url: str, headers: Mapping[str, str], size: int) -> Fetched | str:
        """What one request gives, or where it is redirected to."""
        host = _host(url)
        with self._pace.turn(host):
            self._guard.begin(self._caps.seconds)
            try:
                with self._client.stream("GET", url, headers=dict(headers)) as response:
                    return self._taken(url, response, size)
            except (httpx2.HTTPError, httpx2.InvalidURL, httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError) as error:
                late = isinstance(error, httpx2.TimeoutException | httpcore2.TimeoutException)
                raise FetchError(f"it took too long: {error}" if late else str(error) or type(error).__name__, fix="try again later", file=url) from error
            except InputError as error:
                error.file = error.file or url
                raise

    def _taken(self, url: str, response: httpx2.Response, size: int) -> Fetched | str:
        code, headers = response.status_code, response.headers
        if code in _REDIRECTS and "location" in headers:
            return urljoin(url, headers["location"])
        if code in _GONE:
            raise Gone(f"the server says {code}: it is no longer there", fix=_FIX)
        if code != 200 and code != 304:
            later = code >= 500 or code == 429
            raise FetchError(
                f"the server says {code}", fix="try again later" if later else _FIX, status=code, wait=_wait(headers) if code in _LATER else None
            )  # fmt: skip
        kind, _, more = headers.get("content-type", "").partition(";")
        data = None if code == 304 else b"".join(_unpacked(response.iter_raw(), headers.get("content-encoding", ""), size, self._caps.unpacked))
        charset = more.partition("charset=")[2].strip(" \"';") or None
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return Fetched(url, data, kind.strip().casefold(), charset, headers.get("etag"), headers.get("last-modified"), now)

    def _allowed(self, url: str) -> None:
        """Raises RobotsDisallow where the site wants not to be read there, ForbiddenAddress for what is no address of the web."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError("it is no address of the web", fix="give one that begins with http:// or https://", file=url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._asking[site]:
            if site not in self._robots:
                self._robots[site] = self._rules(site)
            rules = self._robots[site]
        if rules is None or not rules.can_fetch(url, AGENT):
            why = "the site's robots.txt does not allow it" if rules is not None else "the site's robots.txt cannot be had, which forbids all"
            raise RobotsDisallow(why, fix="ask the publisher, or give the text", file=url)

    def _rules(self, site: str) -> Protego | None:
        """A site's wishes; None where its server fails, which asks to stay away (RFC 9309)."""
        found: Fetched | str = f"{site}/robots.txt"
        try:
            for _ in range(self._caps.redirects):
                found = self._once(found if isinstance(found, str) else found.url, {}, _ROBOTS)
                if isinstance(found, Fetched):
                    break
            text = (found.data or b"").decode("utf-8", "replace") if isinstance(found, Fetched) else ""
        except (Gone, TooLarge):
            text = ""
        except FetchError as error:
            if not 400 <= error.status < 500:
                return None
            text = ""
        rules = Protego.parse(text)
        self._pace.ask(_host(site), rules.crawl_delay(AGENT))
        return rules


class _Guarded(httpx2.BaseTransport):
    """Requests over connections of a guard, and no others: neither the environment's proxies nor its sockets."""

    def __init__(self, guard: Guard) -> None:
        context = httpx2.create_ssl_context(trust_env=False)
        self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=guard, max_connections=20, keepalive_expiry=5.0)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = httpcore2.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        asked = httpcore2.Request(request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _unpacked(pieces: Iterator[bytes], packing: str, size: int, largest: int) -> Iterator[bytes]:
    """A body unpacked as it comes, never more of it than it may have. Raises TooLarge, Bomb, FetchError."""
    come = given = 0
    inflate = zlib.decompressobj(wbits=47) if packing in ("gzip", "x-gzip", "deflate") else None  # 47: gzip or zlib, as their first bytes tell
    if packing and packing != "identity" and inflate is None:
        raise FetchError(f"it came packed as {packing}, which was not asked for", fix="tell the site's owner")
    for piece in pieces:
        come += len(piece)
        if come > size:
            raise TooLarge(f"more than {size // 1_000_000} MB came", fix="give the article's own address")
        try:
            plain = inflate.decompress(piece, largest + 1 - given) if inflate else piece
        except zlib.error as error:
            raise FetchError(f"it is not packed as it says: {error}", fix="try again later") from error
        given += len(plain)
        if given > largest:
            raise Bomb(f"it unpacks to more than {largest // 1_000_000} MB", fix="leave it out")
        yield plain
    if inflate and come and not inflate.eof:
        raise FetchError("it ends in the middle", fix="try again later")


def _host(url: str) -> str:
    return urlsplit(url).netloc.casefold()


def _wait(headers: httpx2.Headers) -> float | None:
    """How many seconds a server asks to be left alone (Retry-After, in seconds or as a moment)."""
    told = headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds()) if told else None
    except (ValueError, TypeError):
        return None
