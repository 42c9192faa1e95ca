"""Merge: drafts of one article become events told once; retellings become mentions and add their details."""

from dataclasses import dataclass, field

from sijill.reading.drafts import Draft
from sijill.reading.evidence import Scorer
from sijill.reading.implied import implied
from sijill.reading.moods import Mood
from sijill.reading.nodes import Ref
from sijill.reading.values import Detail, same_time, told_times

_FIRM = ("domestic", "told as an assessment", "names a relation", "the verb tells")  # silenced for good; of other silence a scorer may think better
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
    if not draft.recipients and not draft.act.symmetric and not draft.act.alone:
        return "one side only"
    return None


def _plural(draft: Draft) -> bool:
    """A body of several states can meet by itself (the G7 summit)."""
    return any(ref.country is None and ref.code for ref in (*draft.actors, *draft.recipients))


def merge(
    drafts: list[tuple[Draft, list[Detail]]], scope: str, scorer: Scorer | None = None, open_: bool = False
) -> tuple[list[Event], list[tuple[Draft, str]]]:
    """Events in the order of their first telling, and the drafts that gave nothing, with reasons; `open_` leaves muted ones to the scorer."""
    events: list[Event] = []
    doubtful: list[Event] = []
    by_type: dict[str, list[Event]] = {}
    dropped: list[tuple[Draft, str]] = []
    for draft, details in drafts:
        reason = why_not(draft, scope)
        event = _same(by_type.get(draft.act.type, [])[-_BACK:], draft, details, reason is None)
        if event is not None:
            _join(event, draft, details)
        elif open_ and draft.mute and not draft.mute.startswith(_FIRM) and why_not(draft._replace(mute=""), scope) is None:
            doubtful.append(Event(draft, draft.actors, draft.recipients, draft.mood, [draft], list(details)))
        elif reason is not None:
            dropped.append((draft, reason))
        else:
            events.append(Event(draft, draft.actors, draft.recipients, draft.mood, [draft], list(details)))
            by_type.setdefault(draft.act.type, []).append(events[-1])
    if doubtful:
        events = sorted((*events, *doubtful), key=lambda event: event.first.start)
    if scorer is not None and scope != "all":
        events, weighed = _weigh(events, scorer)
        dropped += weighed
    for event in events:
        first = event.first
        event.details.extend(implied(first.act.name, first.entry, (first.start, first.end), event.actors, event.recipients, event.details))
    return events, dropped


def _weigh(events: list[Event], scorer: Scorer) -> tuple[list[Event], list[tuple[Draft, str]]]:
    """The events that the scorer lets stand, and the others with what spoke against them."""
    kept: list[Event] = []
    dropped: list[tuple[Draft, str]] = []
    for event in events:
        told = evidence_of(event)
        if scorer.score(told) >= scorer.threshold:
            kept.append(event)
        else:
            dropped.append((event.first, event.first.mute or f"weighed as no event ({scorer.reasons(told)})"))
    return kept, dropped


def evidence_of(event: Event) -> tuple[str, ...]:
    """The features of an event: those of its first telling, how often it is told, how early, and with which details."""
    first, fields = event.first, sorted({d.field for d in event.details})
    doubt = (f"mute {first.mute}", f"mute {' '.join(first.mute.split()[:3])}") if first.mute else ()
    told = (f"tellings {min(len(event.tellings), 3)}", f"sentence {min(first.sentence, 5)}", *(f"told {name}" for name in fields))
    return (*first.features, *doubt, *told)


def _same(events: list[Event], draft: Draft, details: list[Detail], complete: bool) -> Event | None:
    """The event that a draft tells again, the nearest first."""
    parties = codes(draft.actors) | codes(draft.recipients)
    times = told_times(details)
    for event in reversed(events):
        same_act = event.first.act.name == draft.act.name
        if not (same_act or _kin(event, draft)) or not _compatible(event, draft) or not same_time(event.times, times):
            continue
        if complete and parties == event.codes and (draft.act.symmetric or not (codes(draft.actors) & codes(event.recipients))):
            return event
        if complete and same_act and draft.act.symmetric and (parties < event.codes or event.codes < parties) and draft.definite:
            return event
        if not complete and (not parties and draft.definite or parties and parties < event.codes and _same_side(event, draft)):
            return event
    return None


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
    if not event.recipients and not event.first.act.symmetric:
        event.recipients = draft.recipients
    event.settle(details)
