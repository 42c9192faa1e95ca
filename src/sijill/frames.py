"""Tables of records for polars and pandas: the columns that a report has wherever it is shown, and how rows become a data frame."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sijill.errors import MissingExtra
from sijill.records import Reading, Report

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

WORD, NUMBER, WHOLE, FLAG, DAY, WORDS = "word", "number", "whole", "flag", "day", "words"
Columns = Mapping[str, str]  # name and kind, in order
Row = Mapping[str, Any]

REPORT: Columns = {
    "act": WORD, "type": WORD, "mode": WORD, "cameo": WORD, "quad": WORD, "goldstein": NUMBER, "modality": WORD, "actors": WORDS,
    "recipients": WORDS, "actor_names": WORDS, "recipient_names": WORDS, "times": WORDS, "places": WORDS, "place_countries": WORDS,
    "channels": WORDS, "durations": WORDS, "ordinals": WORDS, "topics": WORDS, "documents": WORDS, "quantities": WORDS, "speaker_kind": WORD,
    "speaker": WORD, "evidence_in": WORD, "evidence_start": WHOLE, "evidence_end": WHOLE,
}  # fmt: skip

READING: Columns = {"report": WORD, **REPORT, "quote": WORD}


def reading_rows(reading: Reading) -> Iterator[Row]:
    """The reports of a reading, by the columns of `READING`."""
    for report in reading.reports:
        yield {"report": report.id, **report_row(report), "quote": report.evidence.exact}


def report_row(report: Report) -> dict[str, Any]:
    """A report by the columns of `REPORT`; `WORDS` are tuples, an unnamed party has the code ""."""
    r = report
    values = (
        r.act, r.type, r.mode, r.cameo, r.quad, r.goldstein, r.modality.value, tuple(p.id or "" for p in r.actors),
        tuple(p.id or "" for p in r.recipients), tuple(p.name for p in r.actors), tuple(p.name for p in r.recipients), tuple(t.edtf for t in r.times),
        tuple(p.name for p in r.places), tuple(p.country or "" for p in r.places), tuple(c.value for c in r.channels),
        tuple(("~" if d.approximate else "") + d.iso for d in r.durations), tuple(f"{o.n} {o.of}" for o in r.ordinals),
        tuple(t.id for t in r.topics if t.id), tuple(d.kind for d in r.documents),
        tuple(f"{'~' if q.approximate else ''}{q.value:g} {q.unit}" for q in r.quantities), r.speaker.kind,
        r.speaker.id or r.speaker.name or r.speaker.kind, r.evidence.where or "text", r.evidence.start, r.evidence.end,
    )  # fmt: skip
    return dict(zip(REPORT, values, strict=True))


def day(iso: str | None) -> date | None:
    """A day as data frames have it."""
    return date.fromisoformat(iso) if iso else None


def arrow_schema(columns: Columns) -> "pyarrow.Schema":
    """The columns as Parquet has them: lists are lists, days are dates. Raises ImportError."""
    import pyarrow as pa

    kinds = {NUMBER: pa.float64(), WHOLE: pa.int64(), FLAG: pa.bool_(), DAY: pa.date32(), WORDS: pa.list_(pa.string())}
    return pa.schema([(name, kinds.get(kind, pa.string())) for name, kind in columns.items()])


def polars_of(rows: Iterable[Row], columns: Columns) -> "polars.DataFrame":
    """A polars data frame: lists are lists, days are dates. Raises MissingExtra."""
    try:
        import polars as pl
    except ImportError as error:
        raise MissingExtra("polars needs the extra `notebook`", fix="pip install 'sijill[notebook]'") from error
    kinds = {NUMBER: pl.Float64(), WHOLE: pl.Int64(), FLAG: pl.Boolean(), DAY: pl.Date(), WORDS: pl.List(pl.String)}
    schema = {name: kinds.get(kind, pl.String()) for name, kind in columns.items()}
    return pl.DataFrame([{name: list(v) if isinstance(v, tuple) else v for name, v in row.items()} for row in rows], schema=schema)


def pandas_of(rows: Iterable[Row], columns: Columns) -> "pandas.DataFrame":
    """A pandas data frame: several values are tuples, days are timestamps. Raises MissingExtra."""
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtra("pandas needs the extra `notebook`", fix="pip install 'sijill[notebook]'") from error
    kinds = {WORD: "string", NUMBER: "float64", WHOLE: "Int64", FLAG: "boolean", DAY: "datetime64[s]", WORDS: "object"}
    frame = pd.DataFrame.from_records([tuple(row.values()) for row in rows], columns=list(columns))
    return frame.astype({name: kinds[kind] for name, kind in columns.items()})
