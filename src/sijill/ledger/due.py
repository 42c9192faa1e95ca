"""What was announced, when it falls due, and what became of it by a given day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sijill.ledger.dates import Window, day_of, gap, hull, shifted, window
from sijill.ledger.judged import standing, verdict_on
from sijill.ledger.rows import Coverage, Event, Judgement, Promise, State, StoredReport, Telling, Value
from sijill.ledger.values import of
from sijill.records import Record

_SLACK = 3  # days by which what fulfils a promise may miss the days it was announced for
_REACH = 30  # days within which an event may fulfil a promise without a day
_PAPERS = ("signing", "agreement", "cooperation")
# the acts that another event may fulfil, with the families of that event: a guest is received in talks, papers are signed
FULFILLED_BY: Mapping[str, Sequence[str]] = {"visit": ("talks",), **dict.fromkeys(_PAPERS, _PAPERS)}

Covered = Callable[[tuple[str, ...], str | None, date], Coverage]


class Deed(Record, frozen=True, kw_only=True):
    """Another event that may be what was announced: when it was, and the tellings of it that are the first on some day."""

    days: Window
    tellings: tuple[Telling, ...]


class Prospect(Record, frozen=True, kw_only=True):
    """All that decides what became of a promise, on whatever day that is asked. Of tellings only those that are the first on some day are here.

    `planned` are the reports that announce it, with their publication; `times` what they tell of when, by publication; `off` when it was called off.
    """

    event: str
    act: str
    parties: tuple[str, ...]
    reports: tuple[str, ...]
    planned: dict[str, str | None]
    times: tuple[tuple[str, str], ...]
    announcing: tuple[Telling, ...]
    actual: tuple[Telling, ...]
    off: tuple[str | None, ...]
    deeds: tuple[Deed, ...]
    what: tuple[Value, ...]


def prospects(events: Sequence[Event], deeds: Iterable[Event] | None = None) -> list[Prospect]:
    """Every promise among some events; what may fulfil one is looked for among `deeds`, or among them too."""
    held: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events if deeds is None else deeds:
        if event.status == "held":
            held[tuple(sorted(event.parties))].append(event)
    return [p for event in events if (p := _prospect(event, held[tuple(sorted(event.parties))]))]


def promises(some: Iterable[Prospect], judgements: Iterable[Judgement], on: date, covered: Covered, only: State | None = None) -> list[Promise]:
    """Every promise announced by a day with its state on that day, by when it falls due; what was told later is not known yet.

    `covered` says how much was read on some parties from a moment to a day. `only` leaves out other states.
    """
    verdicts = [judgement for judgement in standing(judgements) if judgement.kind == "verdict"]
    found = [promise for prospect in some if (promise := _promise(prospect, verdicts, on, covered, only))]
    return sorted(found, key=lambda p: place(p.due, p.announced, p.event))


def coverage_in(reports: Iterable[StoredReport], syndicated: dict[str, str]) -> Covered:
    """How much of these reports is on some parties, copies counted once."""
    rows = [({p.id.split("/")[0] for p in (*r.report.actors, *r.report.recipients) if p.id}, r.article) for r in reports]

    def covered(parties: tuple[str, ...], since: str | None, until: date) -> Coverage:
        some = [a for codes, a in rows if codes.issuperset(parties) and (a.published or "") > (since or "") and _known(a.published, until)]
        outlets = {syndicated.get(a.id, a.id): a.outlet or a.publisher or a.id for a in some}
        return Coverage(articles=len({a.id for a in some}), outlets=len(set(outlets.values())))

    return covered


def _prospect(event: Event, held: Sequence[Event]) -> Prospect | None:
    planned = _by_mood(event, "planned")
    if not planned:
        return None
    out = {t.report: t.published for t in planned}
    times = _times(event, planned)
    announcing = _firsts(planned)
    return Prospect(
        event=event.id,
        act=event.act,
        parties=event.parties,
        reports=event.reports,
        planned=out,
        times=tuple(times),
        announcing=announcing,
        actual=_firsts(_by_mood(event, "actual")),
        off=tuple(t.published for t in (*_by_mood(event, "cancelled"), *_by_mood(event, "denied"))),
        deeds=tuple(_deeds(event, held, times, announcing)),
        what=tuple(v for v in event.values if v.name in ("content", "quantity", "document") and any(t.report in out for t in v.tellings)),
    )


class Fate(NamedTuple):
    """What became of a promise by a day: the first that announced it, when it falls due as EDTF and as days, who told that it was done, its state."""

    announcing: Telling
    due: str | None
    days: Window | None
    fulfilling: Telling | None
    state: State


def fate(prospect: Prospect, on: date) -> Fate | None:
    """What became of a promise by a day; None if it was not announced yet."""
    announcing = _first(prospect.announcing, on)
    if announcing is None:
        return None
    due = due_day(prospect.times, on)
    days = window(due) if due else None
    fulfilling = _first(prospect.actual, on) or _fulfilled(prospect.deeds, days, announcing, on)
    return Fate(announcing, due, days, fulfilling, _state(prospect.off, days, announcing, fulfilling, on))


def known(prospect: Prospect) -> str:
    """The day on which the last that decides of a promise was published: from then on its fate changes by the calendar alone."""
    tellings = (*prospect.announcing, *prospect.actual, *(telling for deed in prospect.deeds for telling in deed.tellings))
    moments = (*(telling.published for telling in tellings), *prospect.planned.values(), *prospect.off, *(published for published, _ in prospect.times))
    return max((day.isoformat() for moment in moments if (day := day_of(moment))), default="")


def place(due: str | None, announced: str | None, event: str) -> str:
    """Where a promise stands among all, by when it falls due: texts that are sorted as promises are."""
    return "\t".join((due or "~", announced or "", event))


def _promise(prospect: Prospect, verdicts: Sequence[Judgement], on: date, covered: Covered, only: State | None) -> Promise | None:
    found = fate(prospect, on)
    if found is None or only not in (None, found.state):
        return None
    keys = {report for report, published in prospect.planned.items() if _known(published, on)}
    return Promise(
        event=prospect.event,
        act=prospect.act,
        parties=prospect.parties,
        announced=found.announcing.published,
        due=found.due,
        state=found.state,
        announcing=found.announcing,
        fulfilling=found.fulfilling,
        what=tuple(v for v in prospect.what if any(t.report in keys for t in v.tellings)),
        coverage=covered(prospect.parties, found.announcing.published, on),
        verdict=verdict_on(prospect.reports, verdicts),
    )


def due_day(times: Iterable[tuple[str, str]], on: date) -> str | None:
    """When a promise falls due, as EDTF: the last day announced; a coarser telling of the same days changes nothing."""
    best: tuple[str, Window] | None = None
    for published, edtf in times:
        days, out = window(edtf), day_of(published)
        if days is None or (out and (days.last < out or out > on)):
            continue
        if best is None or not days.meets(best[1]) or days.days < best[1].days:
            best = edtf, days
    return best[0] if best else None


def _state(off: Iterable[str | None], days: Window | None, announcing: Telling, fulfilling: Telling | None, on: date) -> State:
    if fulfilling:
        return "held"
    if any(_known(published, on) and (published or "") >= (announcing.published or "") for published in off):
        return "cancelled"
    if days is None:
        return "undated"
    return "open" if on < days.first else "due" if on <= days.last else "overdue"


def _by_mood(event: Event, modality: str) -> list[Telling]:
    """The tellings of a modality, the first first."""
    tellings = [t for v in of(event.values, "modality") if v.value["value"] == modality for t in v.tellings]
    return sorted(tellings, key=lambda t: (t.published is None, t.published or "", t.report))


def _firsts(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """Those of some tellings in order that are, on some day, the first that is known."""
    found: list[Telling] = []
    before = date.max
    for telling in tellings:
        day = day_of(telling.published)
        if day is None or not found or day < before:
            found.append(telling)
        if day is None:
            break
        before = min(before, day)
    return tuple(found)


def _first(tellings: Iterable[Telling], on: date) -> Telling | None:
    return next((t for t in tellings if _known(t.published, on)), None)


def _known(published: str | None, on: date) -> bool:
    day = day_of(published)
    return day is None or day <= on


def _deeds(event: Event, held: Sequence[Event], times: Iterable[tuple[str, str]], announcing: Iterable[Telling]) -> Iterable[Deed]:
    """The other events of these parties that may do what was announced, by date: those near any of the days that it may have been announced for."""
    if event.act not in FULFILLED_BY:
        return
    near = _near(times, announcing)
    for other in sorted(held, key=lambda e: (e.time.earliest or "", e.id)):
        first, last = day_of(other.time.earliest), day_of(other.time.latest)
        if other.id == event.id or first is None or last is None or not any(days.meets(Window(first, last), _SLACK) for days in near):
            continue
        done = {t.report for t in _by_mood(other, "actual")}
        if told := [t for t in _does(event, other) if t.report in done]:
            yield Deed(days=Window(first, last), tellings=_firsts(sorted(told, key=lambda t: (t.published or "", t.report))))


def _near(times: Iterable[tuple[str, str]], announcing: Iterable[Telling]) -> list[Window]:
    """The days for which something may have been announced."""
    near = [days for _, edtf in times if (days := window(edtf))]
    return near + [Window(out, shifted(out, _REACH)) for t in announcing if (out := day_of(t.published))]


def announced(event: Event) -> bool:
    """Whether anybody tells it as planned."""
    return any(value.value["value"] == "planned" for value in of(event.values, "modality"))


def reach(event: Event) -> Window | None:
    """The days in which another event may do what this one announced; None where none can."""
    planned = _by_mood(event, "planned")
    near = _near(_times(event, planned), _firsts(planned)) if event.act in FULFILLED_BY else []
    return hull(near).widened(_SLACK, _SLACK) if near else None


def _times(event: Event, planned: Iterable[Telling]) -> list[tuple[str, str]]:
    """What those who announce it tell of when, by publication."""
    out = {t.report for t in planned}
    return sorted({(t.published or "", str(v.value["edtf"])) for v in of(event.values, "time") for t in v.tellings if t.report in out})


def _does(event: Event, other: Event) -> list[Telling]:
    """The tellings by which another event does what was announced: a meeting in the state to be visited, a document of a kind that was promised."""
    if other.block.split(":")[0] not in FULFILLED_BY[event.act]:
        return []
    if event.act == "visit":
        hosts = {str(v.value["id"]).split("/")[0] for v in of(event.values, "recipient")}
        return [t for v in of(other.values, "place") if v.value["country"] in hosts for t in v.tellings]
    kinds = {v.value["kind"] for v in of(event.values, "document")}
    return [t for v in of(other.values, "document") if v.value["kind"] in kinds for t in v.tellings]


def _fulfilled(deeds: Iterable[Deed], days: Window | None, announcing: Telling, on: date) -> Telling | None:
    """The first telling, known on a day, of the first event that does what was announced when it was announced for."""
    out = day_of(announcing.published)
    if days is None and out is None:
        return None
    when = days or Window(out or date.min, shifted(out or date.min, _REACH))
    for deed in deeds:
        if gap(deed.days, when) <= _SLACK and not (out and deed.days.last < out) and (told := _first(deed.tellings, on)):
            return told
    return None
