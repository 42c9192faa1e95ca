"""What a process that reads has before it: the packs, the scribe; and how an item becomes an entry of the ledger there."""

from contextlib import suppress
from functools import cache

from sijill.cli.opening import beyond, ended
from sijill.cli.options import Options, filled, reading_of
from sijill.errors import PageLimit, ReaderFault
from sijill.ledger.entry import Entry, Failed, Scribe, origin_hash
from sijill.packs import Packs, load_packs
from sijill.packs.prefilter import Prefilter
from sijill.records import FailureLine
from sijill.sources import Given, Item, Skipped, glance, opened
from sijill.sources.limits import Limits, limited
from sijill.sources.raw import keep

Ready = Entry | Failed | Skipped
IRRELEVANT = "tells of no relations"


@cache
def desk() -> tuple[Packs, Scribe]:
    """The packs and the scribe of this process."""
    packs = load_packs()
    return packs, Scribe(packs)


@cache
def prefilter() -> Prefilter:
    """What tells from a page's bytes that it is not worth taking apart."""
    return Prefilter(desk()[0])


@cache
def prepare(sift: bool) -> None:
    """Loads what opening pages needs, once and before the processes start, so that none of them has to."""
    with suppress(ImportError):  # said of each page
        import trafilatura  # noqa: F401
    if sift:
        prefilter()


def entries_of(items: list[Item], options: Options, limits: Limits, sift: bool) -> list[Ready]:
    """Items read and made ready for the ledger; what cannot be read stays a failure, with what is known of it. `sift` pages before they are opened."""
    return [_ready(item, options, limits, sift) for item in items]


def gone(item: Item) -> Ready:
    """What becomes of an item whose process died of it."""
    left = ended(item)
    return Failed(left.error) if isinstance(left, FailureLine) else left


def _ready(item: Item, options: Options, limits: Limits, sift: bool) -> Ready:
    if isinstance(item, FailureLine):
        return Failed(item.error)
    if isinstance(item, Skipped):
        return item
    if isinstance(item, Given):
        return entry_of(item, options)
    try:
        with limited(limits):
            if sift and item.provenance and item.provenance.file and not prefilter().keeps(glance(item)):
                return Skipped(IRRELEVANT)
            if options.keep_raw and isinstance(item.data, bytes) and not (item.provenance and item.provenance.file):
                keep(item.data, options.keep_raw)
            given = opened(item)
            return Failed(given.error) if isinstance(given, FailureLine) else entry_of(given, options)
    except PageLimit as error:
        return Failed(beyond(error, item).error)


def entry_of(given: Given, options: Options) -> Entry | Failed:
    """An article read and made ready for the ledger."""
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
