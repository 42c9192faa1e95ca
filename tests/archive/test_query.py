"""Questions: the documented ones are answered, from finished shards alone, and none can change or reach anything else."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from sijill.errors import BrokenQuestion
from sijill.packs import Packs
from tests.archive.made import DULL, done, jsonl, members

Sijill = Callable[..., Result]
PAGE = Path(__file__).parents[2] / "docs" / "archives.md"
QUESTIONS = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, packs: Packs) -> Path:
    """Six pages of a wire, two of them not worth reading; three lines, and a broken one."""
    place = tmp_path_factory.mktemp("o'archive")  # a path may hold what SQL would read as its own
    (place / "crawl.warc.gz").write_bytes(b"".join([*members(range(4)), *members([4, 5], DULL)]))
    lines = jsonl(place / "news.jsonl", range(3))
    lines.write_text(lines.read_text() + "{\n")
    done([place / "crawl.warc.gz", lines], place / "out", packs)
    return place / "out"


ANSWERS: list[Callable[[list[dict[str, object]]], bool]] = [
    lambda rows: len(rows) == 2 and sum(int(str(row["reports"])) for row in rows) == 7,
    lambda rows: rows[0]["actor_codes"] == ["FRA"] and rows[0]["recipient_codes"] == ["SYR"] and rows[0]["reports"] == 7,
    lambda rows: len(rows) == 7 and "Kenya met Uganda" in str(rows[-1]["quote"]) and rows[1]["offset"] is not None,
    lambda rows: {str(row["reason"]): row["items"] for row in rows} == {"tells of no relations": 2, "broken-json": 1},
    lambda rows: rows == [],
]


@pytest.mark.parametrize(("sql", "right"), list(zip(QUESTIONS, ANSWERS, strict=True)))
def test_the_documented_questions_are_answered(sijill: Sijill, folder: Path, sql: str, right: Callable[[list[dict[str, object]]], bool]) -> None:
    answer = sijill("archive", "query", folder, sql, "--json")
    assert answer.exit_code == 0
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert right(rows), rows


def test_an_answer_as_a_table_and_as_csv(sijill: Sijill, folder: Path) -> None:
    sql = "SELECT outlet, articles, telling, reports FROM outlets WHERE outlet IS NOT NULL"
    assert [cell for line in sijill("archive", "query", folder, sql).stdout.splitlines() for cell in line.split()][-4:] == ["wire.example", "4", "4", "12"]
    rows = list(csv.reader(io.StringIO(sijill("archive", "query", folder, sql, "--csv").stdout)))
    assert rows == [["outlet", "articles", "telling", "reports"], ["wire.example", "4", "4", "12"]]


@pytest.mark.parametrize(
    "sql",
    [
        "COPY reports TO '{folder}/stolen.csv'",
        "CREATE TABLE x AS SELECT 1",
        "DROP VIEW reports",
        "SELECT 1; SELECT 2",
        "SET enable_external_access = true",
        "ATTACH '{folder}/x.db'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM nothing",
        "SELEC",
        "",
    ],
)
def test_what_is_no_question_is_refused(sijill: Sijill, folder: Path, sql: str) -> None:
    with pytest.raises(BrokenQuestion):
        sijill("archive", "query", folder, sql.format(folder=folder))
    assert not (folder / "stolen.csv").exists()
    assert not (folder / "x.db").exists()


def test_only_finished_shards_are_asked(sijill: Sijill, folder: Path) -> None:
    (marker,) = (folder / "done").glob("00001-*.json")
    kept = marker.read_bytes()
    marker.unlink()
    try:
        assert sijill("archive", "query", folder, "SELECT count(*) AS n FROM articles", "--json").stdout == '{"n":4}\n'
    finally:
        marker.write_bytes(kept)
