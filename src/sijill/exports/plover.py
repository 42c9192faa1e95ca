"""PLOVER: JSON Lines, one object a report and pair of parties, by the fields of its interchange format."""

from typing import Any

from sijill.exports.dyads import Row, code, mode_of, rows, type_of
from sijill.exports.job import Job
from sijill.exports.quotes import quoted

_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")  # 1 to 4


def write(job: Job) -> None:
    """What is not told is not there."""
    for row in rows(job):
        job.line({name: value for name, value in _fields(row, job).items() if value not in (None, "")})
        job.stands_on(row.id, row.told, row.stored, row.day, row.latest, row.basis)


def _fields(row: Row, job: Job) -> dict[str, Any]:
    from sijill.version import __version__

    report, article = row.stored.report, row.stored.article
    place = report.places[0] if report.places else None
    return {
        "id": row.id,
        "date": row.day,
        "enddate": row.latest if row.latest != row.day else None,
        "actor": code(row.actor),
        "recipient": code(row.recipient),
        "event": type_of(report),
        "event_loc": {"name": place.name, "country": place.country} if place else None,
        "event_text": quoted(report.trigger, job.how.text),
        "quad_code": _QUADS.index(report.quad) + 1,
        "event_scale": report.goldstein,
        "mode": mode_of(report),
        "context": ";".join(topic.id for topic in report.topics if topic.id),
        "text": quoted(report.evidence, job.how.text) if job.how.text != "full" else row.told.texts.get(row.stored.key),
        "cite_info": {"publisher": article.publisher, "published": article.published, "url": article.url, "language": article.language},
        "coder": f"sijill {__version__}",
        "comment": f"modality:{row.mark}" if row.mark else None,
    }
