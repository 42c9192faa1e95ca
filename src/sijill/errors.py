"""The errors a user can meet, each with a code that `docs/errors.md` explains, its place and its fix."""

from sijill.records import Failure, FailureLine


class SijillError(Exception):
    """Base of all errors that sijill raises on purpose."""

    code = "sijill"

    def __init__(self, message: str, *, fix: str, file: str = "", line: int | None = None, article: str | None = None):
        super().__init__(message)
        self.message, self.fix, self.file, self.line, self.article = message, fix, file, line, article

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return f"{self.code}: {place}{self.message} ({self.fix})"

    def record(self) -> FailureLine:
        """The error as a line of output."""
        return FailureLine(error=Failure(code=self.code, file=self.file, line=self.line, id=self.article, message=self.message, fix=self.fix))


class PackError(SijillError):
    """A language pack that cannot be used: the file, the entry and what to change."""

    code = "pack"


class InputError(SijillError):
    """An article that cannot be read."""

    code = "input"


class MissingFile(InputError):
    """No such file, or it may not be read."""

    code = "missing-file"


class TooLarge(InputError):
    """A file beyond the size that sijill reads."""

    code = "too-large"


class EmptyInput(InputError):
    """A file or an article without text."""

    code = "empty"


class BinaryInput(InputError):
    """A file that is not text."""

    code = "binary"


class EncodingError(InputError):
    """Bytes that are no text in any encoding known here."""

    code = "encoding"


class BrokenLine(InputError):
    """A line that is not the JSON object it should be."""

    code = "broken-json"


class IndexPage(InputError):
    """A page that lists articles, and is none."""

    code = "index-page"


class Stub(InputError):
    """A page that shows only the beginning of its article."""

    code = "stub"


class BrokenRow(InputError):
    """A row of a table that cannot be used."""

    code = "broken-row"


class MissingColumn(InputError):
    """A table without the column that an article's text is looked for in."""

    code = "missing-column"


class BrokenArchive(InputError):
    """A packed file or an archive that is cut off, damaged or locked."""

    code = "broken-archive"


class Bomb(InputError):
    """A packed file that holds far more than its size allows for."""

    code = "bomb"


class UnsafePath(InputError):
    """A path that leads out of the folder or archive it stands in."""

    code = "unsafe-path"


class PageLimit(InputError):
    """A page that took more time or memory than one page may."""

    code = "page-limit"


class FetchError(InputError):
    """An address that gave nothing; `status` is what its server answered, `wait` how many seconds it asks to be left alone."""

    code = "fetch"

    def __init__(
        self, message: str, *, fix: str, file: str = "", line: int | None = None, article: str | None = None, status: int = 0, wait: float | None = None
    ):
        super().__init__(message, fix=fix, file=file, line=line, article=article)
        self.status, self.wait = status, wait


class Gone(FetchError):
    """An address at which there is nothing, or nothing any more."""

    code = "gone"


class BrokenList(InputError):
    """A feed or a sitemap that cannot be read."""

    code = "broken-list"


class BrokenWatchlist(InputError):
    """A file of sources to watch that cannot be used."""

    code = "broken-watchlist"


class ForbiddenAddress(InputError):
    """An address that is not of the public network."""

    code = "forbidden-address"


class RobotsDisallow(InputError):
    """An address that its site asks robots not to read."""

    code = "robots"


class UnknownLanguage(InputError):
    """An article in a language without a pack."""

    code = "language"


class MissingExtra(InputError):
    """An input that needs an optional part of sijill that is not installed."""

    code = "missing-extra"


class ReaderFault(InputError):
    """An article on which the reader itself failed: a fault of sijill, not of the article."""

    code = "reader-fault"


class GoldError(SijillError):
    """A repository whose reader cannot be measured as asked."""

    code = "gold"


class MissingGold(GoldError):
    """No annotated articles, no scorer or no floors."""

    code = "missing-gold"


class BrokenGold(GoldError):
    """An annotated article or a file of floors that is not as it should be."""

    code = "broken-gold"


class UnknownRevision(GoldError):
    """A git revision that the repository does not know."""

    code = "unknown-revision"


class LedgerError(SijillError):
    """A ledger that cannot be used as asked; it stays as it was."""

    code = "ledger"


class BadValue(LedgerError):
    """A value that a person gave and that is none of its kind."""

    code = "bad-value"


class MissingLedger(LedgerError):
    """No ledger at this path."""

    code = "missing-ledger"


class BrokenLedger(LedgerError):
    """A file that is no ledger, or a damaged one."""

    code = "broken-ledger"


class NewerLedger(LedgerError):
    """A ledger that a newer sijill has written."""

    code = "newer-ledger"


class ReadOnlyLedger(LedgerError):
    """A ledger that may not be written."""

    code = "read-only-ledger"


class FullDisk(LedgerError):
    """No room left for the ledger."""

    code = "full-disk"


class BusyLedger(LedgerError):
    """Another process kept the ledger for too long."""

    code = "busy-ledger"


class LostServer(LedgerError):
    """The server of a ledger cannot be reached, or the connection to it broke."""

    code = "lost-server"


class RefusedLedger(LedgerError):
    """The server of a ledger does not let this user in."""

    code = "refused-ledger"


class UnknownId(LedgerError):
    """Nothing in the ledger goes by this id."""

    code = "unknown-id"


class ExportError(SijillError):
    """An export that cannot be written; what was there before stays."""

    code = "export"


class CostlyQuestion(LedgerError):
    """A question to the ledger that took longer than allowed."""

    code = "too-costly"


class ServeError(SijillError):
    """A reading room that cannot be opened as asked."""

    code = "serve"


class BundleError(SijillError):
    """A replication bundle that cannot be made or used."""

    code = "bundle"


class SheetError(SijillError):
    """A coding sheet that cannot be used as it was filled in."""

    code = "sheet"


class ArchiveError(SijillError):
    """An archive that cannot be read into a folder, or a folder that cannot be used, as asked."""

    code = "archive"


class BrokenManifest(ArchiveError):
    """A manifest that cannot be used."""

    code = "broken-manifest"


class ChangedFile(ArchiveError):
    """A file of an archive that is not what it was when its manifest was frozen."""

    code = "changed-file"


class OtherRun(ArchiveError):
    """A folder that another manifest, version, pack or setting was read into: its shards would not go together."""

    code = "other-run"


class BrokenQuestion(ArchiveError):
    """A question in SQL that cannot be answered."""

    code = "broken-question"
