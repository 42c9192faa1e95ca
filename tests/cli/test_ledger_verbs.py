"""The verbs that ask a ledger: words for people, JSON lines and tables for programs, judgements that can be undone."""

import csv
import io
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import Result

from sijill.errors import BadValue
from sijill.ledger import Ledger
from sijill.packs import Packs
from sijill.reading import read
from sijill.sources import Given, sources

Call = Callable[..., Result]


@pytest.fixture(scope="module")
def filled(packs: Packs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(tmp_path_factory.mktemp("verbs")) / "example.sijill"
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file, Ledger(path, packs) as ledger:
        ledger.add(read(given.source, packs) for given in sources(str(file)) if isinstance(given, Given))
    return path


def _lines(result: Result) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in result.stdout.splitlines()]


def _rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def _event(sijill: Call, filled: Path, day: str, act: str = "meeting") -> dict[str, Any]:
    found = [line["event"] for line in _lines(sijill("timeline", "CHN", "RUS", "--ledger", filled, "--json"))]
    return next(e for e in found if e["time"]["earliest"] == day and e["act"] == act)


def test_timeline(sijill: Call, filled: Path) -> None:
    event = _event(sijill, filled, "2021-12-15")
    assert {"id", "act", "type", "status", "parties", "time", "values", "conflicts", "reports", "articles", "sources", "languages"} <= set(event)
    assert (event["reports"], event["articles"], event["sources"], event["languages"]) == (11, 11, 10, ["ar", "en", "ru", "zh"])
    rows = _rows(sijill("timeline", "CHN", "RUS", "--ledger", filled, "--csv"))
    assert [row["earliest"] for row in rows] == sorted(row["earliest"] for row in rows)
    assert "conflict: duration 74 minutes against 90 minutes" in sijill("timeline", "CHN", "RUS", "--ledger", filled).stdout
    assert sijill("timeline", "CHN", "FRA", "--ledger", filled).stdout == "0 events\n"


def test_due(sijill: Call, filled: Path) -> None:
    found = [line["promise"] for line in _lines(sijill("due", "--ledger", filled, "--json", "--on", "2021-12-20"))]
    assert {"event", "act", "parties", "announced", "due", "state", "announcing", "fulfilling"} <= set(found[0])
    assert sorted(p["state"] for p in found) == ["held", "open", "open", "open", "undated"]
    assert [row["state"] for row in _rows(sijill("due", "--ledger", filled, "--csv", "--on", "2022-12-31", "--state", "held"))] == ["held"] * 4
    assert sijill("due", "--ledger", filled, "--on", "tomorrow").exit_code == 2


def test_arabic_words_stand_on_lines_of_their_own(sijill: Call, filled: Path) -> None:
    out = sijill("due", "--ledger", filled, "--on", "2022-12-31").stdout.splitlines()
    assert "ومن المقرر أن يوقع البلدان وثائق جديدة في فبراير 2022." in [line.strip() for line in out]


def test_audit(sijill: Call, filled: Path) -> None:
    result = sijill("audit", "--ledger", filled, "--json", "--on", "2022-12-31")
    assert result.exit_code == 1
    found = [line["finding"] for line in _lines(result)]
    assert {"kind", "events", "values", "evidence"} <= set(found[0])
    assert {f["kind"] for f in found} == {"value-conflict", "ordinal-conflict", "ordinal-gap"}
    assert len(_rows(sijill("audit", "--ledger", filled, "--csv", "--kind", "ordinal-conflict"))) == 1
    assert sijill("audit", "--ledger", filled, "--kind", "overdue", "--on", "2022-12-31").exit_code == 0


def test_show_and_why(sijill: Call, filled: Path) -> None:
    id = _event(sijill, filled, "2021-12-15")["id"]
    assert _lines(sijill("show", id[:8], "--ledger", filled, "--json"))[0]["event"]["id"] == id
    rows = _rows(sijill("show", id, "--ledger", filled, "--csv"))
    assert {row["value"] for row in rows if row["conflict"] == "True"} == {"74 minutes", "90 minutes"}
    assert _lines(sijill("show", rows[0]["report"], "--ledger", filled, "--json"))[0]["event"]["id"] == id
    assert "both on 2021-12-15; the same persons; the same channel: video" in sijill("why", id, "--ledger", filled).stdout
    assert "90 minutes  ← conflict" in sijill("show", id, "--ledger", filled).stdout


def test_a_judgement_and_its_undoing(sijill: Call, filled: Path) -> None:
    before = sijill("timeline", "CHN", "RUS", "--ledger", filled, "--json").stdout
    two = [_event(sijill, filled, day)["id"] for day in ("2022-02-04", "2022-09-15")]
    said = _lines(sijill("review", "same", *two, "--by", "A. Reader", "--evidence", "a test", "--ledger", filled, "--json"))[0]["judgement"]
    assert (said["kind"], said["by"], said["evidence"]) == ("same", "A. Reader", "a test")
    assert len(_lines(sijill("timeline", "CHN", "RUS", "--ledger", filled, "--json"))) == len(before.splitlines()) - 1
    sijill("review", "undo", said["id"], "--by", "B. Reader", "--ledger", filled)
    assert sijill("timeline", "CHN", "RUS", "--ledger", filled, "--json").stdout == before
    assert len(_lines(sijill("review", "list", "--ledger", filled, "--json"))) == 2


def test_what_can_never_be_one_event(sijill: Call, filled: Path) -> None:
    two = [_event(sijill, filled, "2022-02-04", act)["id"] for act in ("meeting", "signing")]
    result = sijill("review", "same", *two, "--by", "A. Reader", "--ledger", filled)
    assert result.exit_code == 2
    assert "can never be one event" in result.stderr


def test_a_verdict(sijill: Call, filled: Path) -> None:
    id = _event(sijill, filled, "2022-02-04", "signing")["id"]
    said = _lines(sijill("review", "verdict", id, "partly", "--by", "A. Reader", "--ledger", filled, "--json"))[0]["judgement"]
    rows = {row["event"]: row["verdict"] for row in _rows(sijill("due", "--ledger", filled, "--csv", "--on", "2022-12-31"))}
    assert rows[id] == "partly"
    sijill("review", "undo", said["id"], "--by", "A. Reader", "--ledger", filled)


def test_a_correction_and_a_rejection(sijill: Call, filled: Path) -> None:
    id = _event(sijill, filled, "2021-12-15")["id"]
    before = sijill("show", id, "--ledger", filled, "--json").stdout
    key, other = [row["report"] for row in _rows(sijill("show", id, "--ledger", filled, "--csv")) if row["name"] == "modality"][:2]
    mended = sijill("review", "correct", key, "duration", "PT80M", "--by", "A. Reader", "--ledger", filled, "--json")
    said = _lines(mended)[0]["judgement"]
    assert said["correction"] == {"name": "duration", "values": ["PT80M"], "words": None}
    assert f"a person's word, judgement {said['id']}" in sijill("show", id, "--ledger", filled).stdout
    assert said["id"] in sijill("show", id, "--ledger", filled, "--json").stdout
    wrong = _lines(sijill("review", "reject", other, "--by", "A. Reader", "--ledger", filled, "--json"))[0]["judgement"]
    assert other not in sijill("show", key, "--ledger", filled, "--json").stdout
    assert sijill("review", "accept", other, "--by", "B. Reader", "--ledger", filled).exit_code == 0
    assert other in sijill("show", key, "--ledger", filled, "--json").stdout
    with pytest.raises(BadValue, match="'Moscow'"):
        sijill("review", "correct", key, "place", "Moscow", "--by", "A. Reader", "--ledger", filled)
    assert "duration: PT80M" in sijill("review", "list", "--ledger", filled, "--csv").stdout
    for judgement in (said, wrong):
        sijill("review", "undo", judgement["id"], "--by", "A. Reader", "--ledger", filled)
    assert sijill("show", id, "--ledger", filled, "--json").stdout == before


def test_demo_ends_with_the_ledger(sijill: Call) -> None:
    out = sijill("demo").stdout
    ledger = out[out.index("A ledger: ") :]
    assert ledger.index("duration: 74 minutes") < ledger.index("duration: 90 minutes") < ledger.index("held: signing")
    assert "number 38 is given to 2022-02-04" in ledger
