"""What was announced, when it falls due, and what became of it by a given day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from sijill.ledger.dates import Window, day_of, gap, shifted, window
from sijill.ledger.judged import standing, verdict_on
from sijill.ledger.rows import Coverage, Event, Judgement, Promise, State, StoredReport, Telling
from sijill.ledger.values import of

_SLACK = 3  # days by which what fulfils a promise may miss the days it was announced for
_REACH = 30  # days within which an event may fulfil a promise without a day
_PAPERS = ("signing", "agreement", "cooperation")

Covered = Callable[[tuple[str, ...], str | None, date], Coverage]


def promises(events: Sequence[Event], judgements: Iterable[Judgement], on: date, covered: Covered) -> list[Promise]:
    """Every promise announced by a day with its state on that day, by when it falls due; what was told later is not known yet.

    `covered` says how much was read on some parties from a moment to a day.
    """
    valid = standing(judgements)
    held: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        if event.status == "held":
            held[tuple(sorted(event.parties))].append(event)
    found = [p for event in events if (p := _promise(event, held[tuple(sorted(event.parties))], valid, on, covered))]
    return sorted(found, key=lambda p: (p.due is None, p.due or "", p.announced or "", p.event))


def due_of(event: Event, on: date = date.max) -> str | None:
    """When a promise falls due, as EDTF: the last day announced; a coarser telling of the same days changes nothing."""
    planned = {t.report for t in _by_mood(event, "planned", on)}
    told = [(t.published or "", str(v.value["edtf"])) for v in of(event.values, "time") for t in v.tellings if t.report in planned]
    best: tuple[str, Window] | None = None
    for published, edtf in sorted(told):
        days, out = window(edtf), day_of(published)
        if days is None or (out and days.last < out):
            continue
        if best is None or not days.meets(best[1]) or days.days < best[1].days:
            best = edtf, days
    return best[0] if best else None


def coverage_in(reports: Iterable[StoredReport], syndicated: dict[str, str]) -> Covered:
    """How much of these reports is on some parties, copies counted once."""
    rows = [({p.id.split("/")[0] for p in (*r.report.actors, *r.report.recipients) if p.id}, r.article) for r in reports]

    def covered(parties: tuple[str, ...], since: str | None, until: date) -> Coverage:
        some = [a for codes, a in rows if codes.issuperset(parties) and (a.published or "") > (since or "") and _known(a.published, until)]
        outlets = {syndicated.get(a.id, a.id): a.outlet or a.publisher or a.id for a in some}
        return Coverage(articles=len({a.id for a in some}), outlets=len(set(outlets.values())))

    return covered


def _promise(event: Event, held: Sequence[Event], judgements: Sequence[Judgement], on: date, covered: Covered) -> Promise | None:
    planned = _by_mood(event, "planned", on)
    if not planned:
        return None
    announcing = planned[0]
    due = due_of(event, on)
    days = window(due) if due else None
    fulfilling = next(iter(_by_mood(event, "actual", on)), None) or _fulfilled(event, days, announcing, held, on)
    keys = {t.report for t in planned}
    return Promise(
        event=event.id,
        act=event.act,
        parties=event.parties,
        announced=announcing.published,
        due=due,
        state=_state(event, days, announcing, fulfilling, on),
        announcing=announcing,
        fulfilling=fulfilling,
        what=tuple(v for v in event.values if v.name in ("content", "quantity", "document") and any(t.report in keys for t in v.tellings)),
        coverage=covered(event.parties, announcing.published, on),
        verdict=verdict_on(event.reports, judgements),
    )


def _state(event: Event, days: Window | None, announcing: Telling, fulfilling: Telling | None, on: date) -> State:
    if fulfilling:
        return "held"
    off = [*_by_mood(event, "cancelled", on), *_by_mood(event, "denied", on)]
    if any((t.published or "") >= (announcing.published or "") for t in off):
        return "cancelled"
    if days is None:
        return "undated"
    return "open" if on < days.first else "due" if on <= days.last else "overdue"


def _by_mood(event: Event, modality: str, on: date) -> list[Telling]:
    """The tellings of a modality that were known on a day, the first first."""
    tellings = [t for v in of(event.values, "modality") if v.value["value"] == modality for t in v.tellings]
    return sorted((t for t in tellings if _known(t.published, on)), key=lambda t: (t.published is None, t.published or "", t.report))


def _known(published: str | None, on: date) -> bool:
    day = day_of(published)
    return day is None or day <= on


def _fulfilled(event: Event, days: Window | None, announcing: Telling, held: Sequence[Event], on: date) -> Telling | None:
    """The first telling of another event of these parties that does what was announced: papers signed, or the guest received by the host."""
    out = day_of(announcing.published)
    if days is None and out is None:
        return None
    when = days or Window(out or date.min, shifted(out or date.min, _REACH))
    for other in sorted(held, key=lambda e: (e.time.earliest or "", e.id)):
        first, last = day_of(other.time.earliest), day_of(other.time.latest)
        if other.id == event.id or first is None or last is None or gap(Window(first, last), when) > _SLACK or (out and last < out):
            continue
        done = {t.report for t in _by_mood(other, "actual", on)}
        if told := [t for t in (*_papers(event, other), *_received(event, other)) if t.report in done]:
            return min(told, key=lambda t: (t.published or "", t.report))
    return None


def _papers(event: Event, other: Event) -> list[Telling]:
    """The tellings of a document of a kind that was promised."""
    if event.act not in _PAPERS or other.block.split(":")[0] not in _PAPERS:
        return []
    kinds = {v.value["kind"] for v in of(event.values, "document")}
    return [t for v in of(other.values, "document") if v.value["kind"] in kinds for t in v.tellings]


def _received(event: Event, other: Event) -> list[Telling]:
    """The tellings of a meeting in the state that was to be visited."""
    if event.act != "visit" or not other.block.startswith("talks:"):
        return []
    hosts = {str(v.value["id"]).split("/")[0] for v in of(event.values, "recipient")}
    return [t for v in of(other.values, "place") if v.value["country"] in hosts for t in v.tellings]


