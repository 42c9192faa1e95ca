"""Which report of a new version or a new reading is which of the old: judgements follow it, and people see what changed."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

from sijill.records import Record, Report

_PLACES = ("digest", "span", "cue", "trigger", "evidence", "mentions", "rule", "margin")  # say where, by which rule and how surely, not what


class Kept(NamedTuple):
    """A report as the ledger has it."""

    key: str
    report: Report


class Change(Record, frozen=True, kw_only=True):
    """How one report differs from what the ledger had; `before` or `after` is null where there was none."""

    kind: Literal["new", "lost", "changed"]
    key: str
    before: Report | None
    after: Report | None


def successors(old: Sequence[Kept], new: Sequence[Report]) -> dict[int, Kept]:
    """For each place in `new` that continues an old report, that report. One continues one: the same words
    first, then the same sentence, then the same act of the same parties."""
    found: dict[int, Kept] = {}
    for sign in (_place, _sentence, _deed):
        taken = {kept.key for kept in found.values()}
        waiting = _grouped((kept for kept in old if kept.key not in taken), sign)
        for at, report in enumerate(new):
            if at not in found and waiting[sign(report)]:
                found[at] = waiting[sign(report)].pop(0)
    return found


def changes(old: Sequence[Kept], new: Sequence[Kept]) -> list[Change]:
    """What a new version or reading tells otherwise, in its order; what it no longer tells comes last."""
    before, after = {kept.key: kept.report for kept in old}, {kept.key for kept in new}
    told = [
        Change(kind="changed" if kept.key in before else "new", key=kept.key, before=before.get(kept.key), after=kept.report)
        for kept in new
        if kept.key not in before or (before[kept.key].digest != kept.report.digest and _says(before[kept.key]) != _says(kept.report))
    ]
    return told + [Change(kind="lost", key=kept.key, before=kept.report, after=None) for kept in old if kept.key not in after]


def _says(report: Report) -> object:
    """What a report says, wherever in the text."""
    return _without_places(msgspec.to_builtins(msgspec.structs.replace(report, id="")))


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_places(part) for key, part in value.items() if key not in _PLACES}
    return [_without_places(part) for part in value] if isinstance(value, list | tuple) else value


def _place(report: Report) -> Hashable:
    return report.id


def _sentence(report: Report) -> Hashable:
    return report.act, report.evidence.exact


def _deed(report: Report) -> Hashable:
    parties = sorted(p.id or p.name for p in (*report.actors, *report.recipients))
    return report.act, report.modality.value, tuple(parties)


def _grouped(old: Iterable[Kept], sign: Callable[[Report], Hashable]) -> defaultdict[Hashable, list[Kept]]:
    rows: defaultdict[Hashable, list[Kept]] = defaultdict(list)
    for kept in old:
        rows[sign(kept.report)].append(kept)
    return rows
