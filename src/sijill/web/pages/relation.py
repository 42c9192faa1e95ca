"""Two parties: what happened between them, year by year, and how warm it was, month by month."""

from collections import Counter
from datetime import date

from sijill.ledger import Event, Ledger, Promise
from sijill.ledger.acts import acts
from sijill.ledger.due import place
from sijill.ledger.rows import State
from sijill.ledger.values import of
from sijill.records import Record
from sijill.web.pages.sides import Media, Stand, media, stands
from sijill.web.room import Asked

_CONTACTS = ("meeting", "call", "visit", "negotiation")
_SHOWN = 200  # events on the page; the twin has the same
_COUNTED = 5000  # events that the page goes over, the newest
_MONTHS = 360  # that a chart can show
_OPEN: tuple[State, ...] = ("open", "due", "overdue", "undated")
STATUSES = {"confirmed": "planned", "possible": "planned", "urged": "planned"}  # the three groups that a timeline tells apart


class Month(Record, frozen=True, kw_only=True):
    """Goldstein weights of the events held in a month, summed: cooperation is positive, conflict negative.

    `articles` is how many the ledger holds of that month on anything: where it holds none, no event means nothing.
    """

    month: str
    cooperation: float
    conflict: float
    events: int
    articles: int


class Contacts(Record, frozen=True, kw_only=True):
    """Contacts held in a year by channel; `untold` where no source tells one."""

    year: str
    channels: dict[str, int]


class RelationTold(Record, frozen=True, kw_only=True):
    """What a ledger knows of two parties; `events` newest first, `total` of them, of which the newest `counted` are in all counts and charts.

    `promises` are those not held or called off, the first 200 in each state.
    """

    one: str
    other: str
    total: int
    counted: int
    events: tuple[Event, ...]
    statuses: dict[str, int]
    contacts: tuple[Contacts, ...]
    months: tuple[Month, ...]
    topics: dict[str, int]
    promises: tuple[Promise, ...]
    positions: tuple[Stand, ...]
    media: tuple[Media, ...]


def relation(room: Asked, one: str, other: str) -> RelationTold:
    """The events between two parties, contacts by year and channel, cooperation and conflict by month, topics, open promises, positions and media."""
    return room.kept(lambda: _relation(room.ledger, one, other), "relation", one, other, date.today())


def _relation(ledger: Ledger, one: str, other: str) -> RelationTold:
    events = ledger.events(one, other, limit=_COUNTED)
    topics = Counter(str(v.value["id"] or v.value["text"]) for event in events for v in of(event.values, "topic"))
    open_promises = [promise for state in _OPEN for promise in ledger.due(None, (one, other), state, limit=_SHOWN)]
    return RelationTold(
        one=one,
        other=other,
        total=max(ledger.how_many(one, other), len(events)),
        counted=len(events),
        events=tuple(reversed(events[-_SHOWN:])),
        statuses=dict(Counter(STATUSES.get(event.status, event.status) for event in events)),
        contacts=_contacts(events),
        months=_months(events, ledger.months()),
        topics=dict(topics.most_common(12)),
        promises=tuple(sorted(open_promises, key=lambda p: place(p.due, p.announced, p.event))),
        positions=stands(ledger, one, other),
        media=media(ledger, one, other, events),
    )


def _contacts(events: list[Event]) -> tuple[Contacts, ...]:
    years: dict[str, Counter[str]] = {}
    for event in events:
        if event.status == "held" and event.act in _CONTACTS and event.time.earliest:
            told = {str(v.value["value"]) for v in of(event.values, "channel")}
            channel = told.pop() if len(told) == 1 else "phone" if event.act == "call" and not told else "untold"
            years.setdefault(event.time.earliest[:4], Counter())[channel] += 1
    return tuple(Contacts(year=year, channels=dict(sorted(years[year].items()))) for year in sorted(years))


def _months(events: list[Event], read: dict[str, int]) -> tuple[Month, ...]:
    """Every month from the first event that has a date to the last."""
    dated = [event.time.earliest[:7] for event in events if event.time.earliest]
    held: dict[str, list[float]] = {}
    for event in events:
        if event.status == "held" and event.time.earliest:
            held.setdefault(event.time.earliest[:7], []).append(acts()[event.act].goldstein)
    return tuple(_month(month, held.get(month, []), read.get(month, 0)) for month in _from_to(min(dated), max(dated))) if dated else ()


def _month(month: str, weights: list[float], articles: int) -> Month:
    cooperation, conflict = sum(w for w in weights if w > 0), sum(w for w in weights if w < 0)
    return Month(month=month, cooperation=cooperation, conflict=conflict, events=len(weights), articles=articles)


def _from_to(first: str, last: str) -> list[str]:
    """The months from one to another, the latest `_MONTHS` of them."""
    begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(max(begin, end - _MONTHS + 1), end + 1)]
