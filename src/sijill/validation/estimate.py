"""Precision and recall out of coded rows, weighted as they were sampled, each with a 95 % interval."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Literal

from sijill.records import Record
from sijill.validation.sheet import Coded

By = Literal["all", "act", "language", "outlet", "year"]
GROUPS: tuple[By, ...] = ("all", "act", "language", "outlet", "year")
_Z = 1.959963984540054  # of 95 %
_RESAMPLES, _SEED = 1000, 1


class Rate(Record, frozen=True, kw_only=True):
    """A share with its interval, `method` being how that was found, and the coded rows that it rests on; None where there are none."""

    value: float
    low: float
    high: float
    rows: int
    method: Literal["wilson", "bootstrap"]


class Estimate(Record, frozen=True, kw_only=True):
    """How well one group of the corpus is read."""

    by: By
    group: str
    precision: Rate | None
    recall: Rate | None
    modality: Rate | None


class _Row(Record, frozen=True, kw_only=True):
    """A coded row as numbers: its weight, and how many events it found rightly and how many it misses of the group, if it is `inside` it."""

    stratum: str
    weight: float
    right: int
    missed: int
    report: bool
    inside: bool


def estimates(coded: Sequence[Coded]) -> list[Estimate]:
    """Of the whole, and by act, language, outlet and year. Weights are sizes of strata by the rows coded in them, so that rows left out do no harm."""
    coded = [row for row in coded if row.answered]
    seen = Counter(row.stratum for row in coded)
    weights = {row.stratum: row.size / seen[row.stratum] for row in coded}
    found = []
    for by in GROUPS:
        for group in sorted({value for row in coded for value in _values(row, by)}):
            found.append(_estimate(by, group, coded, weights))
    return found


def _values(row: Coded, by: By) -> Iterable[str]:
    match by:
        case "all":
            return ("all",)
        case "act":
            return (row.act,) if row.kind == "report" else row.missed_acts
        case "language":
            return (row.language,)
        case "outlet":
            return (row.outlet or "unknown",)
        case "year":
            return (row.year or "unknown",)


def _estimate(by: By, group: str, coded: Sequence[Coded], weights: dict[str, float]) -> Estimate:
    rows = [_row(row, by, group, weights[row.stratum]) for row in coded]
    inside = [row for row in rows if row.inside]
    modal = [(weights[row.stratum], row.modality_right) for row in coded if row.right and row.modality_right is not None and group in _values(row, by)]
    return Estimate(
        by=by, group=group,
        precision=_wilson([(row.weight, bool(row.right)) for row in inside if row.report]),
        recall=_recall(rows) if any(not row.report for row in inside) else None,
        modality=_wilson(modal),
    )  # fmt: skip


def _row(row: Coded, by: By, group: str, weight: float) -> _Row:
    """By act, every sentence and article counts: any might have held an event of that act."""
    report = row.kind == "report"
    inside = group in _values(row, by) or (by == "act" and not report)
    missed = (row.missed_acts.count(group) if by == "act" else row.missed) if inside else 0
    return _Row(stratum=row.stratum, weight=weight, right=int(inside and report and bool(row.right)), missed=missed, report=report, inside=inside)


def _wilson(trials: Sequence[tuple[float, bool]]) -> Rate | None:
    """A weighted share; unequal weights count as fewer rows (Kish)."""
    if not trials:
        return None
    total = sum(weight for weight, _ in trials)
    value = sum(weight for weight, good in trials if good) / total
    low, high = interval(value, _effective([weight for weight, _ in trials]))
    return Rate(value=value, low=low, high=high, rows=len(trials), method="wilson")


def interval(share: float, n: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of `n`."""
    middle, half = share + _Z**2 / (2 * n), _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n))
    return max(0.0, (middle - half) / (1 + _Z**2 / n)), min(1.0, (middle + half) / (1 + _Z**2 / n))


def _effective(weights: Sequence[float]) -> float:
    return sum(weights) ** 2 / sum(weight**2 for weight in weights)


def _recall(rows: Sequence[_Row]) -> Rate | None:
    """What was found rightly, of that and what was missed. Whole strata are resampled, also for a group that is a part of them.

    The interval is the wider of that and Wilson's, for strata of few rows look more certain than they are.
    """
    value = _share(rows)
    inside = [row for row in rows if row.inside]
    if value is None:
        return None
    if not any(row.missed for row in rows):
        return _nothing_missed(inside)
    strata: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        strata[row.stratum].append(row)
    telling = [some for some in strata.values() if any(row.right or row.missed for row in some)]
    chance = random.Random(_SEED)  # the same sheet gives the same interval
    shares = (_share([row for some in telling for row in chance.choices(some, k=len(some))]) for _ in range(_RESAMPLES))
    known = sorted(share for share in shares if share is not None)
    low, high = interval(value, _effective([row.weight * (row.right + row.missed) for row in inside if row.right or row.missed]))
    tail = round(0.025 * len(known))
    return Rate(value=value, low=min(low, known[tail]), high=max(high, known[-1 - tail]), rows=len(inside), method="bootstrap")


def _share(rows: Iterable[_Row]) -> float | None:
    right = missed = 0.0
    for row in rows:
        right += row.weight * row.right
        missed += row.weight * row.missed
    return right / (right + missed) if right + missed else None


def _nothing_missed(rows: Sequence[_Row]) -> Rate:
    others = [row.weight for row in rows if not row.report]
    most = sum(others) * interval(0.0, _effective(others))[1]
    right = sum(row.weight * row.right for row in rows)
    return Rate(value=1.0, low=right / (right + most), high=1.0, rows=len(rows), method="wilson")
