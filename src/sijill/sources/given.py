"""An article with the place it came from, which an error names when it cannot be read."""

from typing import NamedTuple

from sijill.records import Provenance, Source


class Given(NamedTuple):
    """An article as its source gave it; `line` is None where the whole file is one article."""

    source: Source
    file: str
    line: int | None
    provenance: Provenance | None = None
