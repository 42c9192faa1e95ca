"""Fetching from a real server on loopback: politely, within bounds, and never from where it must not."""

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest

pytest.importorskip("httpx2")

from sijill.errors import Bomb, FetchError, ForbiddenAddress, Gone, RobotsDisallow, TooLarge
from sijill.records import FailureLine
from sijill.sources import Given, Page
from sijill.sources.net import Caps, Fetcher, fetched_items
from sijill.sources.net.guard import is_public
from tests.site import Answer, Site, article, feed, site, sitemap

CAPS = Caps(size=200_000, unpacked=400_000, seconds=1.0, silence=0.5, redirects=4)


@pytest.fixture
def wire() -> Iterator[Site]:
    with site() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(private=True, delay=0, caps=CAPS, contact="desk@paper.example") as opened:
        yield opened


def test_a_page_comes_with_what_is_told_of_it(wire: Site, fetcher: Fetcher) -> None:
    url = wire.put("/a", article(1), ETag='"1"', Last_Modified="Thu, 15 Jun 2023 10:00:00 GMT", kind="text/html; charset=windows-1256")
    got = fetcher.get(url)
    assert (got.url, got.kind, got.charset, got.etag) == (url, "text/html", "windows-1256", '"1"')
    assert got.data == article(1).encode()
    assert got.retrieved.endswith("Z")
    told = wire.asked[-1][1]
    assert told["user-agent"].startswith("sijill/")
    assert "desk@paper.example" in told["user-agent"]
    assert "cookie" not in told


def test_what_did_not_change_is_not_sent_again(wire: Site, fetcher: Fetcher) -> None:
    url = wire.put("/a", article(1), ETag='"1"')
    assert fetcher.get(url, '"1"').data is None
    assert fetcher.get(url, '"0"').data is not None


def test_packed_pages_are_unpacked(wire: Site, fetcher: Fetcher) -> None:
    url = wire.put("/a", gzip.compress(article(1).encode()), Content_Encoding="gzip")
    assert fetcher.get(url).data == article(1).encode()


def test_robots_txt_is_asked_once_and_obeyed(wire: Site, fetcher: Fetcher) -> None:
    wire.put("/robots.txt", "User-agent: *\nDisallow: /private/\nUser-agent: sijill\nDisallow: /closed/", kind="text/plain")
    url = wire.put("/closed/a", article(1))
    with pytest.raises(RobotsDisallow):
        fetcher.get(url)
    assert fetcher.get(wire.put("/private/a", article(1))).data  # a group of our own name holds for us alone
    assert wire.paths() == ["/private/a"]
    assert sum(path == "/robots.txt" for path, _ in wire.asked) == 1


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_site_whose_robots_txt_fails_is_left_alone_and_one_without_is_open(wire: Site, fetcher: Fetcher, status: int, allowed: bool) -> None:
    wire.put("/robots.txt", "x", status=status)
    url = wire.put("/a", article(1))
    if allowed:
        assert fetcher.get(url).data
    else:
        with pytest.raises(RobotsDisallow, match="cannot be had"):
            fetcher.get(url)


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(wire: Site) -> None:
    urls = [wire.put(f"/{n}", article(n)) for n in range(3)]
    with Fetcher(private=True, delay=0.05, caps=CAPS) as polite:
        start = time.monotonic()
        for url in urls:
            polite.get(url)
    assert time.monotonic() - start >= 0.15  # three pauses between robots.txt and three pages; never too short, however slow the machine


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_no_longer_there(wire: Site, fetcher: Fetcher, status: int) -> None:
    with pytest.raises(Gone):
        fetcher.get(wire.put("/a", "", status=status))


def test_a_server_that_asks_to_be_left_alone(wire: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as error:
        fetcher.get(wire.put("/a", "", status=429, Retry_After="120"))
    assert error.value.wait == 120


# --- where it must not go


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1",
     "2002:7f00:1::", "64:ff9b::7f00:1", "::"],
)  # fmt: skip
def test_what_is_not_of_the_public_network(address: str) -> None:
    assert not is_public(address)


def test_what_is_of_it() -> None:
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


def test_an_own_server_only_if_told_so(wire: Site) -> None:
    url = wire.put("/a", article(1))
    with Fetcher(delay=0, caps=CAPS) as strict, pytest.raises(ForbiddenAddress, match="allow-private"):
        strict.get(url)
    assert wire.asked == []


def _looked_up(monkeypatch: pytest.MonkeyPatch, answer: Callable[[str], str]) -> list[str]:
    """Names are looked up here, and the first address of this machine passes for a public one; what was asked for."""
    from sijill.sources.net import guard

    asked: list[str] = []
    public, real = guard.is_public, socket.getaddrinfo

    def look_up(host: str, port: int, *args: object, **more: object) -> list[tuple[object, ...]]:
        if args or "proto" in more:  # the connection itself, to an address
            return real(host, port, *args, **more)  # type: ignore[arg-type, return-value]
        asked.append(host)
        return [(socket.AF_INET6 if ":" in answer(host) else socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer(host), port))]

    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1" or public(address))
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize(
    ("target", "host"), [("http://169.254.169.254/latest/meta-data", "169.254.169.254"), ("http://[::1]/a", "::1"), ("http://own.example/a", "10.0.0.7")]
)
def test_a_redirect_to_a_private_address_is_not_followed(wire: Site, target: str, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _looked_up(monkeypatch, lambda name: "127.0.0.1" if name == "wire.example" else host)
    wire.put("/a", "", status=302, Location=target)
    with Fetcher(delay=0, caps=CAPS) as strict, pytest.raises(ForbiddenAddress, match="not of the public network"):
        strict.get(wire.root.replace("127.0.0.1", "wire.example") + "/a")
    assert wire.paths() == ["/a"]


def test_what_a_name_answers_on_a_second_look_up_has_no_effect(wire: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _looked_up(monkeypatch, lambda name: "127.0.0.1" if len(asked) < 2 else "10.0.0.1")
    wire.put("/a", article(1), Connection="close")
    wire.put("/robots.txt", "", kind="text/plain")
    root = wire.root.replace("127.0.0.1", "rebind.example")
    with Fetcher(delay=0, caps=CAPS) as strict:
        assert strict.get(root + "/a").data  # one connection: for robots.txt and for the page
        assert asked == ["rebind.example"]
        with pytest.raises(ForbiddenAddress):
            strict.get(root + "/a")  # a new connection is a new look-up, judged again
    assert wire.paths() == ["/a"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://wire.example/a", "http:///a", "gopher://x", "data:text/html,x"])
def test_only_addresses_of_the_web(url: str, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="no address of the web"):
        fetcher.get(url)


# --- within bounds


def test_redirects_are_followed_but_not_in_circles(wire: Site, fetcher: Fetcher) -> None:
    wire.put("/old", "", status=301, Location="/new")
    new = wire.put("/new", article(1))
    assert fetcher.get(wire.root + "/old").url == new
    wire.put("/x", "", status=302, Location="/y")
    wire.put("/y", "", status=302, Location="/x")
    with pytest.raises(FetchError, match="circle"):
        fetcher.get(wire.root + "/x")
    for n in range(9):
        wire.put(f"/r{n}", "", status=302, Location=f"/r{n + 1}")
    with pytest.raises(FetchError, match="too often"):
        fetcher.get(wire.root + "/r0")


def _writes(head: bytes, piece: bytes, pause: float = 0.0, times: int = 10_000) -> Answer:
    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(head)
        for _ in range(times):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return Answer(write)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"


def test_a_response_without_end(wire: Site, fetcher: Fetcher) -> None:
    wire.answers["/a"] = _writes(OK + b"\r\n", b"x" * 10_000)
    with pytest.raises(TooLarge):
        fetcher.get(wire.root + "/a")


@pytest.mark.parametrize("head", [OK + b"\r\n", OK, b""])
def test_a_server_that_drips(wire: Site, fetcher: Fetcher, head: bytes) -> None:
    wire.answers["/a"] = _writes(head, b"X-A: b\r\n" if head == OK else b"x", pause=0.05, times=200)
    start = time.monotonic()
    with pytest.raises(FetchError, match="too long"):
        fetcher.get(wire.root + "/a")
    assert time.monotonic() - start < 5


def test_a_server_that_never_answers(wire: Site, fetcher: Fetcher) -> None:
    wire.answers["/a"] = _writes(b"", b"", pause=0.1, times=30)
    with pytest.raises(FetchError, match="too long"):
        fetcher.get(wire.root + "/a")


@pytest.mark.parametrize("length", ["99999", "-1", "abc"])
def test_a_length_that_is_wrong(wire: Site, fetcher: Fetcher, length: str) -> None:
    wire.answers["/a"] = _writes(OK + f"Content-Length: {length}\r\n\r\n".encode(), b"<html>", times=1)
    with pytest.raises(FetchError):
        fetcher.get(wire.root + "/a")


def test_a_packed_page_that_would_fill_the_memory(wire: Site, fetcher: Fetcher) -> None:
    url = wire.put("/a", gzip.compress(b"\0" * 50_000_000, 9), Content_Encoding="gzip")
    with pytest.raises(Bomb):
        fetcher.get(url)


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip"])
def test_a_packing_that_was_not_asked_for_or_is_none(wire: Site, fetcher: Fetcher, packing: str) -> None:
    with pytest.raises(FetchError, match="packed"):
        fetcher.get(wire.put("/a", b"plain", Content_Encoding=packing))


def test_a_packed_page_that_is_cut_off(wire: Site, fetcher: Fetcher) -> None:
    url = wire.put("/a", gzip.compress(article(1).encode() * 9)[:-20], Content_Encoding="gzip")
    with pytest.raises(FetchError, match="ends in the middle"):
        fetcher.get(url)


# --- what addresses give


def test_a_feed_gives_what_it_lists_and_errors_in_their_place(wire: Site, fetcher: Fetcher) -> None:
    for n in (1, 3):
        wire.put(f"/a/{n}", article(n))
    wire.put("/feed", feed(wire.root, range(1, 4)), kind="application/rss+xml")
    first, gone, third = fetched_items(wire.root + "/feed", fetcher)
    assert isinstance(first, Page)
    assert isinstance(third, Page)
    assert (first.source.id, first.source.published, first.source.published_from) == (wire.root + "/a/1", "2023-06-02T10:00:00+00:00", "list")
    assert isinstance(gone, FailureLine)
    assert (gone.error.code, gone.error.id) == ("gone", wire.root + "/a/2")


def test_sitemaps_lead_to_sitemaps_but_not_for_ever(wire: Site, fetcher: Fetcher) -> None:
    wire.put("/a/1", article(1))
    wire.put("/map", sitemap(wire.root, range(1, 2)), kind="application/xml")
    rows = f"<sitemap><loc>{wire.root}/map</loc></sitemap><sitemap><loc>{wire.root}/maps</loc></sitemap>"
    wire.put("/maps", f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>', kind="application/xml")
    assert [item.source.id for item in fetched_items(wire.root + "/maps", fetcher) if isinstance(item, Page)] == [wire.root + "/a/1"]
    assert wire.paths().count("/maps") == 1


def test_text_is_text_and_pictures_are_left_out(wire: Site, fetcher: Fetcher) -> None:
    (text,) = fetched_items(wire.put("/t", "Kenya met Uganda.", kind="text/plain; charset=utf-8"), fetcher)
    assert isinstance(text, Given)
    assert text.source.text == "Kenya met Uganda."
    (picture,) = fetched_items(wire.put("/p", b"\x89PNG", kind="image/png"), fetcher)
    assert "image/png" in str(picture)
