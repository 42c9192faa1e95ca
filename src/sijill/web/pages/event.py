"""An event: its life, its values with everyone who tells them, and how to cite it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sijill.exports.links import passage
from sijill.exports.webannotation import target
from sijill.ledger import Event, Judgement, Ledger
from sijill.ledger.notation import written
from sijill.ledger.rows import StoredReport, Telling, Value
from sijill.ledger.values import of
from sijill.packs import Packs
from sijill.records import Record
from sijill.web.pages.review import Said, said
from sijill.web.room import Asked


class Told(Record, frozen=True, kw_only=True):
    """A value, whether another contradicts it, and who tells it."""

    value: Value
    conflict: bool


class Citation(Record, frozen=True, kw_only=True):
    """How to cite a report's sentence: a W3C target with its selectors, and a link to its words on the original page, if that is on the web."""

    report: str
    article: str
    publisher: str | None
    language: str
    target: dict[str, Any]
    passage: str | None


class Correction(Record, frozen=True, kw_only=True):
    """A person's word for a value, and what was `read` in its place, in the notation of corrections."""

    judgement: Judgement
    read: tuple[str, ...]


class EventTold(Record, frozen=True, kw_only=True):
    """An event. `life` are its tellings of whether it happened, oldest first; `values` the rest; `outlets` counts tellings by publisher,
    `homes` are the home states of those of which the packs know one.

    `said` is what people judged of its reports, newest first, undone judgements included; `citations` are the sentences of its reports, to cite;
    `rejected` are reports that would stand in it, had people not rejected them; `corrections` are those that values stand on, by their ids;
    `candidates` are the events that it could be merged with, the nearest in time first.
    """

    event: Event
    life: tuple[tuple[str, Telling], ...]
    values: tuple[Told, ...]
    outlets: dict[str, int]
    homes: dict[str, str]
    said: tuple[Said, ...]
    citations: tuple[Citation, ...]
    rejected: tuple[StoredReport, ...]
    corrections: dict[str, Correction]
    candidates: tuple[Event, ...]


def event(room: Asked, id: str) -> EventTold:
    """An event by its id or the key of one of its reports: every value with its sources, sentences and conflicts."""
    found = room.ledger.event(id)
    moods = [(str(value.value["value"]), telling) for value in of(found.values, "modality") for telling in value.tellings]
    clashing = [value for conflict in found.conflicts for value in conflict.values]
    stored = room.ledger.reports_of(found)
    outlets: dict[str, int] = {}
    for _, telling in moods:
        outlets[telling.publisher or telling.article] = outlets.get(telling.publisher or telling.article, 0) + 1
    rejected = tuple(room.ledger.rejected(found))
    judgements = room.ledger.judgements_on([*found.reports, *(stored.key for stored in rejected)])
    return EventTold(
        event=found,
        life=tuple(sorted(moods, key=lambda row: (row[1].published is None, row[1].published or "", row[1].report))),
        values=tuple(Told(value=value, conflict=value in clashing) for value in found.values if value.name != "modality"),
        outlets=outlets,
        homes=_homes(room.packs, stored),
        said=said(judgements),
        citations=tuple(map(_citation, stored)),
        rejected=rejected,
        corrections=_corrections(room.ledger, found, judgements),
        candidates=tuple(room.ledger.candidates(found)),
    )


def _homes(packs: Packs, stored: Sequence[StoredReport]) -> dict[str, str]:
    """The home state of each outlet that has one in the packs."""
    told = {report.article.publisher or report.article.id: packs.home_of(report.article.publisher, report.article.url) for report in stored}
    return {outlet: state for outlet, state in told.items() if state}


def _corrections(ledger: Ledger, event: Event, judgements: Iterable[Judgement]) -> dict[str, Correction]:
    """The corrections that the values of an event stand on."""
    given = {telling.judgement: telling.report for value in event.values for telling in value.tellings if telling.judgement}
    read = ledger.as_read(given.values())
    told = {j.id: j for j in judgements if j.id in given}
    return {
        id: Correction(judgement=j, read=written(read[given[id]], j.correction.name) if j.correction and given[id] in read else ()) for id, j in told.items()
    }


def _citation(stored: StoredReport) -> Citation:
    article = stored.article
    return Citation(
        report=stored.key,
        article=article.id,
        publisher=article.publisher,
        language=article.language,
        target=target(stored, "quote"),
        passage=passage(article.url, stored.report.evidence.exact),
    )
