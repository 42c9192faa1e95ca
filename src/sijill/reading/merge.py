"""Merge: drafts of one article become events told once; retellings become mentions and add their details."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sijill.reading.drafts import Draft
from sijill.reading.evidence import Scorer
from sijill.reading.implied import implied
from sijill.reading.moods import Mood
from sijill.reading.nodes import Ref
from sijill.reading.values import Detail, same_time, told_times

# silenced for good; of other silence a scorer may think better
FIRM = ("domestic", "told as an assessment", "told as the content of an agreement", "names a relation", "the verb tells")
FIRMER = (*FIRM, "told as the content of")  # where cases tell what belongs to what is asked, refused or undone
_BACK = 40  # events of a type that a later telling may still mean


@dataclass(slots=True)
class Event:
    """One event of the article: its first telling, and all that the tellings add up to. `codes` are those of both sides."""

    first: Draft
    actors: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    mood: Mood
    tellings: list[Draft] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    codes: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    margin: float | None = None  # of its evidence over what the scorer asks

    def __post_init__(self) -> None:
        self.settle(self.details)

    def settle(self, details: list[Detail]) -> None:
        """Bring what is compared up to date with the details just added."""
        self.codes = codes(self.actors) | codes(self.recipients)
        self.times |= told_times(details)


def codes(refs: tuple[Ref, ...]) -> frozenset[str]:
    return frozenset(ref.code for ref in refs if ref.code)


def why_not(draft: Draft, scope: str) -> str | None:
    """Why a draft is no report by itself, or None if it is one."""
    parties = codes(draft.actors) | codes(draft.recipients)
    if draft.mute:
        return draft.mute
    if scope == "all":
        return None
    if not draft.actors and not draft.recipients:
        return "no party"
    if len(parties) == 1:
        if not draft.act.alone and not (draft.act.symmetric and _plural(draft)):
            return "one party only"
        if not draft.actors:
            return "no actor"
    if not draft.actors and not draft.act.symmetric:
        return "no actor"
    if not draft.recipients and not draft.act.symmetric and not draft.act.alone and not (draft.act.together and len(parties) > 1 and not draft.inferred):
        return "one side only"
    return None


def _plural(draft: Draft) -> bool:
    """A body of several states can meet by itself (the G7 summit)."""
    return any(ref.country is None and ref.code for ref in (*draft.actors, *draft.recipients))


def merge(
    drafts: list[tuple[Draft, list[Detail]]], scope: str, scorers: Mapping[str, Scorer], open_: bool = False, firm: tuple[str, ...] = FIRM
) -> tuple[list[Event], list[tuple[Draft, str]]]:
    """Events in the order of their first telling, and the drafts that gave nothing, with reasons.

    `open_` leaves muted ones to the scorer, but for reasons that are `firm`.
    """
    events: list[Event] = []
    doubtful: list[Event] = []
    by_type: dict[str, list[Event]] = {}
    dropped: list[tuple[Draft, str]] = []
    for draft, details in drafts:
        reason = why_not(draft, scope)
        event = _same(by_type.get(draft.act.type, [])[-_BACK:], draft, details, reason is None)
        if event is not None:
            _join(event, draft, details)
        elif open_ and draft.mute and not draft.mute.startswith(firm) and why_not(draft._replace(mute=""), scope) is None:
            doubtful.append(Event(draft, draft.actors, draft.recipients, draft.mood, [draft], list(details)))
        elif reason is not None:
            dropped.append((draft, reason))
        else:
            events.append(Event(draft, draft.actors, draft.recipients, draft.mood, [draft], list(details)))
            by_type.setdefault(draft.act.type, []).append(events[-1])
    if doubtful:
        events = sorted((*events, *doubtful), key=lambda event: event.first.start)
    if scorers:
        events, weighed = _weigh(events, scorers)
        events, dropped = _once(events), dropped + weighed
    for event in events:
        first = event.first
        event.details.extend(implied(first.act.name, first.entry, (first.start, first.end), event.actors, event.recipients, event.details))
    return events, dropped


def _weigh(events: list[Event], scorers: Mapping[str, Scorer]) -> tuple[list[Event], list[tuple[Draft, str]]]:
    """The events that the scorer of their type lets stand, and the others with what spoke against them."""
    kept: list[Event] = []
    dropped: list[tuple[Draft, str]] = []
    for event, told in zip(events, evidence_of(events), strict=True):
        scorer = scorers.get(event.first.act.type) or scorers.get("")
        event.margin = scorer.score(told) - scorer.threshold if scorer else None
        if scorer is None or scorer.score(told) >= scorer.threshold:
            kept.append(event)
        else:
            dropped.append((event.first, event.first.mute or f"weighed as no event ({scorer.reasons(told)})"))
    return kept, dropped


def _once(events: list[Event]) -> list[Event]:
    """Events without those that another word of the same sentence tells already (ألغت محادثات, when both her words tell the cancelling)."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        sides = event.codes if event.first.act.symmetric else (codes(event.actors), codes(event.recipients))
        start = event.first.start if event.first.personal else None
        key = (event.first.sentence, event.first.act.name, event.mood.value, sides, start)
        if key in kept:
            _join(kept[key], event.first, event.details)
            kept[key].tellings.extend(event.tellings[1:])
        else:
            kept[key] = event
    return list(kept.values())


def evidence_of(events: list[Event]) -> list[tuple[str, ...]]:
    """The features of each event: those of its first telling, how often it is told, how early, with which details, and what is told beside it."""
    rows = []
    for k, event in enumerate(events):
        first, fields = event.first, sorted({d.field for d in event.details})
        doubt = (f"mute {first.mute}", f"mute {' '.join(first.mute.split()[:3])}") if first.mute else ()
        told = (f"tellings {min(len(event.tellings), 3)}", f"sentence {min(first.sentence, 5)}", *(f"told {name}" for name in fields))
        plainest = next((d for d in event.tellings if not d.entry.weak and not d.mute and d.actors), first)  # a common word first, told plainly later
        rows.append((*plainest.features, *doubt, *told, *_beside(events, k)))
    return rows


def _beside(events: list[Event], k: int) -> Iterable[str]:
    """Whether the like of an event is told before it, in its own sentence or after it: a retelling has the type and the parties of another."""
    around = [(j, events[j]) for j in range(max(0, k - _BACK), min(len(events), k + _BACK)) if j != k]
    own, sentence = events[k], events[k].first.sentence
    for place, row in (
        ("before", [e for j, e in around if j < k and e.first.sentence != sentence]),
        ("here", [e for _, e in around if e.first.sentence == sentence]),
        ("after", [e for j, e in around if j > k and e.first.sentence != sentence]),
    ):
        kin = [e for e in row if e.first.act.type == own.first.act.type and e.codes & own.codes]
        same = any(e.codes == own.codes for e in kin)
        alike = any(e.codes == own.codes and e.first.act.name == own.first.act.name and e.mood.value == own.mood.value for e in kin)
        yield f"like {place} {'alike' if alike else 'same parties' if same else 'a party' if kin else 'no'}"


def _same(events: list[Event], draft: Draft, details: list[Detail], complete: bool) -> Event | None:
    """The event that a draft tells again, the nearest first."""
    parties = codes(draft.actors) | codes(draft.recipients)
    times = told_times(details)
    for event in reversed(events):
        same_act = event.first.act.name == draft.act.name
        if not (same_act or _kin(event, draft)) or not _compatible(event, draft) or not same_time(event.times, times):
            continue
        if event.first.personal and _others(event, draft):
            continue
        if complete and parties == event.codes and (draft.act.symmetric or not (codes(draft.actors) & codes(event.recipients))):
            return event
        if complete and same_act and draft.act.symmetric and (parties < event.codes or event.codes < parties) and draft.definite:
            return event
        if not complete and (not parties and draft.definite or parties and parties < event.codes and _same_side(event, draft)):
            return event
    return None


def _others(event: Event, draft: Draft) -> bool:
    """韩正访问沙特, 习近平2022年访问沙特: two people of one state."""
    told = {ref.code: ref.id for ref in (*event.actors, *event.recipients) if "/" in (ref.id or "")}
    return any(ref.code in told and "/" in (ref.id or "") and told[ref.code] != ref.id for ref in (*draft.actors, *draft.recipients))


def _kin(event: Event, draft: Draft) -> bool:
    """Another word for the same event: the summit, the talks; (in a call) they discussed."""
    first = event.first.act
    if first.family == draft.act.family:
        return draft.definite or draft.entry.weak
    return first.type == draft.act.type == "CONSULT" and "visit" not in (first.name, draft.act.name) and draft.entry.weak


def _same_side(event: Event, draft: Draft) -> bool:
    return event.first.act.symmetric or (codes(draft.actors) <= codes(event.actors) and codes(draft.recipients) <= codes(event.recipients))


def _compatible(event: Event, draft: Draft) -> bool:
    """Modalities that one event may be told with: a bare noun says nothing of its own (the summit)."""
    if event.mood.value == draft.mood.value:
        return True
    return draft.mood.cue is None and draft.mood.value == "actual" and draft.definite and event.mood.value in ("planned", "possible", "urged")


def _join(event: Event, draft: Draft, details: list[Detail]) -> None:
    event.tellings.append(draft)
    event.details.extend(details)
    if codes(draft.actors) > codes(event.actors) and event.first.act.symmetric and not codes(draft.actors) & codes(event.recipients):
        event.actors = draft.actors
    if any(r.by == "home" for r in event.actors) and codes(draft.actors) == codes(event.actors):
        event.actors = draft.actors  # a heading leaves out whose page it is, the text names its president
    if not event.recipients and not event.first.act.symmetric:
        event.recipients = draft.recipients
    event.settle(details)
