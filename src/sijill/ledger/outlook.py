"""What `due` and `audit` need of the ledger: the events that matter to them, and how much was read on some parties."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from sijill.ledger.audit import findings
from sijill.ledger.due import promises
from sijill.ledger.judge import judgements
from sijill.ledger.rows import Coverage, Finding, Promise
from sijill.ledger.timeline import timeline


def due(connection: Connection, on: date, parties: Sequence[str]) -> list[Promise]:
    """Every promise announced by a day, with its state on it."""
    events = list(timeline(connection, parties))

    def covered(some: tuple[str, ...], since: str | None, until: date) -> Coverage:
        return Coverage(articles=0, outlets=0)

    return promises(events, judgements(connection), on, covered)


def audit(connection: Connection, on: date, parties: Sequence[str]) -> list[Finding]:
    """Everything that does not add up by a day."""
    return findings(list(timeline(connection, parties)), due(connection, on, parties))
