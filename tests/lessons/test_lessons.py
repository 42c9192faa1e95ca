"""What judgements teach: gold that the gate's own reader scores, and TOML that is entries of packs."""

import io
import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

import sijill
from sijill.cli.review import review
from sijill.ledger import Ledger
from sijill.ledger.missed import Missed
from sijill.lessons import gold, looked, save, suggestions, zipped
from sijill.packs import Packs
from sijill.packs.entries import Trigger
from sijill.quality.gold import annotated, scorer
from sijill.quality.measures import replies_to, scored

ROOT = Path(__file__).parents[2]
TEXT = "Kenya met Uganda in Nairobi on Tuesday. Ghana condemned Togo. Japan frobnicated Peru over fish."
OTHER = "Ghana condemned Togo."


@pytest.fixture
def ledger(tmp_path: Path, packs: Packs) -> Any:
    with Ledger(tmp_path / "l.sijill", packs) as made:
        made.add(sijill.read(text, id=id, publisher="The Gazette", published="2023-06-15", language="en") for id, text in (("a", TEXT), ("b", OTHER)))
        yield made


def _keys(ledger: Ledger) -> dict[str, str]:
    """The keys of the reports of the first article, by their acts."""
    (article,) = [listed.key for listed in ledger.articles() if listed.id == "a"]
    return {placed.report.act: placed.key for placed in ledger.article(article).reports} | {"": article}


def _judged(ledger: Ledger) -> dict[str, str]:
    """The whole first article judged: the meeting has another recipient, the condemnation is wrong, a report is added."""
    keys = _keys(ledger)
    ledger.correct(keys["meeting"], "recipient", ["TZA"], "A. Reader", evidence="their\n[[trap]] list", at="2024-01-01")
    ledger.judge("reject", [keys["condemnation"]], "B. Reader", evidence='a "quote"', at="2024-01-02")
    words = "frobnicated"
    missed = Missed(act="criticism", modality="actual", actors=("JPN",), recipients=("PER",), words=words, start=TEXT.index(words))
    ledger.add_missed(keys[""], missed, "A. Reader", at="2024-01-03")
    return keys


def test_gold_is_scored_by_the_gate_and_what_people_changed_is_a_miss(ledger: Ledger, tmp_path: Path) -> None:
    keys = _judged(ledger)
    save(gold(looked(ledger), text=True), tmp_path / "gold")
    (article,) = annotated(tmp_path)
    events = {event["act"]: event for event in article.gold["events"]}
    assert (article.source.text, set(events)) == (TEXT, {"meeting", "criticism"})
    assert (events["meeting"]["actors"], events["meeting"]["recipients"], events["meeting"]["place"]) == (["KEN"], ["TZA"], "KEN")
    assert [TEXT[slice(*events["criticism"][key])] for key in ("trigger", "sentence")] == ["frobnicated", "Japan frobnicated Peru over fish."]
    scores = scored("en", [article], replies_to([article]), scorer(ROOT))
    assert (scores.acts["meeting"].found, scores.acts["meeting"].who) == (1, 0)
    assert (scores.acts["criticism"].found, scores.measures["spurious_per_article"].value) == (0, 1.0)
    for judgement in [j for j in ledger.judgements() if j.kind != "add"]:
        ledger.undo(judgement.id, "A. Reader")
    ledger.judge("accept", [keys["meeting"], keys["condemnation"]], "A. Reader")
    save(gold(looked(ledger), text=True), tmp_path / "gold")
    (article,) = annotated(tmp_path)
    scores = scored("en", [article], replies_to([article]), scorer(ROOT))
    assert (scores.acts["meeting"].who, scores.acts["condemnation"].who, scores.measures["spurious_per_article"].value) == (1, 1, 0.0)


def test_an_article_counts_when_all_its_reports_were_judged(ledger: Ledger) -> None:
    keys = _keys(ledger)
    assert gold(looked(ledger)) == ((), {})
    ledger.judge("accept", [keys["meeting"]], "A. Reader")
    assert gold(looked(ledger)) == ((), {"with reports that nobody judged": 1})
    (some,) = gold(looked(ledger), every=True).articles
    assert len(some.record["events"]) == 2
    ledger.judge("same", [keys["meeting"], keys["condemnation"]], "A. Reader")  # says nothing of what the article tells
    assert gold(looked(ledger)).articles == ()
    rejected = ledger.judge("reject", [keys["condemnation"]], "A. Reader")
    assert [event["act"] for event in gold(looked(ledger)).articles[0].record["events"]] == ["meeting"]
    ledger.undo(rejected.id, "A. Reader")
    assert gold(looked(ledger)).articles == ()


def test_gold_without_its_text_holds_none_of_it(ledger: Ledger) -> None:
    keys = _judged(ledger)
    found = gold(looked(ledger))
    with zipfile.ZipFile(io.BytesIO(zipped(found))) as archive:
        assert archive.namelist() == [f"en/{keys['']}.json"]
        (line,) = archive.read(archive.namelist()[0]).decode().splitlines()
    record = json.loads(line)
    assert (record["id"], record["scope_end"], len(record["sha256"])) == ("a", len(TEXT), 16)
    assert "frobnicated" not in line
    assert zipped(found) == zipped(gold(looked(ledger)))


def test_gold_without_its_text_is_scored_on_the_corpus_of_who_has_it(ledger: Ledger, tmp_path: Path) -> None:
    keys = _judged(ledger)
    save(gold(looked(ledger)), tmp_path)
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"id": "a", "lang": "en", "text": TEXT}) + "\n")
    command = [sys.executable, ROOT / "quality" / "score.py", "--gold", tmp_path / "en" / f"{keys['']}.json", "--corpus", tmp_path / "corpus.jsonl", "--json"]
    run = subprocess.run([*map(str, command), "--sijill", f"{sys.executable} -m sijill read --json -"], capture_output=True, text=True, check=True)
    scores = json.loads(run.stdout)["en"]
    assert (scores["detect"]["n"], scores["detect"]["f1"], scores["who"]["f1"]) == (2, 0.5, 0.0)


def test_suggestions_are_entries_of_packs(ledger: Ledger, packs: Packs) -> None:
    _judged(ledger)
    said = suggestions(looked(ledger), packs)
    entries = {row["id"]: msgspec.convert(row, Trigger) for row in tomllib.loads(said)["trigger"]}
    assert "trap" not in tomllib.loads(said)
    (new,) = [entry for id, entry in entries.items() if id.startswith("criticism.new-")]
    assert (new.act, new.phrase, new.yes[0].text) == ("criticism", ["frobnicated"], "Japan frobnicated Peru over fish.")
    assert (new.yes[0].actor, new.yes[0].recipient) == ("Japan", "Peru")
    known = {trigger.id for trigger in packs.language("en").triggers}
    (meeting,) = [entry for entry in entries.values() if entry.act == "meeting"]
    (wrong,) = [entry for entry in entries.values() if entry.act == "condemnation"]
    assert {meeting.id, wrong.id} <= known
    told = meeting.yes[0]
    assert (told.text, told.actor, told.recipient) == ("Kenya met Uganda in Nairobi on Tuesday.", "Kenya", None)  # Tanzania does not stand there
    assert [(no.text, no.why) for no in wrong.no] == [("Ghana condemned Togo.", 'a "quote"')]
    assert "# reject, B. Reader, 2024-01-02" in said
    assert "# correct recipient to TZA, A. Reader, 2024-01-01: their [[trap]] list" in said


def test_a_missed_report_with_known_words_is_a_sentence_of_their_entry(ledger: Ledger, packs: Packs) -> None:
    keys = _keys(ledger)
    start = TEXT.index("condemned")
    missed = Missed(act="condemnation", modality="actual", actors=("GHA",), recipients=("BEN",), words="condemned", start=start)
    ledger.add_missed(keys[""], missed, "A. Reader")
    (entry,) = tomllib.loads(suggestions(looked(ledger), packs))["trigger"]
    assert entry["id"] in {trigger.id for trigger in packs.language("en").triggers}
    assert "phrase" not in entry


def test_a_corrected_party_gives_its_own_words_and_every_correction_is_signed(ledger: Ledger, packs: Packs) -> None:
    key = _keys(ledger)["meeting"]
    ledger.correct(key, "recipient", ["TZA"], "A. Reader", at="2024-01-01")
    ledger.correct(key, "actor", ["UGA"], "B. Reader", at="2024-01-02")
    ledger.correct(key, "recipient", ["KEN"], "C. Reader", at="2024-01-03")
    ledger.correct(key, "time", ["2023-06-12"], "D. Reader", at="2024-01-04")  # no entry of a pack learns from it
    said = suggestions(looked(ledger), packs)
    (entry,) = tomllib.loads(said)["trigger"]
    assert (entry["yes"][0]["actor"], entry["yes"][0]["recipient"]) == ("Uganda", "Kenya")
    assert [name in said for name in ("A. Reader", "B. Reader", "C. Reader", "D. Reader")] == [False, True, True, False]


def test_nothing_judged_suggests_nothing(ledger: Ledger, packs: Packs) -> None:
    assert tomllib.loads(suggestions(looked(ledger), packs)) == {}


def test_the_commands_write_both(ledger: Ledger, tmp_path: Path) -> None:
    keys = _judged(ledger)
    run = CliRunner().invoke(review, ["gold", str(tmp_path / "out"), "--text", "--ledger", str(ledger.path)])
    assert (run.exit_code, run.stderr) == (0, f"1 article written to {tmp_path / 'out'}\n")
    assert sorted(path.name for path in (tmp_path / "out" / "en").iterdir()) == [f"{keys['']}.json", f"{keys['']}.txt"]
    run = CliRunner().invoke(review, ["suggest", "--ledger", str(ledger.path)])
    assert len(tomllib.loads(run.stdout)["trigger"]) == 3


def test_the_command_says_what_is_left_out(ledger: Ledger, tmp_path: Path) -> None:
    ledger.judge("accept", [_keys(ledger)["meeting"]], "A. Reader")
    run = CliRunner().invoke(review, ["gold", str(tmp_path / "out"), "--ledger", str(ledger.path)])
    assert run.stderr.splitlines()[1:] == ["1 left out: with reports that nobody judged"]
    assert not (tmp_path / "out").exists()
