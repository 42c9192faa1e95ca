"""Charts of events as Altair objects, which notebooks show and which can be changed and saved; need the extra `notebook`."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from sijill.errors import MissingExtra
from sijill.ledger import Event

if TYPE_CHECKING:
    import altair

_LENGTH = {"day": 10, "month": 7, "year": 4}  # of an ISO date
STATUSES = ["held", "confirmed", "planned", "possible", "urged", "cancelled", "denied"]


def timeline(events: Iterable[Event]) -> "altair.Chart":
    """Each event with a day as a point: its day across, its act down, its status by colour, its outlets by size. Raises MissingExtra."""
    alt = _altair()
    rows = [
        {"id": e.id, "day": e.time.earliest, "basis": e.time.basis, "act": e.act, "status": e.status, "parties": ", ".join(e.parties),
         "sources": e.counts.outlets}
        for e in events if e.time.earliest
    ]  # fmt: skip
    chart: altair.Chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_circle(opacity=0.7)
        .encode(
            x=alt.X("day:T", title="day"),
            y=alt.Y("act:N", title=None),
            color=alt.Color("status:N", sort=STATUSES),
            size=alt.Size("sources:Q", title="outlets", scale=alt.Scale(rangeMin=40)),
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("id", "day", "basis", "act", "status", "parties", "sources")],
        )
    )
    return chart


def activity(events: Iterable[Event], every: Literal["day", "month", "year"] = "month") -> "altair.Chart":
    """How many events each day, month or year has, by PLOVER type. Raises MissingExtra."""
    alt = _altair()
    counts = Counter((e.time.earliest[: _LENGTH[every]], e.type) for e in events if e.time.earliest)
    rows = [{"time": time, "type": type, "events": n} for (time, type), n in sorted(counts.items())]
    chart: altair.Chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(x=alt.X("time:O", title=every), y=alt.Y("events:Q"), color=alt.Color("type:N"), tooltip=["time:O", "type:N", "events:Q"])
    )
    return chart


def _altair() -> Any:
    try:
        import altair
    except ImportError as error:
        raise MissingExtra("charts need the extra `notebook` (altair)", fix="pip install 'sijill[notebook]'") from error
    return altair
