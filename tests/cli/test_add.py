"""`sijill add` and the other verbs that fill and look after a ledger."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from sijill import read
from sijill.ledger import Ledger

Sijill = Callable[..., Result]
MET = "Kenya met Uganda on Tuesday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles of one name in two folders, one hidden file, one that is no text."""
    for name, text in (("a/1.txt", MET), ("b/1.txt", "France condemned Syria."), (".hidden", "nothing"), ("b/2.pdf", "%PDF-1.7")):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "in"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.sijill"


def test_a_folder_is_added_once(sijill: Sijill, folder: Path, path: Path) -> None:
    first = sijill("add", folder, "--ledger", path)
    assert first.exit_code == 1
    assert "2 articles added with 2 reports, 1 could not be read" in first.stdout
    assert "[binary]" in first.stderr
    (folder / "b" / "2.pdf").unlink()
    again = sijill("add", folder, "--ledger", path)
    assert again.exit_code == 0
    assert "0 articles added with 0 reports, 2 were there" in again.stdout


def test_every_line_is_said_when_it_is_stored(sijill: Sijill, path: Path) -> None:
    lines = "\n".join(json.dumps({"text": text}) for text in (MET, "", "France condemned Syria."))
    result = sijill("add", "-", "--ledger", path, "--json", input=lines)
    *told, last = (json.loads(line) for line in result.stdout.splitlines())
    assert (last["summary"]["added"], last["summary"]["failed"]) == (2, {"empty": 1})
    assert [line["error"]["code"] if "error" in line else line["added"]["status"] for line in told] == ["empty", "added", "added"]
    moved = sijill("add", "-", "--ledger", path, input="\n".join(reversed(lines.splitlines())))
    assert "2 were there" in moved.stdout, "a line without an id goes by its text"


def test_many_articles_are_read_by_several_processes_in_their_order(sijill: Sijill, path: Path) -> None:
    lines = "\n".join(json.dumps({"id": str(number), "text": MET}) for number in range(60))
    result = sijill("add", "-", "--ledger", path, "--json", "--jobs", "2", input=lines)
    assert [json.loads(line)["added"]["id"] for line in result.stdout.splitlines()[:-1]] == [str(number) for number in range(60)]


def test_an_edit_is_printed_with_what_changed(sijill: Sijill, folder: Path, path: Path) -> None:
    article = folder / "a" / "1.txt"
    sijill("add", article, "--ledger", path)
    article.write_text("Kenya met Uganda on Tuesday. France condemned Syria.")
    result = sijill("add", article, "--ledger", path)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:3] == [
        "1.txt: version 2, edited by its publisher; what changed in its reports:",
        "  now told: condemnation, actual: France (FRA) → Syria (SYR)",
        "      France condemned Syria.",
    ]


def test_what_is_added_is_found(sijill: Sijill, folder: Path, path: Path) -> None:
    sijill("add", folder, "--ledger", path)
    plain = sijill("find", "met", "--ledger", path)
    assert plain.exit_code == 0
    assert "1 event in 1 report" in plain.stdout
    *events, found = (json.loads(line) for line in sijill("find", "--party", "FRA", "--json", "--ledger", path).stdout.splitlines())
    assert [event["event"]["act"] for event in events] == ["condemnation"]
    assert found["found"]["facets"]["act"] == {"condemnation": 1}
    assert len(sijill("find", "--csv", "--ledger", path).stdout.splitlines()) == 3


def test_coverage_counts_by_outlet_language_and_month(sijill: Sijill, folder: Path, path: Path) -> None:
    sijill("add", folder, "--ledger", path, "--published", "2023-06-15")
    rows = [json.loads(line)["coverage"] for line in sijill("coverage", "--ledger", path, "--json").stdout.splitlines()]
    assert [(row["language"], row["month"], row["read"], row["skipped"]) for row in rows] == [("?", "?", 0, 1), ("en", "2023-06", 2, 0)]
    assert "2023-06" in sijill("coverage", "--ledger", path).stdout
    assert sijill("coverage", "--ledger", path, "--csv").stdout.startswith("outlet,language,month,read,without,skipped,failed\n")


def test_a_backup_is_a_ledger(sijill: Sijill, folder: Path, path: Path, tmp_path: Path) -> None:
    sijill("add", folder, "--ledger", path)
    assert sijill("backup", tmp_path / "copy", "--ledger", path).exit_code == 0
    with Ledger(path) as one, Ledger(tmp_path / "copy") as other:
        assert one.events() == other.events()


def test_a_backup_made_during_an_add_restores_all_that_it_holds(sijill: Sijill, folder: Path, path: Path, tmp_path: Path) -> None:
    sijill("add", folder, "--ledger", path)
    with Ledger(path) as ledger:
        ledger.judge("accept", [ledger.events()[0].reports[0]], "a", at="2023-06-16")
        adding = ledger.adding([read("Egypt met China on Wednesday.", published="2023-06-15", id="late")])
        next(adding)  # stored, its events yet to be computed
        assert sijill("backup", tmp_path / "copy", "--ledger", path).exit_code == 0
        list(adding)
        was = (ledger.totals(), ledger.vitals().failures, ledger.judgements(), list(ledger.events()), list(ledger.articles()))
    path.write_bytes(b"lost")
    path.unlink()
    (tmp_path / "copy").replace(path)
    assert sijill("add", folder, "--ledger", path).stdout.startswith("0 articles added with 0 reports, 2 were there")
    with Ledger(path, create=False) as ledger:
        assert (ledger.totals(), ledger.vitals().failures, ledger.judgements(), list(ledger.events()), list(ledger.articles())) == was
        assert ledger.vitals().stale == 0
    assert sijill("find", "China", "--ledger", path).stdout.endswith("1 event in 1 report\n")


def test_a_reread_asks_before_it_takes(sijill: Sijill, folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sijill("add", folder / "a", "--ledger", path)
    same = sijill("reread", "--ledger", path, "--jobs", "1")
    assert (same.exit_code, same.stdout) == (0, "1 articles read again: 0 reports new, 0 changed, 0 lost\n")
    with Ledger(path) as ledger:  # as older packs would have read it
        (stored,) = ledger.stored()
        from tests.ledger.plain import plain

        ledger.take([(stored.pk, ledger.scribe.entry(plain("Nothing."), source=stored.source))])
    refused = sijill("reread", "--ledger", path, "--jobs", "1", input="n\n")
    assert "now told: meeting" in refused.stdout
    assert "nothing was taken" in refused.stdout
    assert sijill("find", "--ledger", path).stdout.endswith("0 events in 0 reports\n")
    assert sijill("reread", "--ledger", path, "--jobs", "1", "--yes").exit_code == 0
    assert sijill("find", "--ledger", path).stdout.endswith("1 event in 1 report\n")


@pytest.mark.parametrize("verb", ["find x", "coverage", "backup y", "reread"])
def test_no_ledger_has_its_error(sijill: Sijill, path: Path, verb: str) -> None:
    from sijill.errors import MissingLedger

    with pytest.raises(MissingLedger):
        sijill(*verb.split(), "--ledger", path)
    assert not path.exists()
