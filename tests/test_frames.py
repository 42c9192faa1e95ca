"""Data frames and charts: their columns, their types, and the same numbers as the ledger's."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import sijill
from sijill import charts
from sijill.cli.options import Options, readings
from sijill.errors import MissingExtra
from sijill.frames import READING
from sijill.ledger import Events, Ledger
from sijill.ledger.eventlist import COLUMNS
from sijill.packs import Packs

TEXT = "French President Emmanuel Macron met Egyptian President Abdel Fattah el-Sisi in Cairo."


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory, packs: Packs) -> Iterator[Events]:
    path: Path = tmp_path_factory.mktemp("frames") / "news.sijill"
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file, Ledger(path, packs) as ledger:
        ledger.add(readings([str(file)], Options(), packs))
        yield ledger.events("CHN", "RUS")


def test_events_are_a_list_still(events: Events) -> None:
    assert isinstance(events, list)
    assert len(events) == 7


def test_events_in_polars(events: Events) -> None:
    frame = events.to_polars()
    assert frame.columns == list(COLUMNS)
    assert (frame.schema["earliest"], frame.schema["parties"], frame.schema["reports"]) == (pl.Date(), pl.List(pl.String), pl.Int64())
    assert frame["reports"].sum() == sum(event.counts.reports for event in events) == 30
    assert frame.filter(pl.col("places").list.contains("Samarkand"))["act"].to_list() == ["meeting"]


def test_events_in_pandas(events: Events) -> None:
    frame = events.to_pandas()
    assert list(frame.columns) == list(COLUMNS)
    assert pd.api.types.is_datetime64_any_dtype(frame["earliest"])
    assert frame["id"].to_list() == [event.id for event in events]
    assert frame.groupby("status")["reports"].sum().to_dict() == {"held": 29, "planned": 1}


def test_no_events_make_an_empty_frame_of_the_same_columns() -> None:
    assert Events().to_polars().columns == list(COLUMNS) == list(Events().to_pandas().columns)


def test_a_reading_as_a_frame() -> None:
    reading = sijill.read(TEXT, published="2023-06-15")
    frame, other = reading.to_polars(), reading.to_pandas()
    assert frame.columns == list(READING) == list(other.columns)
    assert frame["actors"].to_list() == [["FRA/emmanuel-macron"]]
    assert other["quote"].to_list() == frame["quote"].to_list() == [TEXT]


def test_charts_hold_the_events(events: Events) -> None:
    shown = charts.timeline(events).to_dict()
    assert {row["id"] for row in shown["data"]["values"]} == {event.id for event in events if event.time.earliest}
    bars = charts.activity(events, every="year").to_dict()["data"]["values"]
    assert sum(row["events"] for row in bars) == len([event for event in events if event.time.earliest])
    assert {row["time"] for row in bars} == {"2021", "2022"}


@pytest.mark.parametrize("library", ["polars", "pandas", "altair"])
def test_a_missing_library_is_named(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    ask = {"polars": Events().to_polars, "pandas": Events().to_pandas, "altair": lambda: charts.timeline([])}[library]
    with pytest.raises(MissingExtra, match="notebook"):
        ask()
