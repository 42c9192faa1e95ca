"""Reading where one article must not lose the others: what fails gives an error in its place."""

from sijill.errors import InputError, ReaderFault
from sijill.packs import Packs
from sijill.reading.pipeline import read
from sijill.records import FailureLine, Reading, Source


def attempt(source: Source, packs: Packs, scope: str, file: str, line: int | None) -> Reading | FailureLine:
    """The reading of an article that came from a line of a file, or the error in its place."""
    try:
        return read(source, packs, scope)
    except InputError as error:
        error.file, error.line, error.article = file, line, source.id
        return error.record()
    except Exception as error:  # a fault of ours in one article
        message = f"the reader failed: {type(error).__name__}: {error}"
        return ReaderFault(message, fix="report it with the article", file=file, line=line, article=source.id).record()
