"""The flat table that CSV and Parquet share: one row a report, with its event and its article."""

from collections.abc import Iterator
from typing import Any

from sijill.exports.job import Job
from sijill.exports.quotes import quoted
from sijill.frames import DAY, FLAG, REPORT, WORD, day, report_row
from sijill.ledger import Told
from sijill.ledger.rows import StoredReport

_EVENT = {"status": WORD, "earliest": DAY, "latest": DAY, "date_basis": WORD, "disputed": FLAG}
_ARTICLE = {
    "article": WORD, "sha256": WORD, "publisher": WORD, "outlet": WORD, "published": WORD, "language": WORD, "url": WORD, "quote": WORD, "text": WORD,
}  # fmt: skip
COLUMNS = {"report": WORD, "event": WORD, **REPORT, **_EVENT, **_ARTICLE}  # name and kind, in order


def flat(job: Job) -> Iterator[dict[str, Any]]:
    """The rows; several values are tuples. `quote` and `text` are None where the user wants no words."""
    for told in job.told:
        for stored in told.reports:
            job.rows["rows"] += 1
            yield {"report": stored.key, "event": told.event.id, **report_row(stored.report), **_event(told), **_article(job, told, stored)}


def _event(told: Told) -> dict[str, Any]:
    event, time = told.event, told.event.time
    return dict(zip(_EVENT, (event.status, day(time.earliest), day(time.latest), time.basis, bool(event.conflicts)), strict=True))


def _article(job: Job, told: Told, stored: StoredReport) -> dict[str, Any]:
    a = stored.article
    text = told.texts.get(stored.key) if job.how.text == "full" else None
    values = (a.id, a.sha256, a.publisher, a.outlet, a.published, a.language, a.url, quoted(stored.report.evidence, job.how.text), text)
    return dict(zip(_ARTICLE, values, strict=True))
