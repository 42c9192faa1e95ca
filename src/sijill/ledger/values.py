"""The values that the reports of one event tell, each once, with every telling: who says it, in which words of which article."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sijill.ledger.rows import Scalar, StoredReport, Telling, Value
from sijill.records import Party, Report, Span, Told

_FIELDS = {  # of a report, and what one of its values is called
    "times": "time",
    "places": "place",
    "channels": "channel",
    "durations": "duration",
    "ordinals": "ordinal",
    "topics": "topic",
    "documents": "document",
    "content": "content",
    "quantities": "quantity",
}
_PARTIES = ("party", "actor", "recipient")


def values_of(reports: Sequence[StoredReport], symmetric: bool) -> tuple[Value, ...]:
    """All that these reports tell, in the order of a report's fields and of the first telling."""
    found: dict[tuple[str, str], tuple[dict[str, Scalar], list[Telling]]] = {}
    for name, value, telling in (row for stored in reports for row in _values(stored, symmetric)):
        _, tellings = found.setdefault((name, _key(name, value)), (value, []))
        if telling not in tellings:
            tellings.append(telling)
    names = ("modality", *_PARTIES, *_FIELDS.values())
    rows = [Value(name=name, value=value, tellings=tuple(tellings)) for (name, _), (value, tellings) in found.items()]
    return tuple(sorted(rows, key=lambda row: names.index(row.name)))


def of(values: Iterable[Value], name: str) -> list[Value]:
    """The values of one name."""
    return [value for value in values if value.name == name]


def _values(stored: StoredReport, symmetric: bool) -> Iterator[tuple[str, dict[str, Scalar], Telling]]:
    report = stored.report
    mood = report.modality
    yield "modality", {"value": mood.value}, _telling(stored, "modality", mood.span or report.trigger)
    for side, parties in (("actor", report.actors), ("recipient", report.recipients)):
        for party in parties:
            yield "party" if symmetric else side, _party(party), _telling(stored, side, party.span)
    for field, name in _FIELDS.items():
        for told in getattr(report, field):
            yield name, _parts(told), _telling(stored, name, told.span, told)


def _telling(stored: StoredReport, name: str, span: Span, told: Told | None = None) -> Telling:
    article, report = stored.article, stored.report
    return Telling(
        report=stored.key,
        article=article.id,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        speaker=(told.speaker if told else None) or report.speaker,
        span=span,
        sentence=_sentence(report, span),
        judgement=stored.people.get(name) or stored.people.get("report"),
    )


def _sentence(report: Report, span: Span) -> Span:
    """The sentence of the report in which a span stands."""
    sentences = (report.evidence, *(mention.evidence for mention in report.mentions))
    return next((s for s in sentences if s.where == span.where and s.start <= span.start and span.end <= s.end), report.evidence)


def _party(party: Party) -> dict[str, Scalar]:
    return {"id": party.id, "country": party.country, "name": party.name, "office": party.office}


def _parts(told: Told) -> dict[str, Scalar]:
    parts = msgspec.structs.asdict(told)
    return {name: part for name, part in parts.items() if name not in ("span", "speaker", "basis")}


def _key(name: str, value: dict[str, Scalar]) -> str:
    """What makes two tellings one value: codes where there are any, since words differ between languages."""
    coded = name in (*_PARTIES, "topic") and value["id"]
    return msgspec.json.encode({"id": value["id"]} if coded else value, order="sorted").decode()
