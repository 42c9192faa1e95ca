"""Reading on every core: pieces of work go out to processes, a few ahead of what is taken back, and come back in their order."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing.connection import wait
from typing import TypeVar

from sijill.cli.options import Options, filled, reading_of
from sijill.errors import ReaderFault
from sijill.ledger.entry import Entry, Failed, Scribe, origin_hash
from sijill.packs import Packs, load_packs
from sijill.records import FailureLine
from sijill.sources import Given

PIECE = 16  # articles that go to a process at once
_AHEAD = 64  # pieces that are out at a time: what keeps every process busy while a batch is stored
_In = TypeVar("_In")
_Out = TypeVar("_Out")


def each(pieces: Iterable[list[_In]], work: Callable[[list[_In]], list[_Out]], jobs: int, release: Callable[[], None]) -> Generator[_Out, None, None]:
    """The results of all pieces, in order. The first is worked on here, so that the processes start with packs loaded, and few articles need none.

    `release` is called before the processes start: what must not be shared with them (a database) is let go of there.
    """
    rest = iter(pieces)
    for piece in islice(rest, 1 if jobs > 1 else None):
        yield from work(piece)
    second = next(rest, None)
    if second is None:
        return
    release()
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(jobs, context, _settle)
    try:
        waiting: deque[Future[list[_Out]]] = deque([pool.submit(work, second)])
        while waiting:
            waiting.extend(pool.submit(work, piece) for piece in islice(rest, _AHEAD + 2 * jobs - len(waiting)))
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def pieces_of(items: Iterable[_In], size: int = PIECE) -> Iterator[list[_In]]:
    """A few at a time."""
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece


def entries_of(given: list[Given | FailureLine], options: Options) -> list[Entry | Failed]:
    """Articles read and made ready for the ledger; what cannot be read stays a failure, with what is known of it."""
    return [Failed(item.error) if isinstance(item, FailureLine) else _entry(item, options) for item in given]


@cache
def desk() -> tuple[Packs, Scribe]:
    """The packs and the scribe of this process."""
    packs = load_packs()
    return packs, Scribe(packs)


def _entry(given: Given, options: Options) -> Entry | Failed:
    packs, scribe = desk()
    reading = reading_of(given, options, packs)
    source = filled(given.source, options)
    if isinstance(reading, FailureLine):
        return Failed(reading.error, scribe.outlet(source.publisher, source.url), source.language, source.published)
    try:
        return scribe.entry(reading, options.scope, source, given.provenance, origin_hash(given.file, given.line, source.id))
    except Exception as error:  # a fault of ours in one article must not lose the others
        message = f"the ledger could not take its reading: {type(error).__name__}: {error}"
        fault = ReaderFault(message, fix="report it with the article", file=given.file, line=given.line, article=source.id)
        return Failed(fault.record().error, None, source.language, source.published)


def _settle() -> None:
    """A process of the pool leaves Ctrl-C to the one that started it, and ends with it, even if that one is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(parent: int) -> None:
    wait([parent])
    os._exit(1)
