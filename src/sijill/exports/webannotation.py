"""W3C Web Annotation: one annotation a report, whose selectors find its sentence in the article."""

from typing import Any

import msgspec

from sijill.exports.job import Job
from sijill.exports.links import page
from sijill.exports.quotes import Text, quoted
from sijill.ledger.rows import StoredReport

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(job: Job) -> None:
    """One AnnotationPage. Offsets are code points of the article's text as kept; a headline is found by its words alone."""
    job.out.write(b'{"@context":"' + _CONTEXT.encode() + b'","type":"AnnotationPage","items":[')
    for told in job.told:
        for stored in told.reports:
            job.out.write(b",\n" if job.rows["rows"] else b"\n")
            job.out.write(msgspec.json.encode(_annotation(told.event.id, stored, job)))
            job.rows["rows"] += 1
            job.stands_on(f"urn:sijill:{stored.key}", told, stored, told.event.time.earliest, told.event.time.latest, told.event.time.basis)
    job.out.write(b"\n]}\n")


def _annotation(event: str, stored: StoredReport, job: Job) -> dict[str, Any]:
    report = stored.report
    parties = [party.id or party.name for party in (*report.actors, *report.recipients)]
    tags = [report.act, report.type, report.modality.value, f"event:{event}", *parties]
    return {
        "id": f"urn:sijill:{stored.key}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags],
        "target": target(stored, job.how.text),
    }


def target(stored: StoredReport, text: Text) -> dict[str, Any]:
    """The sentence of a report as the target of an annotation: its page, and the selectors that find it there."""
    article, span = stored.article, stored.report.evidence
    end = span.start + len(quoted(span, text) or "") if text == "quote" else span.end
    selectors: list[dict[str, Any]] = [] if span.where else [{"type": "TextPositionSelector", "start": span.start, "end": end}]
    if exact := quoted(span, text):
        selectors.append({"type": "TextQuoteSelector", "exact": exact})
    source = {"source": page(article.url) or f"urn:sha256:{article.sha256}"}
    return source | ({"selector": selectors} if selectors else {})
