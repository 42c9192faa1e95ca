"""What a source gives: an article, a page whose text is still to be taken, or something left out; each with the place it came from."""

from hashlib import sha256
from typing import NamedTuple

import msgspec

from sijill.records import FailureLine, Provenance, Source


class Given(NamedTuple):
    """An article as its source gave it; `line` is None where the whole file is one article."""

    source: Source
    file: str
    line: int | None
    provenance: Provenance | None = None


class Page(NamedTuple):
    """A web page, and what came with it. Taking its text is slow and the page may be hostile, so the caller decides in which process that is done."""

    data: bytes | str
    source: Source
    file: str
    line: int | None
    provenance: Provenance | None = None
    charset: str | None = None  # the encoding that its server told


class Skipped(NamedTuple):
    """Something that is no article by its nature, such as an image in an archive."""

    reason: str


Item = Given | Page | Skipped | FailureLine


def by_text(item: Item) -> Item:
    """An item that goes by its line has its text's hash as its id: the number says nothing once lines are moved."""
    if not isinstance(item, Given | Page) or item.line is None or item.source.id != f"{item.file}:{item.line}":
        return item
    text = item.source.text if isinstance(item, Given) else str(item.data)
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return item._replace(source=msgspec.structs.replace(item.source, id=digest))
