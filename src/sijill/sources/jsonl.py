"""JSON Lines: one article a line; a line that cannot be used gives an error in its place, and the rest go on."""

import json
from collections.abc import Iterable, Iterator

import msgspec

from sijill.errors import BrokenLine, EmptyInput, EncodingError, InputError
from sijill.records import FailureLine, Source
from sijill.sources.given import Given
from sijill.sources.html import extract
from sijill.sources.text import sound


class _Line(msgspec.Struct):
    """The keys of a line that are read; others are ignored."""

    text: str | None = None
    html: str | None = None
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None


def articles(lines: Iterable[bytes], file: str) -> Iterator[Given | FailureLine]:
    """The articles of JSON Lines, one by one as they are read; empty lines are skipped."""
    decoder = msgspec.json.Decoder(_Line)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name = f"{file}:{number}"
        try:
            yield Given(_source(_parse(line, decoder), name), file, number)
        except InputError as error:
            error.file, error.line, error.article = file, number, error.article or name
            yield error.record()


def _parse(line: bytes, decoder: msgspec.json.Decoder[_Line]) -> _Line:
    try:
        return decoder.decode(line)
    except msgspec.ValidationError as error:
        raise BrokenLine(f"not an article: {error}", fix='give an object with "text" or "html", and text for every other key') from error
    except UnicodeDecodeError as error:
        raise EncodingError(f"the line is not UTF-8, at its byte {error.start}", fix="JSON is UTF-8: save it so") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise _explained(line, error) from error


def _explained(line: bytes, error: Exception) -> InputError:
    """A lone surrogate is an encoding error; for the rest the standard library's message names the column."""
    try:
        parsed = json.loads(line)
    except UnicodeDecodeError as wrong:
        return EncodingError(f"the line is not UTF-8, at its byte {wrong.start}", fix="JSON is UTF-8: save it so")
    except json.JSONDecodeError as wrong:
        return BrokenLine(f"not valid JSON: {wrong.msg} at column {wrong.colno}", fix="give one JSON object a line")
    except RecursionError:
        return BrokenLine("not an article: too deeply nested", fix="give one flat JSON object a line")
    values = parsed.items() if isinstance(parsed, dict) else ()
    told = next((f"{key} holds {flaw}" for key, value in values if isinstance(value, str) and (flaw := sound(value))), None)
    return EncodingError(told, fix="remove it, or write the whole pair") if told else BrokenLine(f"not valid JSON: {error}", fix="give one JSON object a line")


def _source(line: _Line, name: str) -> Source:
    article = str(line.id) if line.id is not None else name
    given = Source(
        id=article, text=line.text or "", title=line.title, published=line.published, publisher=line.publisher, language=line.language, url=line.url
    )
    if line.html and not given.text.strip():
        given = extract(line.html, given)
    if not given.text.strip():
        raise EmptyInput("the line has no text", fix='give the article under "text" or "html"', article=article)
    return given
