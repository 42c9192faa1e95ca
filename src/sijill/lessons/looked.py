"""The articles in which people judged reports, each with the standing judgements on its reports."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sijill.ledger import Ledger
from sijill.ledger.judged import standing
from sijill.ledger.rows import Judgement
from sijill.ledger.whole import Whole

_ON_REPORTS = ("accept", "reject", "correct", "add")


class Looked(NamedTuple):
    """An article as it is now; `id` is the one that its source gave, `said` the standing judgements on each report by its key, oldest first."""

    id: str
    whole: Whole
    said: dict[str, list[Judgement]]


def looked(ledger: Ledger) -> Iterator[Looked]:
    """All of them, by their keys."""
    said: defaultdict[str, dict[str, list[Judgement]]] = defaultdict(dict)
    for judgement in standing(ledger.judgements()):
        for report in dict.fromkeys(judgement.reports) if judgement.kind in _ON_REPORTS else ():
            said[judgement.article or ledger.article_of(report)].setdefault(report, []).append(judgement)
    ids = ledger.given_ids(said)
    for key in sorted(said):
        yield Looked(ids[key], ledger.article(key), said[key])
