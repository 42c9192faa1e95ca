"""Exports: what a ledger holds, in the formats of the tools that people have. One format a file; this is the table of them.

Imports run one way: a format knows the ledger and `job`, `dyads`, `events`, `flat`; nothing here knows the command line.
"""

from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import BinaryIO, NamedTuple

from sijill.exports.job import Evidence, How, Job
from sijill.ledger import Ledger, Query

__all__ = ["FORMATS", "Evidence", "Exported", "Format", "How", "available", "export"]


class Format(NamedTuple):
    """What a format is called in the open, and whether something of a report is lost in it, so that it needs a side file.

    `ending` and `media` are those of its files; `needs` is the module of an extra without which it cannot be written.
    """

    what: str
    lossy: bool
    ending: str
    media: str
    needs: str | None = None


FORMATS: Mapping[str, Format] = {  # each is the module of that name here, which has `write(job)`
    "csv": Format("a flat table, one row a report", False, "csv", "text/csv"),
    "parquet": Format("the same table with lists as lists", False, "parquet", "application/vnd.apache.parquet", needs="pyarrow"),
    "jsonl": Format("reports as `sijill read` gives them", False, "jsonl", "application/jsonl"),
    "plover": Format("PLOVER, JSON Lines", True, "plover.jsonl", "application/jsonl"),
    "polecat": Format("POLECAT, 40 columns", True, "polecat.tsv", "text/tab-separated-values"),
    "icews": Format("ICEWS, 20 columns", True, "icews.tsv", "text/tab-separated-values"),
    "phoenix": Format("Phoenix, 26 columns", True, "phoenix.tsv", "text/tab-separated-values"),
    "ftm": Format("FollowTheMoney entities, JSON Lines", True, "ftm.jsonl", "application/jsonl", needs="followthemoney"),
    "ics": Format("iCalendar", True, "ics", "text/calendar", needs="icalendar"),
    "geojson": Format("GeoJSON, the places told", True, "geojson", "application/geo+json"),
    "graphml": Format("GraphML, parties and events", True, "graphml", "application/graphml+xml"),
    "webannotation": Format("W3C Web Annotation", True, "webannotation.jsonld", "application/ld+json"),
    "claimreview": Format("schema.org ClaimReview, signed verdicts alone", True, "claimreview.jsonld", "application/ld+json"),
}


class Exported(NamedTuple):
    """How many rows or objects were written, and how many reports or events were left out, by reason."""

    rows: int
    left_out: dict[str, int]


def available() -> dict[str, Format]:
    """The formats that can be written with what is installed."""
    return {name: format for name, format in FORMATS.items() if format.needs is None or find_spec(format.needs)}


def export(ledger: Ledger, to: str, out: BinaryIO, query: Query | None = None, how: How | None = None, side: BinaryIO | None = None) -> Exported:
    """Write what `query` finds (everything) in the format `to`, and what each row stands on to `side`. Raises MissingExtra, LedgerError, KeyError."""
    if to not in FORMATS:
        raise KeyError(to)
    how = how or How()
    judgements = tuple(ledger.judgements()) if to == "claimreview" else ()
    told = ledger.told(query or Query(), texts=how.text == "full")
    job = Job(told, judgements, out, how, side, Counter(), Counter())
    import_module(f"sijill.exports.{to}").write(job)
    return Exported(job.rows["rows"], dict(job.left_out))
