"""The tables that a shard becomes: their columns, and the rows of one reading. What a ledger needs is in them, to the letter."""

from collections.abc import Iterator
from typing import Any

import msgspec

from sijill.frames import DAY, REPORT, WHOLE, WORD, Columns, report_row
from sijill.ledger.dates import Window, day_of, hull, window
from sijill.ledger.entry import TOLD, given_hash
from sijill.records import Failure, Provenance, Reading, Report, Source
from sijill.sources import Given, sound

Row = tuple[str, dict[str, Any]]  # the name of its table, and its values

_FROM = {"file": WORD, "line": WHOLE, "offset": WHOLE, "length": WHOLE}
_PAGE = {"extractor": WORD, "page_sha256": WORD, "retrieved": WORD, "author": WORD, "canonical": WORD, "digest": WORD}
_TOLD = {"article": WORD, "rank": WHOLE, "outlet": WORD, "language": WORD, "published": DAY}

TABLES: dict[str, Columns] = {
    "articles": {
        "article": WORD, "shard": WORD, "id": WORD, "url": WORD, "publisher": WORD, "outlet": WORD, "published": DAY, "language": WORD, "title": WORD,
        "text": WORD, "sha256": WORD, "reports": WHOLE, "dropped": WHOLE, **_FROM, **_PAGE, "given": WORD, "source": WORD, "record": WORD, "reader": WORD,
    },
    "reports": {**_TOLD, "id": WORD, **REPORT, "first": DAY, "last": DAY, "basis": WORD, "quote": WORD, "rule": WORD, "record": WORD},
    "positions": {**_TOLD, "stance": WORD, "quote": WORD, "record": WORD},
    "assessments": {**_TOLD, "tone": WORD, "quote": WORD, "record": WORD},
    "memberships": {**_TOLD, "body": WORD, "quote": WORD, "record": WORD},
    "dropped": {**_TOLD, "reason": WORD, "quote": WORD, "record": WORD},
    "failures": {"shard": WORD, "code": WORD, "file": WORD, "line": WHOLE, "id": WORD, "message": WORD, "fix": WORD, "outlet": WORD, "language": WORD,
                 "published": WORD},
    "skipped": {"shard": WORD, "reason": WORD, "items": WHOLE},
}  # fmt: skip
_OWN = {"positions": "stance", "assessments": "tone", "memberships": "body", "dropped": "reason"}  # the column of each that the others have not


def article_rows(reading: Reading, given: Given, source: Source, scope: str, outlet: str | None, shard: str, number: int) -> Iterator[Row]:
    """The rows of an article, the `number`th item of its shard; `source` is what was read of what was given."""
    a, key = reading.article, f"{shard}/{number}"
    came = given.provenance or Provenance()
    yield "articles", {
        "article": key, "shard": shard, "id": a.id, "url": a.url, "publisher": a.publisher, "outlet": outlet, "published": day_of(a.published),
        "language": a.language, "title": a.title, "text": a.text, "sha256": a.sha256, "reports": len(reading.reports), "dropped": len(reading.dropped),
        "file": given.file, "line": given.line, "offset": came.offset, "length": came.length, "extractor": came.extractor, "page_sha256": came.sha256,
        "retrieved": came.retrieved, "author": _sound(came.author), "canonical": _sound(came.canonical), "digest": came.digest,
        "given": given_hash(source, scope), "source": _json(msgspec.structs.replace(source, text="")),
        "record": _json(msgspec.structs.replace(a, text="")), "reader": _json(reading.reader),
    }  # fmt: skip
    told = {"article": key, "outlet": outlet, "language": a.language, "published": day_of(a.published)}
    for rank, report in enumerate(reading.reports):
        yield "reports", {**told, "rank": rank, **_report(report, told["published"])}
    for table in TOLD:
        for rank, record in enumerate(getattr(reading, table)):
            own = _OWN[table]
            yield table, {**told, "rank": rank, own: getattr(record, own), "quote": record.evidence.exact, "record": _json(record)}


def failure_row(failure: Failure, shard: str, source: Source | None = None, outlet: str | None = None) -> Row:
    """The row of what could not be read, with what is known of it."""
    known = {"outlet": outlet, "language": source.language if source else None, "published": source.published if source else None}
    return "failures", {"shard": shard, **msgspec.structs.asdict(failure), **known}


def _report(report: Report, published: Any) -> dict[str, Any]:
    days, basis = _days(report)
    first, last = (days.first, days.last) if days else (published, published)
    return {
        "id": report.id, **report_row(report), "first": first, "last": last, "basis": basis or ("publication" if published else "unknown"),
        "quote": report.evidence.exact, "rule": report.rule, "record": _json(report),
    }  # fmt: skip


def _days(report: Report) -> tuple[Window | None, str | None]:
    """Between which days it was, as its times tell: the narrowest of them."""
    told = [(days, time.basis) for time in report.times if (days := window(time.edtf))]
    if not told:
        return None, None
    least = min(days.days for days, _ in told)
    narrow = [(days, basis) for days, basis in told if days.days == least]
    return hull(days for days, _ in narrow), narrow[0][1]


def _sound(told: str | None) -> str | None:
    """What a page tells of itself, unless it is half a character, which no file can hold."""
    return None if told and sound(told) else told


def _json(record: object) -> str:
    return msgspec.json.encode(record, order="sorted").decode()
