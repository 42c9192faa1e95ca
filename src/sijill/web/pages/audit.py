"""What does not add up."""

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
    kinds = room.kept(lambda: room.ledger.kinds(day, parties), "kinds", day, parties)
    findings = room.kept(lambda: room.ledger.audit(day, parties, kind, limit=limit), "audit", day, parties, kind, limit)
    shown = tuple(explained(room.ledger, finding) for finding in findings)
    total = sum(kinds.values()) if kind is None else kinds.get(kind, 0)
    return AuditTold(on=day, parties=parties, kind=kind, kinds=kinds, total=total, findings=shown, limit=limit)
