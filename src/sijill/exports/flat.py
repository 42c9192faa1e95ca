"""The flat table that CSV, Parquet and data frames share: one row a report, with all that it tells."""

from collections.abc import Iterator
from typing import Any

from sijill.exports.job import Job
from sijill.exports.quotes import quoted
from sijill.ledger import Told
from sijill.ledger.entry import speaker_code
from sijill.ledger.rows import StoredReport

WORD, NUMBER, WHOLE, FLAG, WORDS = "word", "number", "whole", "flag", "words"
COLUMNS = {  # name and kind, in order
    "report": WORD, "event": WORD, "act": WORD, "type": WORD, "mode": WORD, "cameo": WORD, "quad": WORD, "goldstein": NUMBER, "modality": WORD,
    "status": WORD, "earliest": WORD, "latest": WORD, "date_basis": WORD, "actors": WORDS, "recipients": WORDS, "actor_names": WORDS,
    "recipient_names": WORDS, "times": WORDS, "places": WORDS, "place_countries": WORDS, "channels": WORDS, "durations": WORDS, "ordinals": WORDS,
    "topics": WORDS, "documents": WORDS, "quantities": WORDS, "speaker_kind": WORD, "speaker": WORD, "disputed": FLAG, "article": WORD,
    "sha256": WORD, "publisher": WORD, "outlet": WORD, "published": WORD, "language": WORD, "url": WORD, "evidence_in": WORD,
    "evidence_start": WHOLE, "evidence_end": WHOLE, "quote": WORD, "text": WORD,
}  # fmt: skip


def flat(job: Job) -> Iterator[dict[str, Any]]:
    """The rows; `WORDS` are tuples. `quote` and `text` are None where the user wants no words."""
    for told in job.told:
        for stored in told.reports:
            job.rows["rows"] += 1
            yield _row(job, told, stored)


def _row(job: Job, told: Told, stored: StoredReport) -> dict[str, Any]:
    report, article, time = stored.report, stored.article, told.event.time
    values = (
        stored.key, told.event.id, report.act, report.type, report.mode, report.cameo, report.quad, report.goldstein, report.modality.value,
        told.event.status, time.earliest, time.latest, time.basis, tuple(p.id or "" for p in report.actors), tuple(p.id or "" for p in report.recipients),
        tuple(p.name for p in report.actors), tuple(p.name for p in report.recipients), tuple(t.edtf for t in report.times),
        tuple(p.name for p in report.places), tuple(p.country or "" for p in report.places), tuple(c.value for c in report.channels),
        tuple(("~" if d.approximate else "") + d.iso for d in report.durations), tuple(f"{o.n} {o.of}" for o in report.ordinals),
        tuple(t.id for t in report.topics if t.id), tuple(d.kind for d in report.documents),
        tuple(f"{'~' if q.approximate else ''}{q.value:g} {q.unit}" for q in report.quantities), report.speaker.kind, speaker_code(report.speaker),
        bool(told.event.conflicts), article.id, article.sha256, article.publisher, article.outlet, article.published, article.language, article.url,
        report.evidence.where or "text", report.evidence.start, report.evidence.end, quoted(report.evidence, job.how.text),
        told.texts.get(stored.key) if job.how.text == "full" else None,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))
