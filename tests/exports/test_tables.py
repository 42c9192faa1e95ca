"""Contracts of the flat table in CSV and Parquet, and of JSON Lines."""

import csv
import io
from pathlib import Path

import duckdb
import msgspec
import pandas as pd
import polars as pl
import pytest

from sijill.exports.flat import COLUMNS
from sijill.exports.quotes import LONGEST, quoted, report_of
from sijill.frames import DAY, FLAG, NUMBER, WHOLE, WORDS
from sijill.ledger import Ledger, Query
from sijill.records import Report, Span
from tests.exports.conftest import Make
from tests.ledger.made import told


def test_csv_columns_and_quoting(make: Make) -> None:
    made = make("csv")
    rows = list(csv.reader(io.StringIO(made.data.decode(), newline="")))
    assert rows[0] == list(COLUMNS)
    assert made.data.count(b"\r\n") >= len(rows) == 31
    frame = pd.read_csv(io.BytesIO(made.data), dtype={"cameo": str})
    assert len(frame) == 30
    assert set(frame["modality"]) == {"actual", "planned"}
    assert (frame["evidence_end"] - frame["evidence_start"] == frame["quote"].str.len()).all()


def test_parquet_types(make: Make, tmp_path: Path) -> None:
    made = make("parquet")
    frame = pl.read_parquet(made.data)
    kinds = {NUMBER: pl.Float64(), WHOLE: pl.Int64(), FLAG: pl.Boolean(), DAY: pl.Date(), WORDS: pl.List(pl.String)}
    assert dict(frame.schema) == {name: kinds.get(kind, pl.String()) for name, kind in COLUMNS.items()}
    assert frame.height == 30
    file = tmp_path / "reports.parquet"
    file.write_bytes(made.data)
    ((counted,),) = duckdb.sql(f"SELECT count(*) FROM '{file}' WHERE list_contains(actors, 'CHN/xi-jinping')").fetchall()
    assert counted == sum("CHN/xi-jinping" in row for row in frame["actors"].to_list()) > 0


def test_jsonl_is_the_contract(make: Make) -> None:
    made = make("jsonl")
    assert len(made.objects) == 30
    for line in made.objects:
        assert set(line) == {"key", "event", "article", "report"}
        assert "text" not in line["article"]
        msgspec.convert(line["report"], Report)  # strict: no field more or less, every span exact


@pytest.mark.parametrize("to", ["csv", "jsonl", "plover", "webannotation", "ics", "geojson", "ftm", "polecat"])
def test_no_words_leave_unless_wanted(to: str, make: Make, covered: Ledger) -> None:
    sentences = {s.report.evidence.exact for t in covered.told(Query()) for s in t.reports}
    titles = {s.article.title for t in covered.told(Query()) for s in t.reports if s.article.title}
    made = make(to, text="none")
    unfolded = made.data.replace(b"\r\n ", b"").decode()
    assert not [words for words in sentences | titles if words in unfolded]
    assert not any("exact" in line for line in made.side)


def test_full_texts_leave_when_asked(make: Make, covered: Ledger) -> None:
    texts = {key: text for t in covered.told(Query(), texts=True) for key, text in t.texts.items()}
    assert len(texts) == 30
    assert {line["key"]: line["article"]["text"] for line in make("jsonl", text="full").objects} == texts


def test_a_long_quote_is_cut_and_its_span_stays_exact() -> None:
    words = "word " * 100
    report = msgspec.structs.replace(told("a").report, evidence=Span(start=7, end=7 + len(words), exact=words))
    assert quoted(report.evidence, "quote") == words[:LONGEST]
    assert quoted(report.evidence, "full") == words
    cut = msgspec.convert(report_of(report, "quote"), Report).evidence
    assert (cut.start, cut.end, len(cut.exact)) == (7, 7 + LONGEST, LONGEST)


def test_the_filters_of_find_choose(make: Make, covered: Ledger) -> None:
    for query in (Query(words="Putin"), Query(language="ar"), Query(act="visit"), Query(parties=("CHN",), since="2022-02")):
        found = covered.find(query, None)
        lines = make("jsonl", query).objects
        assert len(lines) == found.reports
        assert {line["event"] for line in lines} == {event.id for event in found.events}
    assert make("jsonl", Query(words="unheard-of")).data == b""
