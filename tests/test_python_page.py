"""The page on Python: every example runs, one after the other, and prints what the page says."""

import re
from contextlib import redirect_stdout
from importlib.resources import as_file, files
from io import StringIO
from pathlib import Path

import pytest

from sijill.cli.options import Options, readings
from sijill.ledger import Ledger
from sijill.packs import Packs

PAGE = Path(__file__).parents[1] / "docs" / "python.md"


@pytest.fixture
def news(tmp_path: Path, packs: Packs, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the ledger that the page asks."""
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file, Ledger(tmp_path / "news.sijill", packs) as ledger:
        ledger.add(readings([str(file)], Options(), packs))
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("news")
def test_every_example_prints_what_the_page_says() -> None:
    examples = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) == PAGE.read_text(encoding="utf-8").count("```python") == 6
    names: dict[str, object] = {}
    for code, says in examples:
        out = StringIO()
        with redirect_stdout(out):
            exec(code, names)
        assert out.getvalue() == says
