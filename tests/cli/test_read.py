"""`sijill read`: what comes out, in which order, with which exit status."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from sijill.records import Source

ARTICLE = "Kenya met Uganda on Tuesday to settle the quota."
Sijill = Callable[..., Result]


def test_json_gives_one_reading_a_line_in_input_order(sijill: Sijill, article: Path) -> None:
    result = sijill("read", "--json", article, "-", input=json.dumps({"id": "second", "text": ARTICLE}))
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["article"]["id"], second["article"]["id"]) == ("article.txt", "second")
    assert first["article"]["url"] is None
    assert [report["act"] for report in first["reports"]] == ["meeting"]
    assert "in" not in first["reports"][0]["trigger"]


def test_an_article_that_fails_leaves_the_others(sijill: Sijill, article: Path, tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text(f'{{"text": {json.dumps(ARTICLE)}}}\n{{"text": \n{{"id": "pl", "text": "Zażółć", "language": "pl"}}\n', encoding="utf-8")
    result = sijill("read", "--json", tmp_path / "absent.txt", lines, article)
    assert result.exit_code == 1
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["error"]["code"] if "error" in row else "fine" for row in rows] == ["missing-file", "fine", "broken-json", "language", "fine"]
    assert (rows[3]["error"]["line"], rows[3]["error"]["id"], rows[3]["error"]["file"]) == (3, "pl", str(lines))


def test_people_get_errors_on_standard_error_with_the_fix(sijill: Sijill, tmp_path: Path) -> None:
    result = sijill("read", tmp_path / "absent.txt")
    assert result.exit_code == 1
    assert not result.stdout
    assert "[missing-file]" in result.stderr
    assert "fix: " in result.stderr


def test_a_fault_of_the_reader_loses_one_article_only(sijill: Sijill, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: Source, *_: object) -> None:
        raise IndexError("out of range")

    monkeypatch.setattr("sijill.reading.attempt.read", fail)
    result = sijill("read", "--json", article)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == "reader-fault"


@pytest.mark.parametrize("arguments", ["read", "read --scope some x", "read --published Tuesday x", "read --format pdf x", "raed"])
def test_misuse_is_exit_status_2(sijill: Sijill, arguments: str) -> None:
    assert sijill(*arguments.split()).exit_code == 2


def test_options_stand_in_for_what_an_article_does_not_tell(sijill: Sijill, article: Path) -> None:
    line = '{"text": "Kenya met Uganda.", "published": "2020-01-01"}'
    result = sijill("read", "--json", "--published", "2023-06-15", "--language", "en", article, "-", input=line)
    first, second = (json.loads(line)["article"] for line in result.stdout.splitlines())
    assert (first["published"], second["published"]) == ("2023-06-15", "2020-01-01")


def test_csv_is_a_flat_table_with_a_header(sijill: Sijill, article: Path) -> None:
    result = sijill("read", "--csv", article)
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["article"], row["act"], row["actors"], row["recipients"], row["modality"]) == ("article.txt", "meeting", "KEN", "UGA", "actual")
    assert row["sentence"] == ARTICLE


def test_people_see_each_value_with_its_sentence(sijill: Sijill, article: Path) -> None:
    lines = sijill("read", article, "--published", "2023-06-15", "--dropped").stdout.splitlines()
    assert any(line.strip().startswith("meeting: Kenya") for line in lines)
    assert any(line.strip() == ARTICLE for line in lines)


def test_the_console_script_itself(article: Path) -> None:
    command = [sys.executable, "-m", "sijill", "read", "--json", str(article)]
    done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii", "PYTHONWARNINGS": "error"})
    assert json.loads(done.stdout)["article"]["text"] == ARTICLE


def test_a_reader_that_stops_listening_is_no_traceback(article: Path) -> None:
    command = f"'{sys.executable}' -m sijill read --json {' '.join([str(article)] * 400)} | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert b"Traceback" not in done.stderr
