"""One round over watched sources: their lists, then what is new or changed on them, read and stored; everything noted as it goes."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice, zip_longest
from typing import NamedTuple, TypeVar

import msgspec

from sijill.cli.desk import entries_of, gone
from sijill.cli.opening import is_page
from sijill.cli.options import Options
from sijill.cli.workers import each, pieces_of
from sijill.errors import FetchError, Gone, InputError
from sijill.ledger import Added, Ledger
from sijill.ledger.entry import Entry, Failed
from sijill.ledger.watched import Listing, Look, Pending
from sijill.records import FailureLine
from sijill.sources import Given, Item, Page, Skipped
from sijill.sources.limits import Limits
from sijill.sources.net import Fetched, Fetcher, item_of, listing
from sijill.sources.watchlist import Watched, Watchlist, span

_THREADS = 8  # hosts that are asked at a time
_AHEAD = 16  # pages that wait to be read
_PAGES = 500  # of one source in one round; the rest is for the next
_In = TypeVar("_In")
_Out = TypeVar("_Out")


class Outcome(NamedTuple):
    """What became of an address: `added` where an article was read, `failure` where nothing could be; neither where nothing changed."""

    source: str
    url: str
    added: Added | None = None
    failure: FailureLine | None = None
    skipped: str | None = None


def now() -> str:
    """The moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def round_over(ledger: Ledger, told: Watchlist, fetcher: Fetcher, options: Options, force: bool = False) -> Generator[Outcome, None, None]:
    """Look at every source whose turn it is (`force`: at all), and read what is new. Interrupted anywhere, the next round goes on from there."""
    due = [source for source in told.source if ledger.watching.begins(source.name, source.address, now()) or force]
    yield from _lists(ledger, told, due, fetcher)
    queues = [ledger.watching.pending(s.name, now(), span(s.again, told.again), span(s.within, told.within), _PAGES) for s in told.source]
    turns = (one for some in zip_longest(*queues) for one in some if one is not None)  # hosts in turn, so that none waits for another's pauses
    sources = {source.name: source for source in told.source}
    yield from _read(ledger, _ahead(turns, lambda page: _page(page, fetcher)), sources, options)


def _lists(ledger: Ledger, told: Watchlist, due: Sequence[Watched], fetcher: Fetcher) -> Iterator[Outcome]:
    """The lists of the sources, noted as they come."""
    marks = {source.name: ledger.watching.marks(source.name) for source in due}
    for source, got in _ahead(due, lambda source: _list(source, marks[source.name], fetcher)):
        every = span(source.every, told.every)
        if isinstance(got, InputError):
            ledger.watching.failed(source.name, now(), every, got.code, got.wait if isinstance(got, FetchError) else None)
            got.article = source.name
            yield Outcome(source.name, source.address, failure=got.record())
        else:
            ledger.watching.succeeded(source.name, now(), every, got.etag, got.modified, got.rows)


class _Lists(NamedTuple):
    """A source's list; no rows where it did not change."""

    rows: list[Listing]
    etag: str | None
    modified: str | None


def _list(source: Watched, marks: tuple[str | None, str | None], fetcher: Fetcher) -> _Lists | InputError:
    if source.is_page:
        return _Lists([Listing(source.address, changed=now())], None, None)  # looked at each time
    try:
        got = fetcher.get(source.address, *marks)
        rows = listing(got, fetcher).rows if got.data is not None else []
    except InputError as error:
        return error
    return _Lists([Listing(row.url, row.published, row.changed) for row in rows], got.etag or marks[0], got.modified or marks[1])


def _page(page: Pending, fetcher: Fetcher) -> Fetched | InputError:
    try:
        return fetcher.get(page.url, page.etag, page.modified)
    except InputError as error:
        return error


def _read(ledger: Ledger, fetched: Iterable[tuple[Pending, Fetched | InputError]], sources: dict[str, Watched], options: Options) -> Iterator[Outcome]:
    """What is fetched, read in another process and stored; what there is nothing to read of is noted at once."""
    sent: deque[tuple[Pending, Fetched]] = deque()
    noted: deque[Outcome] = deque()

    def items() -> Iterator[Item]:
        for page, got in fetched:
            if isinstance(got, InputError) or got.data is None:
                noted.append(_note(ledger, page, got))
            else:
                sent.append((page, got))
                yield _as_told(item_of(page.url, got, page.published), sources[page.source])

    work = partial(entries_of, options=options, limits=Limits(), sift=False)
    for ready in each(pieces_of(items(), 1), work, 1, lambda: None, gone, is_page, fork=False):
        while noted:
            yield noted.popleft()
        yield _stored(ledger, *sent.popleft(), ready)
    yield from noted


def _note(ledger: Ledger, page: Pending, got: Fetched | InputError) -> Outcome:
    """An address that gave nothing new, or nothing."""
    if not isinstance(got, InputError):
        ledger.watching.looked([Look(page.url, "read", got.etag, got.modified)], now())
        return Outcome(page.source, page.url)
    got.article, got.file = page.url, got.file or page.url
    ledger.watching.looked([Look(page.url, "gone" if isinstance(got, Gone) else "failed", error=got.code)], now())
    return Outcome(page.source, page.url, failure=got.record())


def _stored(ledger: Ledger, page: Pending, got: Fetched, ready: Entry | Failed | Skipped) -> Outcome:
    """What was read, stored before it is noted: who is interrupted in between reads it once more, and adds nothing twice."""
    look = Look(page.url, "read", got.etag, got.modified)
    if isinstance(ready, Skipped):
        ledger.watching.looked([look._replace(status="skipped")], now())
        return Outcome(page.source, page.url, skipped=ready.reason)
    added = next(iter(ledger.add([ready])), None)
    if isinstance(ready, Failed):
        ledger.watching.looked([look._replace(status="failed", error=ready.failure.code)], now())
        return Outcome(page.source, page.url, failure=FailureLine(error=ready.failure))
    ledger.watching.looked([look._replace(article=added.article if added else None)], now())
    return Outcome(page.source, page.url, added)


def _as_told(item: Item, source: Watched) -> Item:
    """An item with the publisher and language that the list of sources gives it."""
    if not isinstance(item, Given | Page):
        return item
    told = {"publisher": source.publisher or item.source.publisher, "language": source.language or item.source.language}
    return item._replace(source=msgspec.structs.replace(item.source, **told))


def _ahead(items: Iterable[_In], work: Callable[[_In], _Out]) -> Iterator[tuple[_In, _Out]]:
    """Each item with what threads make of it, in order, a few ahead of what is taken."""
    rest = iter(items)
    pool = ThreadPoolExecutor(_THREADS)
    waiting: deque[tuple[_In, Future[_Out]]] = deque()
    try:
        while True:
            waiting.extend((item, pool.submit(work, item)) for item in islice(rest, _AHEAD - len(waiting)))
            if not waiting:
                return
            item, future = waiting.popleft()
            yield item, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def until_next(ledger: Ledger, told: Watchlist) -> timedelta:
    """How long until the next source has its turn."""
    soon = [datetime.fromisoformat(state.next) for state in ledger.watching.overview() if state.next]
    first = min(soon, default=datetime.now(UTC))
    return max(first - datetime.now(UTC), timedelta(seconds=1))
