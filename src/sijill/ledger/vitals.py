"""How a ledger is, for those who watch over it: what its counts leave out, cheap enough to be asked every few seconds."""

from sqlalchemy import Connection, func, select

from sijill.ledger import tables as t
from sijill.ledger.coverage import SKIPPED
from sijill.records import Record


class Vitals(Record, frozen=True, kw_only=True):
    """What could not be read, how many reports wait for their events, and when (ISO 8601) an article came in last."""

    failures: int
    stale: int
    last_added: str | None


def vitals(connection: Connection) -> Vitals:
    """How the ledger is now; as in its list of failures, what was skipped is none."""
    f, a = t.failures.c, t.articles.c
    failed = connection.execute(select(func.count()).select_from(t.failures).where(f.code.not_in(SKIPPED))).scalar_one()
    stale = connection.execute(select(func.count()).select_from(t.stale)).scalar_one()
    last = connection.execute(select(a.added).order_by(a.pk.desc()).limit(1)).scalar()
    return Vitals(failures=failed, stale=stale, last_added=last)
