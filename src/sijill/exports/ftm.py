"""FollowTheMoney: entities as its tools load them, made and checked by its own library; needs the extra `exports`."""

from collections.abc import Iterator
from typing import Any

from sijill.errors import MissingExtra
from sijill.exports.dyads import sector_of
from sijill.exports.events import keep, sayable, title, words
from sijill.exports.job import Job
from sijill.ledger import Told
from sijill.ledger.acts import code_of
from sijill.ledger.entry import short_hash
from sijill.ledger.rows import StoredReport
from sijill.records import Party


def write(job: Job) -> None:
    """An `Event` (a `Trip` for a visit), its `Article`s and its parties, each entity once. Raises MissingExtra."""
    try:
        from followthemoney import model
    except ImportError as error:
        raise MissingExtra("FollowTheMoney needs the extra `exports`", fix="pip install 'sijill[exports]'") from error
    known: set[str] = set()  # ids alone: entities are written as they come
    for told in sayable(job):
        for schema, id, values in _entities(told, job):
            if id in known:
                continue
            known.add(id)
            entity = model.make_entity(schema)
            entity.id = id
            for name, value in values.items():
                entity.add(name, value)
            job.line(entity.to_dict())
        keep(job, f"sijill-event-{told.event.id}", told)


def _entities(told: Told, job: Job) -> Iterator[tuple[str, str, dict[str, Any]]]:
    event, time = told.event, told.event.time
    parties = {id: p for s in told.reports for p in (*s.report.actors, *s.report.recipients) if (id := _id(p))}
    for id, party in parties.items():
        yield _schema(party), id, {"name": party.name, "country": _country(party), **({"position": party.office} if "/" in (party.id or "") else {})}
    for stored in told.reports:
        yield "Article", _article_id(stored), _article(stored, told, job)
    status = [] if event.status == "held" else [f"status:{event.status}"]
    yield "Trip" if event.act == "visit" else "Event", f"sijill-event-{event.id}", {
        "name": title(event), "recordId": event.id, "involved": list(parties), "keywords": [event.act, event.type, f"date:{time.basis}", *status],
        "startDate": time.earliest, "endDate": time.latest, "proof": [_article_id(s) for s in told.reports],
        "location": sorted({p.name for s in told.reports for p in s.report.places}), "summary": words(told, job) or None,
        "country": [c for s in told.reports for p in s.report.places if (c := p.country)],
        "sourceUrl": [s.article.url for s in told.reports if s.article.url],
    }  # fmt: skip


def _article(stored: StoredReport, told: Told, job: Job) -> dict[str, Any]:
    a = stored.article
    headline = a.title if job.how.text != "none" else None
    values = {"title": headline, "publishedAt": a.published, "publisher": a.publisher, "sourceUrl": a.url, "language": a.language}
    return values | {"bodyText": told.texts.get(stored.key)}


def _article_id(stored: StoredReport) -> str:
    return f"sijill-article-{short_hash(stored.article.id, stored.article.sha256)}"


def _id(party: Party) -> str | None:
    return f"sijill-party-{party.id.replace('/', '-').lower()}" if party.id else None


def _country(party: Party) -> str | None:
    return party.country if party.country != "XKX" else "xk"


def _schema(party: Party) -> str:
    """A state is its government, as this model has no states."""
    if party.id and "/" in party.id:
        return "Person"
    return "PublicBody" if sector_of(party) == "GOV" and code_of(party) == party.country else "Organization"
