"""`sijill export`: files whole or not at all, a side file wherever something is lost, and what is left out said aloud."""

import json
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import click
import pytest
from click.testing import Result

from sijill.cli.export import export
from sijill.errors import ExportError, MissingLedger
from sijill.exports import FORMATS

Sijill = Callable[..., Result]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from click.testing import CliRunner

    from sijill.cli import group

    path = tmp_path_factory.mktemp("export") / "news.sijill"
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as articles:
        CliRunner().invoke(group, ["add", str(articles), "--ledger", str(path)], catch_exceptions=False)
    return path


def test_the_choices_are_the_formats() -> None:
    choice = next(option.type for option in export.params if option.name == "form")
    assert isinstance(choice, click.Choice)
    assert tuple(choice.choices) == tuple(FORMATS)


def test_a_lossy_format_writes_its_side_file_beside(news: Path, tmp_path: Path, sijill: Sijill) -> None:
    out = tmp_path / "events.tab"
    result = sijill("export", "--to", "icews", "--out", out, "--ledger", news)
    assert result.exit_code == 0
    assert "53 rows" in result.stderr
    side = [json.loads(line) for line in Path(f"{out}.evidence.jsonl").read_text().splitlines()]
    assert {line["row"] for line in side} == {line.split("\t")[0] for line in out.read_text().splitlines()[1:]}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.tab", "events.tab.evidence.jsonl"]


def test_a_lossy_format_on_standard_output_asks_for_the_side_file(news: Path, tmp_path: Path, sijill: Sijill) -> None:
    assert sijill("export", "--to", "icews", "--ledger", news).exit_code == 2
    result = sijill("export", "--to", "icews", "--evidence", tmp_path / "side", "--ledger", news)
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 54


def test_what_is_left_out_is_said(news: Path, tmp_path: Path, sijill: Sijill) -> None:
    assert "left out: 3 without a place told" in sijill("export", "--to", "geojson", "--out", tmp_path / "g", "--ledger", news).stderr


def test_words_and_options_are_those_of_find(news: Path, sijill: Sijill) -> None:
    lines = sijill("export", "Samarkand", "--to", "jsonl", "--language", "en", "--ledger", news).stdout.splitlines()
    assert {json.loads(line)["article"]["language"] for line in lines} == {"en"}


def test_the_ledger_is_not_written_over(news: Path, sijill: Sijill) -> None:
    before = news.read_bytes()
    assert sijill("export", "--to", "csv", "--out", news, "--ledger", news).exit_code == 2
    assert sijill("export", "--to", "csv", "--evidence", news, "--ledger", news).exit_code == 2
    assert news.read_bytes() == before


def test_a_file_that_cannot_be_written_leaves_what_was_there(news: Path, tmp_path: Path, sijill: Sijill) -> None:
    with pytest.raises(ExportError, match="No such file"):
        sijill("export", "--to", "csv", "--out", tmp_path / "none" / "x.csv", "--ledger", news)
    with pytest.raises(MissingLedger):
        sijill("export", "--to", "csv", "--out", tmp_path / "x.csv", "--ledger", tmp_path / "none.sijill")
    assert list(tmp_path.iterdir()) == []
