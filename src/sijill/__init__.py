"""sijill reads news on relations between states into records whose every value shows the words it stands on.

>>> import sijill
>>> reading = sijill.read("France condemned the attack by Syria.", published="2023-06-15")
"""

from functools import cache
from typing import TYPE_CHECKING, Literal

from sijill.errors import (
    ArchiveError,
    BadValue,
    BinaryInput,
    Bomb,
    BrokenArchive,
    BrokenGold,
    BrokenLedger,
    BrokenLine,
    BrokenList,
    BrokenManifest,
    BrokenQuestion,
    BrokenRow,
    BrokenWatchlist,
    BundleError,
    BusyLedger,
    ChangedFile,
    CostlyQuestion,
    EmptyInput,
    EncodingError,
    ExportError,
    FetchError,
    ForbiddenAddress,
    FullDisk,
    GoldError,
    Gone,
    IndexPage,
    InputError,
    LedgerError,
    LostServer,
    MissingColumn,
    MissingExtra,
    MissingFile,
    MissingGold,
    MissingLedger,
    NewerLedger,
    OtherRun,
    PackError,
    PageLimit,
    ReaderFault,
    ReadOnlyLedger,
    RefusedLedger,
    RobotsDisallow,
    ServeError,
    SheetError,
    SijillError,
    Stub,
    TooLarge,
    UnknownId,
    UnknownLanguage,
    UnknownRevision,
    UnsafePath,
)
from sijill.records import (
    Article,
    Assessment,
    Content,
    Document,
    Dropped,
    Duration,
    Failure,
    FailureLine,
    Medium,
    Membership,
    Mention,
    ModalityTold,
    Ordinal,
    Party,
    Place,
    Position,
    Provenance,
    Quantity,
    Range,
    Reader,
    Reading,
    Report,
    Source,
    Span,
    Speaker,
    Time,
    Topic,
)
from sijill.sources import sound
from sijill.version import __version__

if TYPE_CHECKING:
    from sijill.ledger import Ledger
    from sijill.packs import Packs

__all__ = [
    "ArchiveError",
    "Article",
    "Assessment",
    "BadValue",
    "BinaryInput",
    "Bomb",
    "BrokenArchive",
    "BrokenGold",
    "BrokenLedger",
    "BrokenLine",
    "BrokenList",
    "BrokenManifest",
    "BrokenQuestion",
    "BrokenRow",
    "BrokenWatchlist",
    "BundleError",
    "BusyLedger",
    "ChangedFile",
    "Content",
    "CostlyQuestion",
    "Document",
    "Dropped",
    "Duration",
    "EmptyInput",
    "EncodingError",
    "ExportError",
    "Failure",
    "FailureLine",
    "FetchError",
    "ForbiddenAddress",
    "FullDisk",
    "GoldError",
    "Gone",
    "IndexPage",
    "InputError",
    "Ledger",
    "LedgerError",
    "LostServer",
    "Medium",
    "Membership",
    "Mention",
    "MissingColumn",
    "MissingExtra",
    "MissingFile",
    "MissingGold",
    "MissingLedger",
    "ModalityTold",
    "NewerLedger",
    "Ordinal",
    "OtherRun",
    "PackError",
    "PageLimit",
    "Party",
    "Place",
    "Position",
    "Provenance",
    "Quantity",
    "Range",
    "ReadOnlyLedger",
    "Reader",
    "ReaderFault",
    "Reading",
    "RefusedLedger",
    "Report",
    "RobotsDisallow",
    "ServeError",
    "SheetError",
    "SijillError",
    "Source",
    "Span",
    "Speaker",
    "Stub",
    "Time",
    "TooLarge",
    "Topic",
    "UnknownId",
    "UnknownLanguage",
    "UnknownRevision",
    "UnsafePath",
    "__version__",
    "read",
]


def read(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    url: str | None = None,
    id: str | None = None,
    scope: Literal["international", "all"] = "international",
) -> Reading:
    """Everything that one article tells. `published` is an ISO 8601 date or time; `scope="all"` keeps domestic and one-sided acts. Raises InputError."""
    from sijill.reading import read as read_source  # the engine loads when it is first asked

    source = Source(id=id or "article", text=text, title=title, published=published, publisher=publisher, language=language, url=url)
    for value in (text, title, publisher):
        if value and (flaw := sound(value)):
            raise EncodingError(f"the article holds {flaw}", fix="remove it, or write the whole pair", article=source.id)
    return read_source(source, _packs(), scope)


@cache
def _packs() -> "Packs":
    from sijill.packs import load_packs

    return load_packs()


if not TYPE_CHECKING:  # a checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        """`Ledger`, when it is first asked for: it brings a database, which reading must not wait for."""
        if name != "Ledger":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from sijill.ledger import Ledger

        return globals().setdefault(name, Ledger)
