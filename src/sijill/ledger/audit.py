"""Whether the numbers that are quoted agree: with each other, with what the ledger holds; and what else does not add up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import msgspec

from sijill.ledger.acts import acts
from sijill.ledger.conflicts import seconds
from sijill.ledger.dates import Window, day_of, window
from sijill.ledger.rows import Event, Finding, FindingKind, Promise, Telling, Value
from sijill.ledger.values import of

_SHORT = 3  # days: an event of known days


class Claim(NamedTuple):
    """A number that somebody gives to an event. Of one series are claims on the same act, parties, channel and limits."""

    event: Event
    value: Value
    n: int
    days: Window

    @property
    def counted(self) -> tuple[str, ...]:
        """What is counted of whom, but for the persons, who may or may not be named."""
        return (_family(self.value), *sorted(self.event.parties))

    @property
    def limits(self) -> tuple[str, ...]:
        """By which channel and within which time, and since when, where that is told."""
        return tuple(str(self.value.value[part] or "") for part in ("channel", "within", "since"))


class Placed(NamedTuple):
    """A finding and its place among all others. `unit` is what it depends on: an event by its id, or, for counts, the block of the events counted."""

    unit: str
    place: str
    finding: Finding


def findings(events: Sequence[Event], promised: Iterable[Promise]) -> list[Finding]:
    """Everything that does not add up, events in the order of their dates."""
    return [found.finding for found in placed(events)] + overdue(promised)


def placed(events: Sequence[Event]) -> list[Placed]:
    """What does not add up whatever the day is, in its place."""
    claims = sorted(_claims(events), key=lambda c: (c.counted, c.limits, c.days, c.n))
    found = [Placed(event.id, _place("0", event.time.earliest or "~", event.id), finding) for event in events for finding in _conflicts(event)]
    for series in _series(claims):
        found += [Placed(_block(series[0]), _place("1", *series[0].counted), finding) for finding in _against_each_other(series)]
    found += [Placed(_block(claim), _place("2", *claim.counted), finding) for claim, finding in _against_ledger(claims, events)]
    return sorted(found, key=lambda some: some.place)


def overdue(promised: Iterable[Promise]) -> list[Finding]:
    """The promises past their day."""
    return [_overdue(p) for p in promised if p.state == "overdue"]


def _block(claim: Claim) -> str:
    """The block of the events that a claim counts."""
    family, *parties = claim.counted
    return f"{family}:{'+'.join(parties)}"


def _place(*parts: str) -> str:
    """Parts as one text that is sorted as they are."""
    return "\t".join(parts)


def _claims(events: Iterable[Event]) -> Iterator[Claim]:
    for event in events:
        if (days := _days(event)) and event.status not in ("cancelled", "denied"):
            yield from (Claim(event, value, int(value.value["n"] or 0), days) for value in of(event.values, "ordinal"))


def _series(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """The claims that must fit each other, by date. One that tells no beginning fits every beginning."""
    for _, rows in groupby(claims, key=lambda c: (c.counted, c.limits[:2])):
        some = list(rows)
        for since in sorted({c.limits[2] for c in some} - {""}) or [""]:
            yield sorted((c for c in some if c.limits[2] in ("", since)), key=lambda c: (c.days, c.n))


def _conflicts(event: Event) -> Iterator[Finding]:
    for conflict in event.conflicts:
        said = " and ".join(f"{words} by {_tellers(*values)}" for words, values in _by_words(conflict.values).items())
        kind: FindingKind = "ordinal-conflict" if conflict.name == "ordinal" else "value-conflict"
        yield _finding(kind, [event], conflict.values, f"{conflict.name}: {said}")


def _against_each_other(claims: Sequence[Claim]) -> Iterator[Finding]:
    """One number for two dates, and a smaller number at a later date; a first is compared with the ledger instead."""
    for a, b in pairwise([c for c in claims if c.n > 1]):
        if a.event.id == b.event.id or a.days.meets(b.days) or not _same_people(a.event, b.event):
            continue
        if a.n == b.n:
            says = f"number {a.n} is given to {_when(a)} by {_tellers(a.value)} and to {_when(b)} by {_tellers(b.value)}: one count is off"
        elif b.n < a.n:
            says = f"number {b.n} at {_when(b)}, after number {a.n} at {_when(a)}"
        else:
            continue
        yield _finding("ordinal-conflict", [a.event, b.event], [a.value, b.value], says)


def _against_ledger(claims: Sequence[Claim], events: Sequence[Event]) -> Iterator[tuple[Claim, Finding]]:
    """The number claimed against the events that are held here; of a count since a year only the last is compared."""
    held: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        if event.status == "held" and (days := _days(event)) and days.days <= _SHORT:
            held[(event.block.split(":")[0], *sorted(event.parties))].append(event)
    last = {(claim.counted, claim.limits): claim for claim in claims}
    for claim in claims:
        since, within = (window(str(claim.value.value[part])) if claim.value.value[part] else None for part in ("since", "within"))
        if claim.days.days > _SHORT or not (since or within) or (claim is not last[claim.counted, claim.limits] and claim.n > 1 and not within):
            continue
        known = [event for event in held[claim.counted] if _counts(event, claim, since, within)]
        yield from ((claim, finding) for finding in _compared(claim, known))


def _compared(claim: Claim, known: Sequence[Event]) -> Iterator[Finding]:
    """What the claim and the known events up to it say of each other."""
    others = [event for event in known if event.id != claim.event.id]
    limit = " ".join(f"{part} {claim.value.value[part]}" for part in ("since", "within") if claim.value.value[part])
    count = len(others) + 1
    evidence = [claim.value, *(_held(event) for event in others)]
    if count > claim.n:
        says = f"called number {claim.n} {limit}, but {len(others)} earlier {'is' if len(others) == 1 else 'are'} known here"
        yield _finding("ordinal-conflict", [claim.event, *others], evidence, says)
    elif count < claim.n:
        yield _finding("ordinal-gap", [claim.event, *others], evidence, f"{claim.n} claimed {limit}, {count} known here")


def _held(event: Event) -> Value:
    """That an event took place, by the first who tells it."""
    value = next(v for v in of(event.values, "modality") if v.value["value"] == "actual")
    return msgspec.structs.replace(value, tellings=value.tellings[:1])


def _counts(event: Event, claim: Claim, since: Window | None, within: Window | None) -> bool:
    """Whether an event is one of those that a claim counts; those of the year since which it counts are left out of a first."""
    days = _days(event)
    if days is None or days.last > claim.days.last or not _same_people(event, claim.event):
        return False
    if event.id != claim.event.id and days.meets(claim.days):
        return False  # perhaps the same, told apart
    if within and not days.meets(within):
        return False
    if since and days.first < (since.last if claim.n == 1 else since.first):
        return False
    channel = claim.value.value["channel"]
    return channel is None or any(value.value["value"] == channel for value in of(event.values, "channel"))


def _overdue(promise: Promise) -> Finding:
    coverage = promise.coverage
    more = "more than " if coverage.more else ""
    says = f"{promise.act} due {promise.due}: no later report among {more}{coverage.articles} articles of {coverage.outlets} outlets on these parties"
    return Finding(kind="overdue", events=(promise.event,), values=promise.what, evidence=(promise.announcing,), says=says)


def _finding(kind: FindingKind, events: Iterable[Event], values: Iterable[Value], says: str) -> Finding:
    some = tuple(values)
    evidence: list[Telling] = [telling for value in some for telling in value.tellings]
    return Finding(kind=kind, events=tuple(dict.fromkeys(e.id for e in events)), values=some, evidence=tuple(evidence), says=says)


def _same_people(a: Event, b: Event) -> bool:
    """Whether nobody but the same persons is named for one party: ministers' meetings are not counted with presidents'."""
    x, y = _people(a), _people(b)
    return all(x[code] & y[code] for code in x.keys() & y.keys())


def _people(event: Event) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name in ("party", "actor", "recipient"):
        for value in of(event.values, name):
            if "/" in (id := str(value.value["id"])):
                found[id.split("/")[0]].add(id)
    return found


def _family(value: Value) -> str:
    act = acts().get(str(value.value["of"]))
    return act.family if act else str(value.value["of"])


def _days(event: Event) -> Window | None:
    first, last = day_of(event.time.earliest), day_of(event.time.latest)
    return Window(first, last) if first and last else None


def _when(claim: Claim) -> str:
    return str(claim.days.first) if claim.days.days == 1 else f"{claim.days.first} to {claim.days.last}"


def _by_words(values: Iterable[Value]) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        found[_said(value)].append(value)
    return found


def _tellers(*values: Value) -> str:
    count = len({telling.publisher or telling.article for value in values for telling in value.tellings})
    return f"{count} outlet{'' if count == 1 else 's'}"


def _said(value: Value) -> str:
    """A value by its first part that says something."""
    parts = {name: part for name, part in value.value.items() if part is not None}
    length = seconds(str(parts.get("iso", "")))
    if length:
        return f"{length / 60:g} minutes"
    return str(parts.get("edtf") or parts.get("n") or parts.get("country") or parts.get("value"))
