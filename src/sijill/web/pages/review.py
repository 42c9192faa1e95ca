"""Review: what a person should judge, and what people judged."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from fastapi import Query as Parameter

from sijill.ledger import Judgement, Ledger, Promise
from sijill.ledger.doubts import Doubt, DoubtKind
from sijill.ledger.judged import standing
from sijill.ledger.told import Reported
from sijill.records import Record
from sijill.web.room import Asked

_PAGE, _MOST = 10, 200
_RECENT = 5


class Said(Record, frozen=True, kw_only=True):
    """What somebody judged in one go, and whether it stands; `undone` is what took it back."""

    judgements: tuple[Judgement, ...]
    stands: bool
    undone: Judgement | None

    @property
    def reports(self) -> tuple[str, ...]:
        """The keys of all reports that it is on."""
        return tuple(dict.fromkeys(key for judgement in self.judgements for key in judgement.reports))


class ReviewTold(Record, frozen=True, kw_only=True):
    """The queue: doubtful pairs, reports that were barely let through, promises overdue without a verdict, and the last judgements, newest first.

    `kind` and `parties` narrow it.
    """

    kind: str | None
    parties: tuple[str, ...]
    limit: int
    doubts: tuple[Doubt, ...]
    barely: tuple[Reported, ...]
    promises: tuple[Promise, ...]
    recent: tuple[Said, ...]


class HistoryTold(Record, frozen=True, kw_only=True):
    """All judgements, newest first."""

    said: tuple[Said, ...]


def review(
    room: Asked,
    kind: Annotated[str | None, Parameter(pattern="^(unsure|weak|conflict|barely|promise)$")] = None,
    party: Annotated[list[str] | None, Parameter()] = None,
    limit: Annotated[int, Parameter(ge=1, le=_MOST)] = _PAGE,
) -> ReviewTold:
    """What a person should judge: doubtful pairs of reports, conflicts, reports on little evidence, overdue promises; of all these parties, if told."""
    parties = tuple(party or ())
    return room.kept(lambda: _review(room.ledger, kind, parties, limit), "review", kind, parties, limit, date.today())


def history(room: Asked) -> HistoryTold:
    """What people judged, who and when, undone judgements included."""
    return HistoryTold(said=said(room.ledger.judgements()))


def said(judgements: Iterable[Judgement]) -> tuple[Said, ...]:
    """Judgements, newest first; those made in one go, as the splitting of a report is, stand together."""
    every = list(judgements)
    stands = {judgement.id for judgement in standing(every)}
    undone = {judgement.undoes: judgement for judgement in every if judgement.undoes}
    goes: dict[tuple[object, ...], list[Judgement]] = {}
    for j in every:
        if not j.undoes:
            goes.setdefault((j.at, j.by, j.kind, j.evidence, j.id in stands), []).append(j)
    rows = [Said(judgements=tuple(go), stands=go[0].id in stands, undone=None if go[0].id in stands else undone.get(go[0].id)) for go in goes.values()]
    return tuple(sorted(rows, key=lambda row: (row.judgements[0].at, row.judgements[0].id), reverse=True))


def _review(ledger: Ledger, kind: str | None, parties: tuple[str, ...], limit: int) -> ReviewTold:
    kinds: dict[str | None, DoubtKind | None] = {None: None, "unsure": "unsure", "weak": "weak", "conflict": "conflict"}
    # as many more as have a verdict, so that enough are left
    judged = sum(1 for judgement in standing(ledger.judgements()) if judgement.kind == "verdict")
    some = ledger.due(None, parties, "overdue", limit=limit + judged) if kind in (None, "promise") else []
    overdue = [promise for promise in some if promise.verdict is None]
    return ReviewTold(
        kind=kind,
        parties=parties,
        limit=limit,
        doubts=tuple(ledger.doubts(limit, kinds[kind], parties)) if kind in kinds else (),
        barely=tuple(ledger.barely(limit, parties)) if kind in (None, "barely") else (),
        promises=tuple(overdue[:limit]),
        recent=said(ledger.judgements())[:_RECENT],
    )
