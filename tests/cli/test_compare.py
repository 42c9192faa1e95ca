"""`sijill compare`: columns on a terminal, lines in a pipe, JSON and a table for programs; clear words where there is nothing to compare."""

import csv
import io
import re
import sys
from collections.abc import Callable, Iterable
from importlib.resources import as_file, files
from pathlib import Path

import msgspec
import pytest
from click.testing import Result

from sijill.cli.side_by_side import short, show_comparison
from sijill.errors import UnknownId
from sijill.ledger import Ledger
from sijill.ledger.rows import Quote
from sijill.packs import Packs
from sijill.reading import read
from sijill.records import NARRATOR, Source, Span
from sijill.sources import Given, sources
from tests.ledger.readouts import JORDANIAN, MONGOLIAN, NEUTRAL

Call = Callable[..., Result]


def _ledger(path: Path, packs: Packs, articles: Iterable[Source]) -> str:
    """A ledger of these articles; the id of the meeting that most of them tell."""
    with Ledger(path, packs) as ledger:
        ledger.add(read(article, packs) for article in articles)
        return max(ledger.events(act="meeting"), key=lambda event: (event.counts.reports, event.id)).id


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(tmp_path_factory.mktemp("compare")) / "readouts.sijill"


@pytest.fixture(scope="module")
def event(path: Path, packs: Packs) -> str:
    return _ledger(path, packs, (MONGOLIAN, JORDANIAN, NEUTRAL))


def _blocks(out: str) -> dict[str, list[str]]:
    """The lines under each value."""
    return {block.splitlines()[0]: [line.strip() for line in block.splitlines()[1:]] for block in out.split("\n\n")}


def test_lines(sijill: Call, path: Path, event: str) -> None:
    out = sijill("compare", event, "--ledger", path).stdout
    assert out.startswith("2024-05-13  meeting, held: JOR – MNG\n  JOR: petra · 1 article · ar\n  MNG: montsame · 1 article · en\n  others: Harbour Wire")
    told = _blocks(out)
    assert told["topic: trade"] == [
        "JOR", "Petra news agency, 2024-05-13", "وبحث الوزيران التجارة والأمن.",
        "MNG", "MONTSAME, 2024-05-14", "The two ministers discussed trade and climate change.",
    ]  # fmt: skip
    assert told["topic: climate"][0] == "MNG  ← only this side"  # others relay it
    assert told["duration: 90 minutes  ← conflict"][0] == "MNG  ← only here"
    assert told["promise: signing JOR – MNG, planned, 2024-06"][0] == "MNG  ← only here"
    assert told["position: JOR support: palestine"][0] == "JOR  ← only here"
    assert out.endswith(f"14 values, 8 told by one side only, 2 in conflict · {event}\n")


def test_json(sijill: Call, path: Path, event: str) -> None:
    (line,) = sijill("compare", event[:6], "--ledger", path, "--json").stdout.splitlines()
    found = msgspec.json.decode(line)["comparison"]
    assert found["event"] == event
    assert [side["id"] for side in found["sides"]] == ["JOR", "MNG", "others"]
    row = next(row for row in found["rows"] if row["kind"] == "duration" and row["only"] == "MNG")
    assert (row["value"], row["conflict"]) == ({"iso": "PT1H30M", "approximate": False}, True)
    assert [(cell["side"], len(cell["tellings"])) for cell in row["cells"]] == [("JOR", 0), ("MNG", 1), ("others", 0)]
    assert row["cells"][1]["tellings"][0]["sentence"]["exact"] == "The meeting lasted 90 minutes."


def test_csv(sijill: Call, path: Path, event: str) -> None:
    rows = list(csv.DictReader(io.StringIO(sijill("compare", event, "--ledger", path, "--csv").stdout)))
    assert {row["event"] for row in rows} == {event}
    security = next(row for row in rows if row["value"] == "security")
    assert (security["kind"], security["only"], security["side"], security["words"]) == ("topic", "JOR", "JOR", "والأمن")
    assert {row["side"] for row in rows if row["kind"] == "promise" and row["only"] == ""} == {"JOR", "MNG"}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _on_a_terminal(monkeypatch: pytest.MonkeyPatch, path: Path, event: str, columns: int) -> list[str]:
    """The lines on a terminal so wide, without colours."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    for name, value in (("TERM", "xterm-256color"), ("COLUMNS", str(columns))):
        monkeypatch.setenv(name, value)
    with Ledger(path, create=False) as ledger:
        show_comparison(ledger.compare(event))
    return re.sub(r"\x1b\[[\d;]*m", "", screen.getvalue()).splitlines()


def test_columns(monkeypatch: pytest.MonkeyPatch, path: Path, event: str) -> None:
    lines = _on_a_terminal(monkeypatch, path, event, 130)
    heads = next(line for line in lines if "others" in line and line.startswith("┃"))
    assert [cell.strip() for cell in heads.split("┃")] == ["", "", "JOR", "MNG", "others", ""]
    rows = [line for line in lines if line.startswith("│")]
    arabic = [cell for line in rows for cell in line.split("│") if re.search("[\u0600-\u06ff]", cell)]
    assert arabic
    assert all(re.fullmatch("\\s*\u2068[^\u2068\u2069]+\u2069\\s*", cell) for cell in arabic)  # right-to-left words move no other column
    assert any("only here" in line for line in rows)
    assert any("conflict" in line for line in rows)


def test_a_narrow_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch, path: Path, event: str) -> None:
    assert not any(line.startswith("│") for line in _on_a_terminal(monkeypatch, path, event, 80))


def test_one_account(sijill: Call, packs: Packs, tmp_path: Path) -> None:
    event = _ledger(tmp_path / "one.sijill", packs, [MONGOLIAN])
    result = sijill("compare", event, "--ledger", tmp_path / "one.sijill")
    assert "one account only, of MNG: nothing to compare it with" in result.stdout
    assert "only here" not in result.stdout
    assert result.exit_code == 0


def test_what_is_not_there(sijill: Call, packs: Packs, path: Path, event: str, tmp_path: Path) -> None:
    Ledger(tmp_path / "empty.sijill", packs).close()
    with pytest.raises(UnknownId, match="the ledger has none yet"):
        sijill("compare", "0123", "--ledger", tmp_path / "empty.sijill")
    with pytest.raises(UnknownId, match="no event 'zz'"):
        sijill("compare", "zz", "--ledger", path)


def test_the_example_coverage(sijill: Call, packs: Packs, tmp_path: Path) -> None:
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file:
        event = _ledger(tmp_path / "example.sijill", packs, [given.source for given in sources(str(file)) if isinstance(given, Given)])
    out = sijill("compare", event, "--ledger", tmp_path / "example.sijill").stdout
    assert "CHN: xinhua · 1 article · zh" in out
    assert "RUS: kremlin-website · 1 article · ru" in out
    told = _blocks(out)
    assert told["topic: energy"][0] == "CHN  ← only here"
    assert told["topic: security"][0] == "RUS  ← only here"
    assert told["ordinal: number 37 of meeting, since 2013"][0] == "CHN  ← only this side"
    assert told["duration: 74 minutes  ← conflict"][0] == "others  ← only here"


def test_a_long_sentence_is_cut_around_the_words() -> None:
    sentence = " ".join(f"word{number}" for number in range(60))

    def cut(words: str) -> str:
        start = sentence.index(words)
        span = Span(start=start, end=start + len(words), exact=words)
        whole = Span(start=0, end=len(sentence), exact=sentence)
        return short(Quote(article="a", publisher=None, published=None, language="en", speaker=NARRATOR, span=span, sentence=whole))

    assert cut("word0").startswith("word0 word1")
    assert cut("word59").endswith("word58 word59")
    middle = cut("word30")
    assert middle.startswith("…word")
    assert middle.endswith("…")
    assert "word30" in middle
    assert max(map(len, (cut("word0"), middle, cut("word59")))) <= 111
