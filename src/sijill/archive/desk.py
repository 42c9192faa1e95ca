"""One item of an archive to its rows: where it is opened, sifted and read, under limits."""

from contextlib import suppress

import msgspec

from sijill.archive.records import Made, Settings
from sijill.archive.tables import Row, article_rows, failure_row
from sijill.errors import InputError, PageLimit, ReaderFault, TooLarge
from sijill.ledger.entry import Scribe
from sijill.packs import Packs, load_packs
from sijill.packs.prefilter import Prefilter
from sijill.reading.attempt import attempt
from sijill.records import FailureLine
from sijill.sources import Given, Item, Page, Skipped, extractor, glance, opened
from sijill.sources.limits import Limits, limited
from sijill.version import __version__

IRRELEVANT = "tells of no relations"


class Desk:
    """What a worker has before it: the packs, the prefilter, the names of outlets."""

    def __init__(self, settings: Settings, packs: Packs | None = None) -> None:
        self.packs = packs or load_packs()
        self.settings = settings
        self._scribe, self._prefilter = Scribe(self.packs), Prefilter(self.packs)
        self._limits = Limits(settings.page_seconds, settings.page_memory)

    def warm(self) -> None:
        """Load what is otherwise loaded when it is first needed, so that processes forked from this one share it."""
        for code in self.packs.languages:
            with suppress(InputError):  # what an extra is missing for is said of each article
                self.packs.lexicon(code)
        with suppress(ImportError):
            import trafilatura  # noqa: F401

    def rows(self, item: Item, shard: str, number: int) -> list[Row] | Skipped:
        """The rows of a shard's `number`th item, or why it is left out."""
        if isinstance(item, Skipped):
            return item
        if isinstance(item, FailureLine):
            return [failure_row(item.error, shard)]
        try:
            if isinstance(item, Given):
                return self._read(item, shard, number)
            if len(item.data) > self.settings.page_bytes:
                raise TooLarge(f"the page is larger than {self.settings.page_bytes:,} bytes", fix="leave it out, or allow more with --page-bytes")
            with limited(self._limits):
                return self._page(item, shard, number)
        except InputError as error:
            fault: InputError = error
        except Exception as error:  # a fault of ours in one article must not lose the others
            fault = ReaderFault(f"its reading could not be kept: {type(error).__name__}: {error}", fix="report it with the article")
        fault.file, fault.line, fault.article = item.file, item.line, item.source.id
        return [failure_row(fault.record().error, shard)]

    def gone(self, item: Item, shard: str) -> list[Row] | Skipped:
        """The rows of an item whose worker died of it, each time that it was tried."""
        if isinstance(item, Skipped):
            return item
        if isinstance(item, FailureLine):
            return [failure_row(item.error, shard)]
        fix = "look at the page; leave it out, or allow more with --page-seconds and --page-memory"
        error = PageLimit("the process that read it was ended, twice", fix=fix, file=item.file, line=item.line, article=item.source.id)
        return [failure_row(error.record().error, shard)]

    def _page(self, page: Page, shard: str, number: int) -> list[Row] | Skipped:
        if self.settings.prefilter and page.provenance and page.provenance.file and not self._prefilter.keeps(glance(page)):
            return Skipped(IRRELEVANT)
        given = opened(page)
        return [failure_row(given.error, shard)] if isinstance(given, FailureLine) else self._read(given, shard, number)

    def _read(self, given: Given, shard: str, number: int) -> list[Row]:
        how, source = self.settings, given.source
        source = msgspec.structs.replace(source, language=source.language or how.language, published=source.published or how.published)
        outlet = self._scribe.outlet(source.publisher, source.url)
        reading = attempt(source, self.packs, how.scope, given.file, given.line)
        if isinstance(reading, FailureLine):
            return [failure_row(reading.error, shard, source, outlet)]
        article = reading.article
        return list(article_rows(reading, given, source, how.scope, self._scribe.outlet(article.publisher, article.url), shard, number))


def made_with(settings: Settings, packs: Packs) -> Made:
    """What decides, here and now, what a shard gives beside the shard."""
    hashes = {code: packs.language(code).hash for code in packs.languages}
    return Made(sijill=__version__, packs=hashes | {"world": packs.world.hash}, extractor=_extractor(), settings=settings)


def _extractor() -> str | None:
    try:
        return extractor()
    except ImportError:  # pages will say that the extra is missing
        return None
