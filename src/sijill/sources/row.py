"""One article as a line of JSON or a row of a table gives it, under our names for its parts or under the file's own."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sijill.errors import BrokenLine, EmptyInput
from sijill.records import Source
from sijill.sources.given import Given, Page

Columns = Mapping[str, str]  # our name for a part of an article -> the file's


class Row(msgspec.Struct):
    """What is read of a line; other keys are ignored."""

    text: str | None = None
    html: str | None = None
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None


KEYS = Row.__struct_fields__


def row_of(values: Mapping[str, Any], columns: Columns) -> Row:
    """The row of a line's values, each taken from the file's column for it. Raises BrokenLine."""
    try:
        return msgspec.convert({key: values[name] for key in KEYS if (name := columns.get(key, key)) in values}, Row)
    except msgspec.ValidationError as error:
        raise not_an_article(error) from error


def not_an_article(error: msgspec.ValidationError) -> BrokenLine:
    """What is wrong with a line whose values are of the wrong kind."""
    return BrokenLine(f"not an article: {error}", fix='give an object with "text" or "html", and text for every other key')


def article(row: Row, file: str, line: int) -> Given | Page:
    """The article of a row; its place where it has no id of its own. Raises EmptyInput."""
    id = str(row.id) if row.id not in (None, "") else f"{file}:{line}"
    source = Source(
        id=id, text=row.text or "", title=row.title or None, published=row.published or None, publisher=row.publisher or None,
        language=row.language or None, url=row.url or None,
    )  # fmt: skip
    if source.text.strip():
        return Given(source, file, line)
    if row.html and row.html.strip():
        return Page(row.html, source, file, line)
    raise EmptyInput("the line has no text", fix='give the article under "text" or "html", or say with --map where it stands', article=id)
