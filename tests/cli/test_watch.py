"""`sijill watch` and `sijill sources` on a site that runs, from its feed, its sitemap and its pages into a ledger."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("httpx2")

from sijill.cli import group
from sijill.ledger import Ledger
from tests.site import Site, article, feed, site, sitemap

Call = Callable[..., Result]


@pytest.fixture
def wire() -> Iterator[Site]:
    """Thirty pages, of which the feed lists ten and the sitemap all; what is below /closed/ is not for robots."""
    with site() as running:
        for n in range(30):
            running.put(f"/a/{n}", article(n), ETag=f'"{n}"')
        running.put("/robots.txt", "User-agent: *\nDisallow: /closed/", kind="text/plain")
        running.put("/feed", feed(running.root, range(10)), kind="application/rss+xml", ETag='"f"')
        running.put("/map", sitemap(running.root, range(30)), kind="application/xml")
        yield running


@pytest.fixture
def call(tmp_path: Path) -> Call:
    return lambda *told: CliRunner().invoke(group, [str(one) for one in told], catch_exceptions=False)


def sources(tmp_path: Path, wire: Site, more: str = "", **addresses: str) -> Path:
    rows = "".join(f'[[source]]\nname = "{name}"\n{path.partition("=")[0]} = "{wire.root}{path.partition("=")[2]}"\n{more}' for name, path in addresses.items())
    file = tmp_path / "sources.toml"
    file.write_text(f'contact = "desk@paper.example"\nevery = "1h"\nagain = "0s"\ndelay = "0s"\n{rows}')
    return file


def watched(call: Call, file: Path, ledger: Path, *more: str) -> list[dict[str, Any]]:
    """What became of each address in a round over all sources."""
    told = call("watch", file, "--ledger", ledger, "--once", "--now", "--allow-private", "--json", *more)
    return [json.loads(line) for line in told.stdout.splitlines()]


def became(rows: list[dict[str, Any]]) -> dict[str, int]:
    kinds = [row.get("became") or row["error"]["code"] for row in rows]
    return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}


def state(call: Call, ledger: Path) -> dict[str, dict[str, Any]]:
    return {row["source"]["name"]: row["source"] for row in map(json.loads, call("sources", "--ledger", ledger, "--json").stdout.splitlines())}


def test_a_site_from_its_feed_its_sitemap_and_a_page(wire: Site, call: Call, tmp_path: Path) -> None:
    ledger, file = tmp_path / "news.db", sources(tmp_path, wire, feed="feed=/feed", all="sitemap=/map", one="page=/a/29")
    assert became(watched(call, file, ledger)) == {"added": 30}
    assert sorted(set(wire.paths())) == sorted({"/feed", "/map", *(f"/a/{n}" for n in range(30))})
    assert all("desk@paper.example" in told["user-agent"] for _, told in wire.asked)

    # nothing changed: a second round asks with what the server told, and adds nothing
    wire.asked.clear()
    assert became(watched(call, file, ledger)) == {"unchanged": 30}
    assert all("if-none-match" in told for path, told in wire.asked if path.startswith("/a/") or path == "/feed")

    # one page changes, one disappears, one is new and one is closed to robots
    wire.put("/a/3", article(3, "The president of Kenya condemned the attack by Eritrea."), ETag='"3b"')
    wire.put("/a/4", "", status=410)
    wire.put("/a/30", article(30))
    wire.put("/closed/31", article(31))
    wire.put("/feed", feed(wire.root, [*range(10), 30]).replace("/a/9<", "/closed/31<"), kind="application/rss+xml", ETag='"g"')
    rows = watched(call, file, ledger)
    assert became(rows) == {"unchanged": 28, "changed": 1, "gone": 1, "added": 1, "robots": 1}
    assert "/closed/31" not in wire.paths()
    with Ledger(ledger, create=False) as opened:
        assert "condemnation" in {event.act for event in opened.events("KEN", "ERI")}
        assert sum(row.read for row in opened.coverage()) == 31  # what disappeared stays in the ledger

    # what is gone is not asked for again
    wire.asked.clear()
    watched(call, file, ledger)
    assert "/a/4" not in wire.paths()
    told = state(call, ledger)
    assert {name: (row["listed"], row["read"], row["gone"], row["errors"]) for name, row in told.items()} == {
        "all": (20, 20, 0, {}),  # the feed was first with the others
        "feed": (12, 10, 1, {"gone": 1, "robots": 1}),
        "one": (0, 0, 0, {}),
    }
    assert told["feed"]["succeeded"]
    assert told["feed"]["reports"] >= 10


def test_who_is_stopped_goes_on_where_he_was(wire: Site, call: Call, tmp_path: Path) -> None:
    from sijill.cli.options import Options
    from sijill.cli.rounds import round_over
    from sijill.sources.net import Fetcher
    from sijill.sources.watchlist import watchlist

    ledger, file = tmp_path / "news.db", sources(tmp_path, wire, all="sitemap=/map")
    with Ledger(ledger) as opened, Fetcher(private=True, delay=0) as fetcher:
        rounds = round_over(opened, watchlist(file), fetcher, Options())
        assert [next(rounds).added is not None for _ in range(7)] == [True] * 7
        rounds.close()  # as an interrupt does
    before = wire.paths().count("/map")
    wire.asked.clear()
    rows = [json.loads(line) for line in call("watch", file, "--ledger", ledger, "--once", "--allow-private", "--json").stdout.splitlines()]
    assert became(rows) == {"added": 23, "unchanged": 7}
    assert (before, wire.paths().count("/map")) == (1, 0)  # it was had, and its turn has not come again
    with Ledger(ledger, create=False) as opened:
        assert sum(row.read for row in opened.coverage()) == 30


def test_a_source_that_fails_is_left_alone_longer_each_time_and_told(wire: Site, call: Call, tmp_path: Path) -> None:
    ledger, file = tmp_path / "news.db", sources(tmp_path, wire, down="feed=/down", feed="feed=/feed")
    wire.put("/down", "", status=503)
    assert became(watched(call, file, ledger)) == {"fetch": 1, "added": 10}
    first = state(call, ledger)["down"]
    watched(call, file, ledger)
    second = state(call, ledger)["down"]
    assert (first["failures"], second["failures"]) == (1, 2)
    assert second["next"] > first["next"] > first["tried"]
    shown = call("sources", "--ledger", ledger)
    assert shown.exit_code == 1
    assert "2 failures in a row" in shown.stdout
    wire.asked.clear()
    call("watch", file, "--ledger", ledger, "--once", "--allow-private")
    assert "/down" not in wire.paths()  # not its turn
    wire.put("/down", feed(wire.root, range(2)), kind="application/rss+xml")
    watched(call, file, ledger)
    assert state(call, ledger)["down"]["failures"] == 0


def test_what_is_told_of_a_source_is_told_of_its_articles(wire: Site, call: Call, tmp_path: Path) -> None:
    ledger, file = tmp_path / "news.db", sources(tmp_path, wire, 'publisher = "Lantern Post"\n', feed="feed=/feed")
    watched(call, file, ledger)
    with Ledger(ledger, create=False) as opened:
        assert {row.outlet for row in opened.coverage()} == {"Lantern Post"}


def test_a_source_that_is_watched_no_more_leaves_its_articles(wire: Site, call: Call, tmp_path: Path) -> None:
    ledger, file = tmp_path / "news.db", sources(tmp_path, wire, feed="feed=/feed")
    watched(call, file, ledger)
    call("sources", "--ledger", ledger, "--forget", "feed")
    assert state(call, ledger) == {}
    with sqlite3.connect(ledger) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (10,)
    connection.close()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[source]]\nname = 'x'\n", "exactly one of feed, sitemap and page"),
        ("[[source]]\nname = 'x'\nfeed = 'ftp://x'\n", "no address of the web"),
        ("[[source]]\nname = 'x'\nfeed = 'https://x.example/'\nevery = 'often'\n", "no span of time"),
        ("[[source]]\nname = 'x'\nfeed = 'https://x.example/'\nevry = '1h'\n", "evry"),
        ("[[source]]\nname = 'x'\nfeed = 'https://x.example/'\n" * 2, "two sources"),
        ("[[source]\n", "not valid TOML"),
    ],
)
def test_a_file_of_sources_that_cannot_be_used(text: str, told: str, call: Call, tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(text)
    from sijill.errors import BrokenWatchlist

    with pytest.raises(BrokenWatchlist, match=told) as error:
        call("watch", file, "--ledger", tmp_path / "x.db", "--once")
    assert error.value.file == str(file)


def test_addresses_are_added_and_their_bytes_kept(wire: Site, call: Call, tmp_path: Path) -> None:
    ledger, raw = tmp_path / "news.db", tmp_path / "raw"
    addresses = [wire.root + path for path in ("/feed", "/a/20", "/nothing")]
    told = call("add", *addresses, "--ledger", ledger, "--allow-private", "--delay", 0, "--keep-raw", raw, "--json")
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.exit_code == 1
    assert lines[-1]["summary"]["added"] == 11
    assert lines[-1]["summary"]["failed"] == {"gone": 1}
    assert sum(path.is_file() for path in raw.rglob("*")) == 11
    again = call("add", wire.root + "/a/20", "--ledger", ledger, "--allow-private", "--delay", 0)
    assert "1 were there" in again.stdout


def test_an_address_is_read_like_a_file(wire: Site, call: Call) -> None:
    told = call("read", wire.root + "/a/1", "--allow-private", "--delay", 0, "--json")
    assert json.loads(told.stdout)["article"]["id"] == wire.root + "/a/1"
    refused = call("read", wire.root + "/a/1", "--json")
    assert json.loads(refused.stdout)["error"]["code"] == "forbidden-address"
