"""The page on exports: every format has its row, and the example in Python runs."""

import re
from pathlib import Path

import pytest

from sijill.exports import FORMATS
from sijill.ledger import Ledger

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


def test_every_format_has_a_row() -> None:
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    assert re.findall(r"`(\w+)`", " ".join(rows)) == list(FORMATS)


def test_the_example_runs(covered: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    covered.backup(tmp_path / "news.sijill")
    monkeypatch.chdir(tmp_path)
    exec(example, {})
    assert capsys.readouterr().out == "18 {}\n"
    assert (tmp_path / "news.csv").read_bytes().startswith(b"report,event,act")
