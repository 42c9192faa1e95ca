"""The lines of JSON about a ledger: one object each, keyed by its kind."""

from sijill.ledger.rows import Comparison, Conflict, Event, Finding, Judgement, Promise, Status, Value, When
from sijill.records import Record


class EventTold(Record, frozen=True, kw_only=True):
    """An event as others get it: counts are numbers; `sources` are outlets after syndication, `voices` those who vouch."""

    id: str
    act: str
    type: str
    status: Status
    parties: tuple[str, ...]
    time: When
    values: tuple[Value, ...]
    conflicts: tuple[Conflict, ...]
    reports: int
    articles: int
    sources: int
    voices: int
    languages: tuple[str, ...]


class EventLine(Record, frozen=True, kw_only=True):
    """A line of `timeline`, `find` and `show`."""

    event: EventTold


class PromiseLine(Record, frozen=True, kw_only=True):
    """A line of `due`."""

    promise: Promise


class FindingLine(Record, frozen=True, kw_only=True):
    """A line of `audit`."""

    finding: Finding


class ComparisonLine(Record, frozen=True, kw_only=True):
    """The line of `compare`."""

    comparison: Comparison


class JudgementLine(Record, frozen=True, kw_only=True):
    """A line of `review`."""

    judgement: Judgement


def event_line(event: Event) -> EventLine:
    """An event as a line."""
    counts = event.counts
    return EventLine(
        event=EventTold(
            id=event.id,
            act=event.act,
            type=event.type,
            status=event.status,
            parties=event.parties,
            time=event.time,
            values=event.values,
            conflicts=event.conflicts,
            reports=counts.reports,
            articles=counts.articles,
            sources=counts.outlets,
            voices=counts.voices,
            languages=counts.languages,
        )
    )
