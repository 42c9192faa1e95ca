"""JSON Lines: one article a line; a line that cannot be used gives an error in its place, and the rest go on."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sijill.errors import BrokenLine, EncodingError, InputError, TooLarge
from sijill.records import FailureLine
from sijill.sources.given import Given, Page
from sijill.sources.lines import LONGEST
from sijill.sources.row import Columns, Row, article, not_an_article, row_of
from sijill.sources.text import sound


def articles(lines: Iterable[bytes | None], file: str, columns: Columns | None = None, before: int = 0) -> Iterator[Given | Page | FailureLine]:
    """The articles of JSON Lines, one by one as they are read; empty lines are skipped, None is a line that was too long to be read.

    `before` are the lines that stand in the file before these.
    """
    for number, line in enumerate(lines, before + 1):
        try:
            if line is None:
                raise TooLarge(f"the line is larger than {LONGEST // 1_000_000} MB", fix="give one article a line")
            if line.strip():
                yield article(_row(line, columns), file, number)
        except InputError as error:
            error.file, error.line, error.article = file, number, error.article or f"{file}:{number}"
            yield error.record()


def _row(line: bytes, columns: Columns | None) -> Row:
    try:
        if not columns:
            return msgspec.json.decode(line, type=Row)
        values: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
    except msgspec.ValidationError as error:
        raise not_an_article(error) from error
    except UnicodeDecodeError as error:
        raise EncodingError(f"the line is not UTF-8, at its byte {error.start}", fix="JSON is UTF-8: save it so") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise _explained(line, error) from error
    return row_of(values, columns)


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
