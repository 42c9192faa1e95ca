"""Parquet: a row is an article, under our names or the file's own; a broken one loses nothing but itself."""

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sijill.records import FailureLine
from sijill.sources import Columns, Given, Page, sources
from sijill.sources import items as items_of


def made(path: Path, rows: list[dict[str, object]], group: int = 2) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=group)
    return path


def test_rows_are_articles_by_the_number_of_their_row(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": 7, "text": "Kenya met Uganda.", "published": date(2021, 12, 16), "views": 5}, {"id": 8, "text": "", "published": None, "views": 1},
        {"id": 9, "text": "France condemned Syria.", "published": date(2022, 1, 2), "views": 2},
    ]  # fmt: skip
    path = made(tmp_path / "news.parquet", rows)
    first, broken, last = sources(path)
    assert isinstance(first, Given)
    assert (first.source.id, first.source.published, first.line) == ("7", "2021-12-16", 1)
    assert isinstance(broken, FailureLine)
    assert (broken.error.code, broken.error.line, broken.error.file) == ("empty", 2, str(path))
    assert isinstance(last, Given)
    assert (last.source.text, last.line) == ("France condemned Syria.", 3)


@pytest.mark.parametrize("columns", [{"text": "body", "published": "seen"}])
def test_columns_may_have_other_names_and_times(tmp_path: Path, columns: Columns) -> None:
    path = made(tmp_path / "x", [{"body": "Kenya met Uganda.", "seen": datetime(2021, 12, 16, 17, 45)}])
    (article,) = sources(path, columns=columns)
    assert isinstance(article, Given)
    assert (article.source.published, article.source.id) == ("2021-12-16T17:45:00", f"{path}:1")
    (failure,) = sources(path)
    assert isinstance(failure, FailureLine)
    assert (failure.error.code, failure.error.message) == ("missing-column", "no column text or html among: body, seen")


def test_pages_stay_pages(tmp_path: Path) -> None:
    (page,) = items_of(made(tmp_path / "x", [{"html": "<p>Kenya met Uganda.</p>", "url": "https://wire.example/1"}]))
    assert isinstance(page, Page)
    assert page.source.url == "https://wire.example/1"


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    path = made(tmp_path / "x", [{"text": "Kenya met Uganda. " * 50}])
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    (failure,) = sources(path)
    assert isinstance(failure, FailureLine)
    assert failure.error.code == "broken-archive"
    spoiled = bytearray(data)
    spoiled[10:60] = b"\xff" * 50
    path.write_bytes(spoiled)
    assert [item.error.code for item in sources(path) if isinstance(item, FailureLine)] == ["broken-archive"]
