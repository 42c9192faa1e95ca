"""What does not add up."""

from collections import Counter
from datetime import date

from sijill.ledger.rows import FindingKind
from sijill.records import Record
from sijill.web.findings import Explained, explained
from sijill.web.pages.due import PAGE, Limit, Parties
from sijill.web.room import Asked


class AuditTold(Record, frozen=True, kw_only=True):
    """What does not add up on `on` between `parties` (all, if none): the first `limit` of `total` of this `kind`; `kinds` counts all of them."""

    on: date
    parties: tuple[str, ...]
    kind: FindingKind | None
    kinds: dict[str, int]
    total: int
    findings: tuple[Explained, ...]
    limit: int


def audit(room: Asked, on: date | None = None, party: Parties = None, kind: FindingKind | None = None, limit: Limit = PAGE) -> AuditTold:
    """Values that contradict each other, counts that do not fit, promises overdue on a day (today), with everyone who tells them."""
    day, parties = on or date.today(), tuple(dict.fromkeys(party or ()))
    every = room.kept(lambda: room.ledger.audit(day, parties), "audit", day, parties)
    some = [finding for finding in every if kind in (None, finding.kind)]
    kinds = dict(sorted(Counter[str](finding.kind for finding in every).items()))
    shown = tuple(explained(room.ledger, finding) for finding in some[:limit])
    return AuditTold(on=day, parties=parties, kind=kind, kinds=kinds, total=len(some), findings=shown, limit=limit)
