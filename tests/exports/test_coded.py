"""Contracts of ICEWS, POLECAT, Phoenix and PLOVER: columns, order, types, and what a row stands on."""

import io
from datetime import date

import pandas as pd
import polars as pl
import pytest

from sijill.exports import icews, phoenix, polecat
from sijill.exports.tabbed import write_line
from sijill.ledger import Ledger, Query
from tests.exports.conftest import Make

CODED = ("icews", "polecat", "phoenix", "plover")


def test_icews_columns(make: Make) -> None:
    made = make("icews")
    assert made.lines[0].split("\t") == list(icews.COLUMNS)
    assert len(icews.COLUMNS) == 20
    assert (icews.COLUMNS[0], icews.COLUMNS[6], icews.COLUMNS[11], icews.COLUMNS[19]) == ("Event ID", "CAMEO Code", "Story ID", "Longitude")
    frame = pd.read_csv(io.BytesIO(made.data), sep="\t", dtype={"CAMEO Code": str}, quoting=3, parse_dates=["Event Date"])
    assert len(frame) == made.done.rows == 53
    assert frame["Event ID"].dtype == "int64"
    assert frame["Intensity"].between(-10, 10).all()
    assert set(frame["CAMEO Code"]) >= {"036", "040", "044"}
    assert set(frame["Source Country"]) == {"CHN", "RUS"}


def test_polecat_columns(make: Make) -> None:
    made = make("polecat")
    assert made.lines[0].split("\t") == list(polecat.COLUMNS)
    assert len(polecat.COLUMNS) == 40
    assert (polecat.COLUMNS[5], polecat.COLUMNS[22], polecat.COLUMNS[33], polecat.COLUMNS[39]) == (
        "Quad Code", "Wikipedia Recipient ID", "Source", "Version",
    )  # fmt: skip
    frame = pl.read_csv(made.data, separator="\t", quote_char=None, infer_schema_length=None)
    assert frame.shape == (53, 40)
    assert set(frame["Event Type"]) == {"AGREE", "CONSULT", "SUPPORT"}
    assert set(frame["Language"]) == {"ar", "en", "ru", "zh"}


def test_phoenix_columns(make: Make) -> None:
    made = make("phoenix")
    assert len(phoenix.COLUMNS) == 26
    assert all(len(row) == 26 for row in made.table)  # no header
    for row in made.table:
        assert row[1] == "".join(row[2:5]) == date(int(row[2]), int(row[3]), int(row[4])).strftime("%Y%m%d")
        assert row[15] in "01234"
        assert row[13].startswith(row[14])
    meeting = next(row for row in made.table if row[13] == "040" and row[5] == "CHNGOV")
    assert meeting[9:12] == ["RUSGOV", "RUS", "GOV"]
    assert len(meeting[23].split(";")) == 9  # reports of one event, one line


def test_plover_fields(make: Make) -> None:
    allowed = {
        "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text", "quad_code", "event_scale",
        "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date", "coded_time", "comment",
    }  # fmt: skip
    made = make("plover")
    for record in made.objects:
        assert {"id", "date", "actor", "event"} <= set(record) <= allowed
        assert record["quad_code"] in (1, 2, 3, 4)
    planned = next(line["row"] for line in made.side if line["modality"] == "planned")
    assert next(record for record in made.objects if record["id"] == planned)["event"] == "AGREE"


@pytest.mark.parametrize("to", CODED)
def test_every_row_is_in_the_side_file_with_an_exact_span(to: str, make: Make, covered: Ledger) -> None:
    made = make(to)
    rows = [record["id"] for record in made.objects] if to == "plover" else [row[0] for row in made.table if row[0] != "Event ID"]
    assert len(rows) == len(set(rows)) == made.done.rows
    assert {line["row"] for line in made.side} == set(rows)
    texts = {key: text for told in covered.told(Query(), texts=True) for key, text in told.texts.items()}
    assert all(texts[line["report"]][line["start"] : line["end"]] == line["exact"] for line in made.side if "in" not in line)


@pytest.mark.parametrize("to", CODED)
def test_an_intent_is_of_the_day_it_was_published(to: str, make: Make) -> None:
    for line in make(to).side:
        assert line["basis"] == "publication" if line["modality"] == "planned" else line["basis"] in ("told", "weekday", "relative", "publication")
        if line["modality"] == "planned":
            assert line["day"] == line["published"][:10]


@pytest.mark.parametrize("to", CODED)
def test_once_halves_symmetric_acts(to: str, make: Make) -> None:
    query = Query(act="meeting")
    assert make(to, query, symmetric="once").done.rows * 2 == make(to, query).done.rows


def test_a_tab_or_a_line_end_in_a_value_is_a_space() -> None:
    out = io.BytesIO()
    write_line(out, ['a\tb\r\nc\u2028d "e"', None, 1.5])
    assert out.getvalue().decode() == 'a b c d "e"\t\t1.5\n'


def test_the_same_ledger_gives_the_same_bytes(make: Make) -> None:
    for to in CODED:
        assert make(to).data == make(to).data
