"""`sijill add`: articles into a ledger, on every core, safe to stop and to run again."""

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any

import click
import msgspec

from sijill.cli.options import Options, filled, reading_options
from sijill.cli.read import complain
from sijill.cli.show import Line, parties, printable, quote, show
from sijill.ledger import Added, Change, Ledger
from sijill.ledger.entry import Entry, Failed, given_hash
from sijill.records import FailureLine
from sijill.sources import Given

_WORDS = {"new": "now told", "lost": "no longer told", "changed": "told otherwise"}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATHS... | -")
@click.option("--ledger", "path", required=True, metavar="FILE", help="The ledger; made if it is not there.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="all cores", help="Processes that read.")
@click.option("--json", "as_json", is_flag=True, help="One line an article, as JSON, when it is safely stored.")
@reading_options
def add(paths: tuple[str, ...], path: str, jobs: int, as_json: bool, **options: Any) -> None:
    """Add articles to a ledger.

    PATHS are files such as `sijill read` takes, folders of them, or `-`. What the ledger has is left alone, so a run that was stopped can simply be
    started again. A text that changed becomes a new version, and what changed in its reports is printed. Exit status 1 if an article could not be
    read.
    """
    from sijill.cli.paths import articles, count
    from sijill.cli.progress import progress
    from sijill.cli.workers import each, entries_of, pieces_of

    how, start, seen = Options(**options), time.monotonic(), Counter[str]()
    with Ledger(path) as ledger, progress("reading", count(paths, how.format) if sys.stderr.isatty() else None) as advance:
        fresh = _unknown(articles(paths, how.format), ledger, how, seen, advance)
        ready = each(pieces_of(fresh), partial(entries_of, options=how), jobs, ledger.close)
        with _stoppable() as stopped:
            for added in ledger.adding(_failures(_until(stopped, ready), seen, advance, as_json)):
                seen[added.status] += 1
                seen["reports"] += added.reports if added.status != "known" else 0
                advance(1)
                _print(added, as_json)
        seen["stopped"] += bool(stopped)
    click.echo(_summary(seen, time.monotonic() - start), err=as_json)
    sys.exit(1 if seen["failed"] or seen["stopped"] else 0)


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


def _until(stopped: list[int], ready: Generator[Entry | Failed, None, None]) -> Iterator[Entry | Failed]:
    """What is ready, until somebody wants to stop; what was read by then is still stored."""
    for item in ready:
        yield item
        if stopped:
            ready.close()
            return


def _unknown(articles: Iterable[Given | FailureLine], ledger: Ledger, options: Options, seen: Counter[str], advance: Any) -> Iterator[Given | FailureLine]:
    """Those that the ledger has not read yet, asked for many at a time."""
    from sijill.cli.workers import pieces_of

    for some in pieces_of(articles, 256):
        hashes = [None if isinstance(item, FailureLine) else given_hash(filled(item.source, options), options.scope) for item in some]
        known = ledger.knows(hash for hash in hashes if hash)
        for item, hash in zip(some, hashes, strict=True):
            if hash in known:
                seen["known"] += 1
                advance(1)
            else:
                yield item


def _failures(ready: Iterable[Entry | Failed], seen: Counter[str], advance: Any, as_json: bool) -> Iterator[Entry | Failed]:
    """Passes all on, and tells of the failures."""
    for item in ready:
        if isinstance(item, Failed):
            seen["failed"] += 1
            advance(1)
            line = FailureLine(error=item.failure)
            click.echo(msgspec.json.encode(line)) if as_json else complain(line)
        yield item


def _print(added: Added, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode({"added": added}))
        sys.stdout.flush()  # a line is a promise: it must not wait in a buffer
    elif added.status == "version":
        whose = "a new extraction" if added.cause == "extractor" else "edited by its publisher"
        what = "what changed in its reports:" if added.changes else "nothing changed in its reports"
        show([Line(f"{printable(added.id)}: version {added.version}, {whose}; {what}", 0, "head")])
        show(line for change in added.changes for line in told(change))


def told(change: Change) -> Iterator[Line]:
    """What changed in one report."""
    report = change.after or change.before
    if report is None:
        return
    yield Line(f"{_WORDS[change.kind]}: {report.act}, {report.modality.value}: {parties(report)}", 2)
    if change.before is not None:
        yield quote(change.before.evidence, 6)
    if change.after is not None and (change.before is None or change.before.evidence.exact != change.after.evidence.exact):
        yield quote(change.after.evidence, 6)


def _summary(seen: Counter[str], seconds: float) -> str:
    stored = seen["added"] + seen["version"]
    parts = [f"{stored} articles added with {seen['reports']} reports"]
    parts += [f"{seen['version']} of them new versions"] if seen["version"] else []
    parts += [f"{seen['known']} were there"] if seen["known"] else []
    parts += [f"{seen['failed']} could not be read"] if seen["failed"] else []
    parts += ["stopped: run the same again to go on"] if seen["stopped"] else []
    return f"{', '.join(parts)} ({stored / max(seconds, 0.001):.0f} articles/s)"
