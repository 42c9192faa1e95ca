"""The text of a page taken from it, in whichever process the caller likes."""

from hashlib import sha256

import msgspec

from sijill.errors import InputError, ReaderFault
from sijill.records import FailureLine, Provenance
from sijill.sources.given import Given, Page
from sijill.sources.page.html import decode_page, extract
from sijill.sources.page.visible import visible

LARGEST_PAGE = 20_000_000  # bytes


def opened(page: Page) -> Given | FailureLine:
    """The article of a page, or the error in its place."""
    try:
        taken = extract(_text(page), page.source, page.data if isinstance(page.data, bytes) else None)
        return Given(taken.source, page.file, page.line, joined(page.provenance, taken.provenance))
    except InputError as error:
        failure = error
    except MemoryError:
        raise
    except Exception as error:  # a page on which a library fails must not lose the others
        failure = ReaderFault(f"the page could not be taken apart: {type(error).__name__}: {error}", fix="report it with the page")
    failure.file, failure.line, failure.article = page.file, page.line, page.source.id
    return failure.record()


def glance(page: Page) -> str:
    """About what can be read on a page, without taking it apart; nothing where it is no text."""
    try:
        return visible(_text(page))
    except InputError:
        return ""


def bytes_of(page: Page) -> str:
    """The sha256 of a page's bytes, by which it is known again."""
    if page.provenance and page.provenance.sha256:
        return page.provenance.sha256
    return sha256(page.data if isinstance(page.data, bytes) else page.data.encode("utf-8", "surrogatepass")).hexdigest()


def joined(came: Provenance | None, taken: Provenance) -> Provenance:
    """Where a page came from, with how its article was taken from it."""
    told = {name: value for name, value in msgspec.structs.asdict(taken).items() if value is not None}
    return msgspec.structs.replace(came or Provenance(), **told)


def _text(page: Page) -> str:
    return decode_page(page.data, page.file, page.charset) if isinstance(page.data, bytes) else page.data
