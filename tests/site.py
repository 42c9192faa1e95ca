"""A news site on loopback: pages, a feed, a sitemap and robots.txt, which a test may change while it runs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

TEXT = "The president of Kenya met the president of {other} in Nairobi on Tuesday, and both spoke of trade and of the border at some length. " * 3
OTHERS = ("Uganda", "Rwanda", "Burundi", "Ethiopia", "Somalia", "Zambia", "Malawi", "Ghana", "Senegal", "Chad")


class Answer(NamedTuple):
    """What the site answers. `body` may be a function that writes by itself."""

    body: bytes | Callable[[BaseHTTPRequestHandler], None] = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


class Site:
    """Answers by path; `asked` are the requests that came, with what they said of themselves."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def put(self, path: str, body: str | bytes, *, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Something at a path; its address."""
        data = body.encode() if isinstance(body, str) else body
        told = (("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items()))
        self.answers[path] = Answer(data, status, told)
        return self.root + path

    def paths(self) -> list[str]:
        """The paths that were asked for, in order, but for robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


def article(number: int, more: str = "") -> str:
    """A page of an article of its own."""
    text = TEXT.format(other=OTHERS[number % len(OTHERS)])
    return (
        f'<html lang="en"><head><title>Kenya and a neighbour meet, part {number}</title><meta property="og:site_name" content="Harbour Wire">'
        f'<meta property="article:published_time" content="2023-06-{number % 28 + 1:02}T10:00:00Z"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Kenya and a neighbour meet, part {number}</h1><p>{text}</p><p>{text}</p><p>{more}</p></article></body></html>"
    )


def feed(root: str, numbers: Iterator[int] | range) -> str:
    """An RSS feed of articles."""
    days = ((n, f"{n % 28 + 1:02} Jun 2023 10:00:00 GMT") for n in numbers)
    rows = "".join(f"<item><title>Part {n}</title><link>{root}/a/{n}</link><pubDate>{day}</pubDate></item>" for n, day in days)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title>{rows}</channel></rss>'


def sitemap(root: str, numbers: range, changed: str = "2023-06-15") -> str:
    """A sitemap of articles."""
    rows = "".join(f"<url><loc>{root}/a/{n}</loc><lastmod>{changed}</lastmod></url>" for n in numbers)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


@contextmanager
def site() -> Iterator[Site]:
    """A site that runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found.asked.append((self.path, {name.casefold(): value for name, value in self.headers.items()}))
            answer = found.answers.get(self.path, Answer(b"not here", 404))
            if callable(answer.body):
                answer.body(self)
                return
            told = dict(answer.headers)
            fresh = answer.status == 200 and "ETag" in told and self.headers.get("If-None-Match") == told["ETag"]
            self.send_response(304 if fresh else answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            body = b"" if fresh else answer.body
            if not fresh and "Content-Length" not in told:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that hangs up is what some tests are about

    server = Server(("127.0.0.1", 0), Handler)
    found = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
