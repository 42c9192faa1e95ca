"""People's judgements: which of them stand, and what they say of two reports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from sijill.ledger.rows import Judgement

_ON_PAIRS = ("same", "not-same", "unsure")


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that nobody has undone, oldest first; an undoing can be undone too."""
    said = sorted(judgements, key=lambda j: (j.at, j.id))
    undoing: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in said:
        if judgement.undoes:
            undoing[judgement.undoes].append(judgement)

    def stands(judgement: Judgement) -> bool:
        return not any(stands(other) for other in undoing[judgement.id])

    return [judgement for judgement in said if not judgement.undoes and stands(judgement)]


def on_pairs(judgements: Iterable[Judgement]) -> Mapping[tuple[str, str], Judgement]:
    """The last standing judgement on each pair of reports, by their keys in order."""
    return {pair: j for j in standing(judgements) if j.kind in _ON_PAIRS for pair in combinations(sorted(set(j.reports)), 2)}


def verdict_on(reports: Iterable[str], judgements: Iterable[Judgement]) -> Judgement | None:
    """The last standing verdict on a promise that one of the reports announces."""
    keys = set(reports)
    return next((j for j in reversed(standing(judgements)) if j.kind == "verdict" and keys & set(j.reports)), None)


def corrections_of(report: str, judgements: Iterable[Judgement]) -> list[Judgement]:
    """The last standing correction of each value of a report, by its key."""
    last = {j.correction.name: j for j in standing(judgements) if j.correction and report in j.reports}
    return [last[name] for name in sorted(last)]


def addition_of(report: str, judgements: Iterable[Judgement]) -> Judgement | None:
    """The last standing judgement that added a report, by its key."""
    return next((j for j in reversed(standing(judgements)) if j.added and report in j.reports), None)


def word_on(report: str, judgements: Iterable[Judgement]) -> Judgement | None:
    """The last standing word on whether a report, by its key, tells what its article tells."""
    return next((j for j in reversed(standing(judgements)) if j.kind in ("accept", "reject") and report in j.reports), None)
