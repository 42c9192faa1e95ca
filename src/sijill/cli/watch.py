"""`sijill watch`: a ledger kept current from feeds, sitemaps and pages."""

import sys
import threading
from collections import Counter
from collections.abc import Callable, Generator
from datetime import timedelta
from signal import SIGINT, SIGTERM, signal
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.asked import made_ledger_option
from sijill.cli.network import fetcher_of, network_of, network_options
from sijill.cli.options import Options
from sijill.ledger import Ledger

if TYPE_CHECKING:
    from sijill.cli.rounds import Outcome

_LONGEST = timedelta(minutes=5)  # between two looks at the file of sources


@click.command()
@click.argument("sources", metavar="SOURCES.toml", type=click.Path(dir_okay=False))
@made_ledger_option
@click.option("--once", is_flag=True, help="One round over the sources whose turn it is, for cron and timers.")
@click.option("--now", "force", is_flag=True, help="With --once: over all sources, whosever turn it is.")
@network_options
@click.option("--scope", type=click.Choice(["international", "all"]), default="international", help="`all` keeps domestic and one-sided acts too.")
@click.option("--keep-raw", metavar="DIR", help="Keep the bytes of pages in this folder, each once.")
@click.option("--json", "as_json", is_flag=True, help="One line an address, as JSON, when what became of it is stored.")
def watch(sources: str, path: str, once: bool, force: bool, scope: str, keep_raw: str | None, as_json: bool, **network: Any) -> None:
    """Keep a ledger current from the sources of a file.

    Each source is a feed, a news sitemap or a page; what it lists is fetched politely, read and added. What was done is kept in the ledger, so a
    watch that was stopped, however it was, goes on where it was. Without --once it runs until it is stopped. Exit status 1 if with --once a source's
    list could not be had.
    """
    from sijill.cli.rounds import round_over, until_next
    from sijill.sources.watchlist import span, watchlist

    stop, options = _stopping(), Options(scope=scope, keep_raw=keep_raw)
    while True:
        told = watchlist(sources)
        how = network_of(dict(network))
        how = how._replace(contact=how.contact or told.contact, delay=span(told.delay).total_seconds() if how.delay is None else how.delay)
        with Ledger(path) as ledger, fetcher_of(how) as fetcher:
            lost = _round(round_over(ledger, told, fetcher, options, force and once), stop, as_json)
            pause = until_next(ledger, told)
        if once or stop.is_set():
            sys.exit(1 if lost else 0)
        if stop.wait(min(pause, _LONGEST).total_seconds()):
            return


def _round(outcomes: "Generator[Outcome, None, None]", stop: threading.Event, as_json: bool) -> int:
    """Print what becomes of each address, and the sum; how many sources failed."""
    seen = Counter[str]()
    lost = 0
    for outcome in outcomes:
        lost += _told(outcome, seen, as_json)
        if stop.is_set():
            outcomes.close()
            break
    parts = [f"{seen[name]} {name}" for name in ("added", "changed", "unchanged", "left out", "failed") if seen[name]]
    click.echo(", ".join(parts) or "nothing new", err=as_json)
    return lost


def _told(outcome: "Outcome", seen: Counter[str], as_json: bool) -> int:
    from sijill.cli.asked import json_lines
    from sijill.cli.read import complain

    if outcome.failure is not None:
        seen["failed"] += 1
        json_lines([{"source": outcome.source, "error": outcome.failure.error}]) if as_json else complain(outcome.failure)
        return int(outcome.failure.error.id == outcome.source)
    added = outcome.added
    kind = "left out" if outcome.skipped else "unchanged" if added is None or added.status == "known" else "changed" if added.status == "version" else "added"
    seen[kind] += 1
    if as_json:
        json_lines([{"source": outcome.source, "url": outcome.url, "became": kind, "reports": added.reports if added else 0}])
    return 0


def _stopping() -> threading.Event:
    """Set when the process is asked to stop: after the article in hand; a second request stops at once."""
    stop = threading.Event()

    def note(number: int, _: FrameType | None) -> None:
        stop.set()
        signal(number, before[number])

    before: dict[int, Callable[..., Any] | int | None] = {}
    if threading.current_thread() is threading.main_thread():
        before |= {number: signal(number, note) for number in (SIGINT, SIGTERM)}
    return stop
