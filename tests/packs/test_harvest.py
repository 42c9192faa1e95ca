"""The harvest of one's own corpus names words that no entry knows, and only those."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "harvest.py"


def _run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *map(str, arguments)], capture_output=True, text=True)


def test_unknown_words_beside_two_parties(tmp_path: Path) -> None:
    corpus = tmp_path / "articles.jsonl"
    texts = [f"Kenya frobbled Uganda on day {n} and the grumble met Uganda in Kenya." for n in range(3)] + ["Nobody frobbled at home with the other zorgs."]
    lines = [json.dumps({"id": str(n), "text": text, "language": "en"}) for n, text in enumerate(texts)] + [json.dumps({"id": "ar", "text": "التقى الوزير"})]
    corpus.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [line.split("\t") for line in _run("en", corpus).stdout.splitlines()]
    assert ["3", "3", "frobbled", "frobbled"] in rows
    words = {row[2] for row in rows}
    assert "met" not in words  # an entry knows it
    assert "zorgs" not in words  # no two parties


def test_an_unknown_language_is_named(tmp_path: Path) -> None:
    found = _run("qx", tmp_path / "none.jsonl")
    assert found.returncode == 2
    assert "no pack 'qx'" in found.stderr
