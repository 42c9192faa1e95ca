"""How much of an article's words leaves the ledger: none, a quote of the sentence, or everything."""

from typing import Any, Literal

import msgspec

from sijill.records import Report, Span

Text = Literal["none", "quote", "full"]
LONGEST = 300  # code points of a quote
_WORDS = {"topics": "text", "content": "text", "documents": "title", "quantities": "of"}  # values that are the article's own words


def quoted(span: Span, text: Text) -> str | None:
    """The words of a span, as many as may leave."""
    return None if text == "none" else span.exact if text == "full" else span.exact[:LONGEST]


def report_of(report: Report, text: Text) -> dict[str, Any]:
    """A report as JSON has it. A long quote ends early, and its span with it, so that the span stays exact."""
    plain: dict[str, Any] = msgspec.to_builtins(report)
    _shorten(plain, text)
    if text == "none":
        for name, field in _WORDS.items():
            for value in plain[name]:
                value.pop(field, None)
    return plain


def _shorten(value: Any, text: Text) -> None:
    if isinstance(value, dict):
        if "exact" in value and text == "none":
            del value["exact"]
        elif "exact" in value and text == "quote":
            value["exact"] = value["exact"][:LONGEST]
            value["end"] = value["start"] + len(value["exact"])
        for part in value.values():
            _shorten(part, text)
    elif isinstance(value, list | tuple):
        for part in value:
            _shorten(part, text)
