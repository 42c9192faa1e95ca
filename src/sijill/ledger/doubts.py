"""What a person should look at: pairs of reports of which it is doubtful whether they tell of one event, and reports that stand on little evidence.

What people judged is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Connection, Select, select

from sijill.ledger import tables as t
from sijill.ledger.clusters import Pairs, near
from sijill.ledger.facts import Facts, facts_of
from sijill.ledger.judged import on_pairs, word_on
from sijill.ledger.rows import Event, Telling
from sijill.ledger.same_event import judge
from sijill.ledger.stored import judgements_on, stored_reports
from sijill.ledger.timeline import events_where, uncollected
from sijill.ledger.told import Reported
from sijill.ledger.values import of
from sijill.records import Record

DoubtKind = Literal["unsure", "weak", "conflict"]
_WEAK = 4  # opinions of this weakness rest on when something was published alone, or on an announcement
_BARELY = 0.5  # in annotated articles a third of the reports below this margin are wrong, and one in seventeen above 2
_LOOKED = 1000  # reports that one question goes over, the newest


class Doubt(Record, frozen=True, kw_only=True):
    """Two tellings of which it is doubtful whether they are of one event.

    `unsure`: they stand in two events, and nothing decides; `weak`: they were joined on little; `conflict`: they were joined and contradict each
    other on `field`. `events` are the event of each, `reason` says in words what we thought.
    """

    kind: DoubtKind
    events: tuple[str, str]
    tellings: tuple[Telling, Telling]
    reason: str
    field: str | None = None


def doubts(connection: Connection, limit: int, kind: DoubtKind | None = None, parties: Sequence[str] = ()) -> list[Doubt]:
    """The doubts among the newest reports that all these parties take part in, by act and parties, those of what came in last first."""
    with uncollected():
        return list(islice((doubt for doubt in _doubts(connection, parties) if kind in (None, doubt.kind)), limit))


def barely(connection: Connection, limit: int, parties: Sequence[str] = ()) -> list[Reported]:
    """The reports among the newest that all these parties take part in which the scorer barely let through, the weakest first."""
    r = t.reports.c
    with uncollected():
        some = {stored.key: stored for _, stored in stored_reports(connection, r.pk.in_(_newest(parties)))}
    weak = {key: margin for key, stored in some.items() if (margin := stored.report.margin) is not None and margin < _BARELY}
    said = judgements_on(connection, sorted(weak))
    left = sorted((key for key in weak if word_on(key, said) is None), key=lambda key: (weak[key], key))[:limit]
    events: dict[str, str] = dict(connection.execute(select(r.key, r.event).where(r.key.in_(left), r.current, r.event.is_not(None))).all())
    return [Reported(event=events[key], stored=some[key]) for key in left if key in events]


def _newest(parties: Sequence[str]) -> Select[Any]:
    """The newest reports of all these parties."""
    r, p = t.reports.c, t.report_parties.c
    of_parties = [r.pk.in_(select(p.report).where(p.code == code)) for code in parties]
    return select(r.pk).where(r.current, *of_parties).order_by(r.pk.desc()).limit(_LOOKED)


def _doubts(connection: Connection, parties: Sequence[str]) -> Iterator[Doubt]:
    r = t.reports.c
    newest = _newest(parties)
    blocks: dict[str, dict[str, Facts]] = {}
    for block, stored in reversed(list(stored_reports(connection, r.pk.in_(newest)))):
        blocks.setdefault(block, {})[stored.key] = facts_of(stored)
    for block, facts in blocks.items():
        if len(facts) > 1:
            events = events_where(connection, t.events.c.id.in_(select(r.event).where(r.block == block, r.pk.in_(newest))))
            keys = {key for event in events for key in event.reports} | facts.keys()
            yield from _of_block(events, facts, on_pairs(judgements_on(connection, sorted(keys))))


def _of_block(events: Sequence[Event], facts: Mapping[str, Facts], people: Pairs) -> Iterator[Doubt]:
    for event in reversed(events):
        yield from _clashing(event, people)
        yield from _weak(event, facts, people)
    yield from _unsure(events, list(facts.values()), people)


def _clashing(event: Event, people: Pairs) -> Iterator[Doubt]:
    """One pair for each conflict of which nobody has judged any two tellings."""
    told = {telling.report for conflict in event.conflicts for value in conflict.values for telling in value.tellings}
    if any(told.issuperset(pair) for pair in people):
        return
    for conflict in event.conflicts:
        first, *others = conflict.values
        pairs = ((a, b) for other in others for a in first.tellings for b in other.tellings if a.report != b.report)
        if pair := next(pairs, None):
            yield Doubt(kind="conflict", events=(event.id, event.id), tellings=pair, reason=_joined(event, pair), field=conflict.name)


def _joined(event: Event, pair: tuple[Telling, Telling]) -> str:
    keys = {telling.report for telling in pair}
    return next((merge.reason for merge in event.merges if keys == set(merge.reports)), "joined by way of other reports")


def _weak(event: Event, facts: Mapping[str, Facts], people: Pairs) -> Iterator[Doubt]:
    tellings = _by_report(event)
    for merge in event.merges:
        a, b = merge.reports
        if merge.judgement is None and merge.reports not in people and a in facts and b in facts and judge(facts[a], facts[b]).weakness >= _WEAK:
            yield Doubt(kind="weak", events=(event.id, event.id), tellings=(tellings[a], tellings[b]), reason=merge.reason)


def _unsure(events: Sequence[Event], facts: list[Facts], people: Pairs) -> Iterator[Doubt]:
    """One pair, the nearest by publication, for every two events of which nobody has judged any two reports."""
    home = {key: event.id for event in events for key in event.reports}
    tellings = {key: telling for event in events for key, telling in _by_report(event).items()}
    settled = {frozenset((home[a], home[b])) for a, b in people if a in home and b in home}
    for a, b in sorted(near(facts), key=lambda pair: (abs(pair[0].out - pair[1].out), pair[0].key, pair[1].key)):
        pair = frozenset((home.get(a.key, ""), home.get(b.key, "")))
        if len(pair) == 2 and "" not in pair and pair not in settled and (opinion := judge(a, b)).verdict == "unsure":
            settled.add(pair)
            yield Doubt(kind="unsure", events=(home[a.key], home[b.key]), tellings=(tellings[a.key], tellings[b.key]), reason=opinion.reason)


def _by_report(event: Event) -> dict[str, Telling]:
    return {telling.report: telling for value in of(event.values, "modality") for telling in value.tellings}
