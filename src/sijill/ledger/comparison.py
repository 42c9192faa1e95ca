"""What each side tells of an event, value by value, and what only one of them tells. Pure: sides and values come from elsewhere.

Values of different languages meet on codes. What has no code is in an article's own words, and these are not held against each other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sijill.ledger.accounts import PROMISED, Accounts, View
from sijill.ledger.acts import codes_of
from sijill.ledger.conflicts import seconds
from sijill.ledger.dates import window
from sijill.ledger.due import due_day
from sijill.ledger.rows import Cell, Compared, Comparison, Event, Quote, Scalar, StoredArticle, Value
from sijill.ledger.values import of
from sijill.records import Assessment, Position

KINDS = (  # of rows, in their order
    "modality", "topic", "document", "duration", "quantity", "ordinal", "time", "place", "channel", "content", "promise", "position", "assessment",
)  # fmt: skip
_CODES = {"topic": "id", "place": "country", "position": "issue", "content": "id"}  # where the code of a value stands, if it has one

Parts = dict[str, Scalar | tuple[str, ...]]


class _Told(NamedTuple):
    """A value with everyone who tells it."""

    kind: str
    value: Parts
    tellings: tuple[Quote, ...]
    conflict: bool = False

    @property
    def worded(self) -> bool:
        """Whether it is in an article's own words, without a code."""
        return self.kind in _CODES and self.value.get(_CODES[self.kind]) is None

    @property
    def whose(self) -> tuple[object, ...]:
        """For a position who holds it, and whether for or against."""
        return self.kind, self.value.get("holders"), self.value.get("stance")

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two tellings one value: codes where there are any."""
        return self.kind, *(part for name, part in self.value.items() if self.worded or name not in ("text", "name"))


def comparison(event: Event, accounts: Accounts) -> Comparison:
    """The accounts of an event side by side."""
    told = _once((*_values(event), *_promises(accounts), *_views(accounts.views, event.parties)))
    return Comparison(
        event=event.id,
        act=event.act,
        status=event.status,
        parties=event.parties,
        time=event.time,
        sides=accounts.sides,
        rows=tuple(_row(one, [other for other in told if other.kind == one.kind], accounts) for one in told),
    )


def _once(some: Iterable[_Told]) -> list[_Told]:
    """Each value once with all its tellings, in the order of `KINDS` and of the first telling."""
    found: dict[tuple[object, ...], _Told] = {}
    for told in some:
        known = found.setdefault(told.key, told)
        if known is not told:
            found[told.key] = known._replace(tellings=known.tellings + told.tellings, conflict=known.conflict or told.conflict)
    return sorted(found.values(), key=lambda told: KINDS.index(told.kind))


def _row(told: _Told, kind: Sequence[_Told], accounts: Accounts) -> Compared:
    by_side = {side.id: tuple(t for t in told.tellings if accounts.side[t.article] == side.id) for side in accounts.sides}
    return Compared(
        kind=told.kind,
        value=told.value,
        cells=tuple(Cell(side=side, tellings=tellings) for side, tellings in by_side.items()),
        only=_only(told, kind, accounts),
        conflict=told.conflict,
    )


def _only(told: _Told, kind: Sequence[_Told], accounts: Accounts) -> str | None:
    """The one side that tells a value. Where two states have accounts, the others only relay: they take nothing from what one state alone says."""
    states = [side.id for side in accounts.sides if side.kind == "state"]
    sides = states if len(states) > 1 else [side.id for side in accounts.sides]
    tell = {accounts.side[t.article] for other in kind if _tells(other, told) for t in other.tellings}
    rivals = [side for side in sides if side in tell] or sorted(tell)
    here = {accounts.side[t.article] for t in told.tellings}  # a side that tells more exactly what this says is marked there
    return rivals[0] if len(rivals) == 1 and len(accounts.sides) > 1 and rivals[0] in here else None


def _tells(other: _Told, told: _Told) -> bool:
    """Whether another value says this one too, as exactly at least; of two in words nobody can say here that they differ."""
    if other is told or (other.worded and told.worded and other.whose == told.whose):
        return True
    covers = _COVERS.get(told.kind)
    return covers is not None and covers(other.value, told.value)


def _values(event: Event) -> Iterator[_Told]:
    """The values of the event itself."""
    disputed = [value for conflict in event.conflicts for value in conflict.values]
    for value in event.values:
        if value.name in KINDS:
            yield _Told(value.name, dict(value.value), value.tellings, value in disputed)


def _promises(accounts: Accounts) -> Iterator[_Told]:
    """What the same articles tell as ahead: each event once for each way it is told."""
    for event in accounts.promised:
        for mood in of(event.values, "modality"):
            tellings = tuple(t for t in mood.tellings if t.article in accounts.side)
            reports = {t.report for t in tellings}
            if not tellings or mood.value["value"] not in PROMISED:
                continue
            times = sorted((t.published or "", str(v.value["edtf"])) for v in of(event.values, "time") for t in v.tellings if t.report in reports)
            due = due_day(times, date.max)
            conflict = any(sum(_told_in(value, reports) for value in conflict.values) > 1 for conflict in event.conflicts)
            what: Parts = {"event": event.id, "act": event.act, "parties": event.parties, "modality": mood.value["value"], "due": due}
            yield _Told("promise", what, tellings, conflict)


def _told_in(value: Value, reports: set[str]) -> bool:
    return any(telling.report in reports for telling in value.tellings)


def _views(views: Iterable[View], parties: Sequence[str]) -> Iterator[_Told]:
    """What the articles say that parties of the event stand for, and what is thought of the relations between them."""
    for article, view in views:
        if isinstance(view, Position):
            told, fits = _position(view), not codes_of(view.holders).isdisjoint(parties)
        else:
            told, fits = _Told("assessment", {"about": tuple(sorted(view.about)), "tone": view.tone}, ()), set(parties).issuperset(view.about)
        if fits:
            yield told._replace(tellings=(_quote(article, view),))


def _position(view: Position) -> _Told:
    holders, issue = tuple(sorted(codes_of(view.holders))), view.issue
    return _Told("position", {"holders": holders, "stance": view.stance, "modality": view.modality.value, "issue": issue.id, "text": issue.text}, ())


def _quote(article: StoredArticle, view: Position | Assessment) -> Quote:
    return Quote(
        article=article.id,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        speaker=view.speaker,
        span=view.issue.span if isinstance(view, Position) else view.span,
        sentence=view.evidence,
    )


def _durations(other: Parts, told: Parts) -> bool:
    """Whether one is as long, and told no less exactly."""
    length = seconds(str(told["iso"]))
    return length is not None and seconds(str(other["iso"])) == length and bool(told["approximate"] or not other["approximate"])


def _times(other: Parts, told: Parts) -> bool:
    """Whether one lies within the other."""
    within, days = window(str(other["edtf"])), window(str(told["edtf"]))
    return within is not None and days is not None and days.first <= within.first and within.last <= days.last


def _parts(*names: str) -> "_Covers":
    """Whether each part that one tells is the other's too."""
    return lambda other, told: all(told[name] is None or told[name] == other[name] for name in names)


_Covers = Callable[[Parts, Parts], bool]
_COVERS: Mapping[str, _Covers] = {  # whether the first of two values tells the second
    "duration": _durations,
    "time": _times,
    "document": _parts("kind", "n", "title"),
    "quantity": _parts("value", "unit", "of"),
    "ordinal": _parts("n", "of", "channel", "since", "within"),
    "place": lambda other, told: told["country"] is not None and told["country"] == other["country"],
}
