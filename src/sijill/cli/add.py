"""`sijill add`: articles into a ledger, on every core, safe to stop and to run again."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any

import click
import msgspec

from sijill.cli.asked import made_ledger_option
from sijill.cli.network import network_of, network_options
from sijill.cli.options import Options, filled, reading_options
from sijill.cli.read import complain
from sijill.cli.show import Line, parties, printable, quote, show
from sijill.cli.tally import Tally, archived, of_page, summary, told
from sijill.ledger import Added, Change, Ledger
from sijill.ledger.entry import Entry, Failed, given_hash
from sijill.records import FailureLine
from sijill.sources import Given, Item, Page, Skipped, bytes_of, extractor
from sijill.sources.limits import Limits

_WORDS = {"new": "now told", "lost": "no longer told", "changed": "told otherwise"}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATHS... | -")
@made_ledger_option
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="all cores", help="Processes that read.")
@click.option("--json", "as_json", is_flag=True, help="One line an article, as JSON, when it is safely stored, and a last one that sums up.")
@click.option("--prefilter/--no-prefilter", default=True, help="Leave out pages of archives without a party's name near the word of an act (default).")
@click.option("--page-seconds", type=click.FloatRange(0.01), default=Limits().seconds, show_default=True, metavar="S", help="What one page may take.")
@click.option("--page-memory", type=click.IntRange(1), default=Limits().memory, show_default=True, metavar="MB", help="What one page may take.")
@click.option("--keep-raw", metavar="DIR", help="Keep the bytes of pages in this folder, each once; of archives the record's place is kept anyway.")
@network_options
@reading_options
def add(paths: tuple[str, ...], path: str, jobs: int, as_json: bool, prefilter: bool, page_seconds: float, page_memory: int, **options: Any) -> None:
    """Add articles to a ledger.

    PATHS are files such as `sijill read` takes, folders of them, addresses of pages, feeds and sitemaps, or `-`. What the ledger has is left alone,
    so a run that was stopped can simply be started again. A text that changed becomes a new version, and what changed in its reports is printed. The
    last line counts what was added, left out and not read, with the reasons. Exit status 1 if an article could not be read.
    """
    from sijill.cli.desk import entries_of, gone
    from sijill.cli.opening import is_page, weight
    from sijill.cli.paths import articles, count
    from sijill.cli.progress import progress
    from sijill.cli.workers import each, pieces_of

    network = network_of(options)
    how, start, seen = Options(**options), time.monotonic(), Tally()
    with Ledger(path) as ledger, progress("reading", count(paths, how.format) if sys.stderr.isatty() else None) as advance:
        before = ledger.size()
        fresh = _unknown(articles(paths, how.format, how.columns, network), ledger, how, seen, advance, prefilter)
        work = partial(entries_of, options=how, limits=Limits(page_seconds, page_memory), sift=prefilter)
        ready = each(pieces_of(fresh, weight=weight), work, jobs, ledger.close, gone, is_page, weight)
        with _stoppable() as stopped:
            for added in ledger.adding(_others(_until(stopped, ready), seen, advance, as_json)):
                seen.store(added)
                advance(1)
                _print(added, as_json)
        seen.stopped = bool(stopped)
        seen.bytes = ledger.size() - before
    seen.seconds = time.monotonic() - start
    click.echo(told(seen), err=as_json)
    if as_json:
        click.echo(msgspec.json.encode({"summary": summary(seen)}))
    sys.exit(1 if seen.failed or seen.stopped else 0)


@contextmanager
def _stoppable() -> Iterator[list[int]]:
    """The first Ctrl-C is noted, so that it stops between two articles and not in the middle of a write; the second stops at once."""
    told: list[int] = []
    before = signal.getsignal(signal.SIGINT)

    def note(number: int, _: FrameType | None) -> None:
        told.append(number)
        signal.signal(signal.SIGINT, before)

    if before is not signal.SIG_IGN and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, note)
    try:
        yield told
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, before)


def _until(stopped: list[int], ready: Generator[Entry | Failed | Skipped, None, None]) -> Iterator[Entry | Failed | Skipped]:
    """What is ready, until somebody wants to stop; what was read by then is still stored."""
    for item in ready:
        yield item
        if stopped:
            ready.close()
            return


def _unknown(articles: Iterable[Item], ledger: Ledger, options: Options, seen: Tally, advance: Callable[[int], None], sift: bool) -> Iterator[Item]:
    """Those that the ledger has not read yet, asked for many at a time."""
    from sijill.cli.desk import prepare
    from sijill.cli.opening import weight
    from sijill.cli.workers import pieces_of

    for some in pieces_of(articles, 256, weight):
        known = _known(some, ledger, options)
        for item, here in zip(some, known, strict=True):
            if here:
                seen.known += 1
                advance(1)
                continue
            if isinstance(item, Page):
                prepare(sift and archived(item))
                seen.pages += 1
            yield item


def _known(some: list[Item], ledger: Ledger, options: Options) -> list[bool]:
    """Which of these the ledger has read, so: texts by all that decides a reading, pages by their bytes."""
    given = {at: given_hash(filled(item.source, options), options.scope) for at, item in enumerate(some) if isinstance(item, Given)}
    read = ledger.knows(given.values())
    pages = {at: (bytes_of(item), item.source.id) for at, item in enumerate(some) if isinstance(item, Page)}
    if options.published or options.language:
        pages = {}  # these decide a reading too, but whether a page needs them is known only when it is opened
    opened = ledger.knows_pages(pages.values(), extractor(), options.scope) if pages else set()
    return [given.get(at) in read or pages.get(at) in opened for at in range(len(some))]


def _others(ready: Iterable[Entry | Failed | Skipped], seen: Tally, advance: Callable[[int], None], as_json: bool) -> Iterator[Entry | Failed]:
    """Passes on what goes into the ledger, tells of the failures, and counts what was left out."""
    for item in ready:
        if isinstance(item, Skipped):
            seen.skipped[item.reason] += 1
            advance(1)
            continue
        if isinstance(item, Failed):
            seen.failed[item.failure.code] += 1
            advance(1)
            line = FailureLine(error=item.failure)
            click.echo(msgspec.json.encode(line)) if as_json else complain(line)
        else:
            seen.kept += of_page(item)
        yield item


def _print(added: Added, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode({"added": added}))
        sys.stdout.flush()  # a line is a promise: it must not wait in a buffer
    elif added.status == "version":
        whose = "a new extraction" if added.cause == "extractor" else "edited by its publisher"
        what = "what changed in its reports:" if added.changes else "nothing changed in its reports"
        show([Line(f"{printable(added.id)}: version {added.version}, {whose}; {what}", 0, "head")])
        show(line for change in added.changes for line in changed(change))


def changed(change: Change) -> Iterator[Line]:
    """What changed in one report."""
    report = change.after or change.before
    if report is None:
        return
    yield Line(f"{_WORDS[change.kind]}: {report.act}, {report.modality.value}: {parties(report)}", 2)
    if change.before is not None:
        yield quote(change.before.evidence, 6)
    if change.after is not None and (change.before is None or change.before.evidence.exact != change.after.evidence.exact):
        yield quote(change.after.evidence, 6)
