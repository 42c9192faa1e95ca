"""Events as a list that becomes a data frame."""

from typing import TYPE_CHECKING, Any

from sijill.frames import DAY, FLAG, WHOLE, WORD, WORDS, day, pandas_of, polars_of
from sijill.ledger.rows import Event
from sijill.ledger.values import of

if TYPE_CHECKING:
    import pandas
    import polars

COLUMNS = {
    "id": WORD, "earliest": DAY, "latest": DAY, "basis": WORD, "act": WORD, "type": WORD, "status": WORD, "parties": WORDS, "places": WORDS,
    "channels": WORDS, "durations": WORDS, "topics": WORDS, "documents": WORDS, "disputed": FLAG, "reports": WHOLE, "articles": WHOLE,
    "sources": WHOLE, "voices": WHOLE, "languages": WORDS,
}  # fmt: skip
_TOLD = {"places": ("place", "name"), "channels": ("channel", "value"), "durations": ("duration", "iso"), "topics": ("topic", "id"),
         "documents": ("document", "kind")}  # fmt: skip


class Events(list[Event]):
    """What `Ledger.events` gives: a list of events, by date, that can be shown as a table. One row an event."""

    def to_polars(self) -> "polars.DataFrame":
        """A polars data frame: lists are lists, days are dates. Raises MissingExtra."""
        return polars_of(map(_row, self), COLUMNS)

    def to_pandas(self) -> "pandas.DataFrame":
        """A pandas data frame: several values are tuples, days are timestamps. Raises MissingExtra."""
        return pandas_of(map(_row, self), COLUMNS)


def _row(event: Event) -> dict[str, Any]:
    n, time = event.counts, event.time
    lead = (event.id, day(time.earliest), day(time.latest), time.basis, event.act, event.type, event.status, event.parties)
    counts = (bool(event.conflicts), n.reports, n.articles, n.outlets, n.voices, n.languages)
    return dict(zip(COLUMNS, (*lead, *(_told(event, *which) for which in _TOLD.values()), *counts), strict=True))


def _told(event: Event, name: str, field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(v.value[field]) for v in of(event.values, name) if v.value.get(field) is not None))
