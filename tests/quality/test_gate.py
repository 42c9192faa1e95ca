"""The gate: it fails when a floor is missed, lowers floors only with a reason, and lists what another revision reads differently."""

import hashlib
import json
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from sijill.errors import BrokenGold, MissingGold, UnknownRevision

Sijill = Callable[..., Result]
ROOT = Path(__file__).parents[2]
TEXT = "Kenya met Uganda in Nairobi on Tuesday. Ghana condemned Togo."


def event(act: str, type_: str, actor: str, recipient: str, words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    sentence = [0, 39] if start < 39 else [40, len(TEXT)]
    told = {"time": "2023-06-13", "channel": "in_person", "place": "KEN"} if act == "meeting" else dict.fromkeys(("time", "channel", "place"))
    return {
        "act": act, "type": type_, "modality": "actual", "actors": [actor], "recipients": [recipient], "duration": None, "ordinals": [], "topics": [],
        "speaker": "narrator", "trigger": [start, start + len(words)], "sentence": sentence, **told,
    }  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one annotated article that the reader reads right."""
    folder = tmp_path / "gold" / "en"
    folder.mkdir(parents=True)
    (tmp_path / "quality").mkdir()
    shutil.copy(ROOT / "quality" / "score.py", tmp_path / "quality")
    (tmp_path / "quality" / "floors.toml").write_text("[en]\ndetect = 0.9\nspurious_per_article = 0.5\n")
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n\n## 2\n\n- New.\n\n## 1\n\n- Old.\n")
    events = [event("meeting", "CONSULT", "KEN", "UGA", "met"), event("condemnation", "ACCUSE", "GHA", "TGO", "condemned")]
    gold = {
        "id": "one", "lang": "en", "sha256": hashlib.sha256(TEXT.encode()).hexdigest()[:16], "published": "2023-06-15", "publisher": "Wire",
        "scope_end": len(TEXT), "events": events, "positions": [],
    }  # fmt: skip
    (folder / "001-one.txt").write_text(f"Kenya and Uganda meet\n\n{TEXT}\n")
    (folder / "001-one.json").write_text(json.dumps(gold))
    return tmp_path


def annotate_one_more(root: Path) -> None:
    """An event that no reader finds: detect falls to 0.8."""
    path = root / "gold" / "en" / "001-one.json"
    gold = json.loads(path.read_text())
    gold["events"].append(event("veto", "REJECT", "GHA", "TGO", "Togo"))
    path.write_text(json.dumps(gold))


def floors(root: Path) -> dict[str, dict[str, float]]:
    return tomllib.loads((root / "quality" / "floors.toml").read_text())


def test_it_passes_above_the_floors(sijill: Sijill, root: Path) -> None:
    result = sijill("gate", "--root", root, "--acts")
    assert result.exit_code == 0
    assert "detect                  1.000  1.000-1.000      2" in result.stdout
    assert "condemnation" in result.stdout


def test_it_fails_when_a_floor_is_missed(sijill: Sijill, root: Path) -> None:
    annotate_one_more(root)
    result = sijill("gate", "--root", root)
    assert result.exit_code == 1
    assert "en detect: 0.800 is below its floor 0.900" in result.stdout


def test_it_fails_when_a_ceiling_is_broken(sijill: Sijill, root: Path) -> None:
    path = root / "gold" / "en" / "001-one.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"events": []}))
    result = sijill("gate", "--root", root)
    assert result.exit_code == 1
    assert "en spurious_per_article: 2.000 is above its ceiling 0.500" in result.stdout


def test_it_fails_when_the_gold_of_a_floor_is_gone(sijill: Sijill, root: Path) -> None:
    (root / "quality" / "floors.toml").write_text("[xx]\ndetect = 0.1\n")
    result = sijill("gate", "--root", root)
    assert result.exit_code == 1
    assert "xx detect: nothing left to measure" in result.stdout


def test_a_regression_is_allowed_with_a_reason_that_is_written_down(sijill: Sijill, root: Path) -> None:
    annotate_one_more(root)
    assert sijill("gate", "--root", root, "--allow-regression", "a veto is hard").exit_code == 0
    assert floors(root) == {"en": {"detect": 0.8, "spurious_per_article": 0.5}}
    changes = (root / "CHANGELOG.md").read_text()
    assert changes == "# Changes\n\n## 2\n\n- New.\n- Floors lowered (en detect 0.900 → 0.800): a veto is hard\n\n## 1\n\n- Old.\n"
    assert sijill("gate", "--root", root).exit_code == 0


def test_a_regression_needs_a_reason_and_a_fall(sijill: Sijill, root: Path) -> None:
    assert sijill("gate", "--root", root, "--allow-regression", " ").exit_code == 2
    before = (root / "CHANGELOG.md").read_text()
    assert sijill("gate", "--root", root, "--allow-regression", "none").exit_code == 0
    assert (root / "CHANGELOG.md").read_text() == before


def test_raise_lifts_floors_and_never_lowers_them(sijill: Sijill, root: Path) -> None:
    (root / "quality" / "floors.toml").write_text("[en]\ndetect = 0.2\nwho = 1.5\n")
    assert sijill("gate", "--root", root, "--raise").exit_code == 1
    raised = floors(root)["en"]
    assert (raised["detect"], raised["who"], raised["strict"], raised["spurious_per_article"]) == (1.0, 1.5, 1.0, 0.0)
    assert "positions" not in raised  # nothing to measure


def test_json_holds_every_number(sijill: Sijill, root: Path) -> None:
    told = json.loads(sijill("gate", "--root", root, "--json").stdout)
    detect = told["languages"]["en"]["measures"]["detect"]
    assert (detect["value"], detect["n"], detect["floor"]) == (1.0, 2, 0.9)
    assert detect["baseline"] < 1
    assert told["languages"]["en"]["acts"]["meeting"]["strict"] == 1
    assert told["falls"] == []


def test_what_is_missing_or_broken_has_a_code(sijill: Sijill, root: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingGold):
        sijill("gate", "--root", tmp_path / "gold")
    with pytest.raises(UnknownRevision):
        sijill("gate", "--root", root, "--against", "nothing")
    (root / "quality" / "floors.toml").write_text("[en]\nbeauty = 0.2\n")
    with pytest.raises(BrokenGold, match=r"en\.beauty"):
        sijill("gate", "--root", root)
    (root / "gold" / "en" / "001-one.txt").write_text("Title\n\nAnother text.\n")
    with pytest.raises(BrokenGold, match="not the one that was annotated"):
        sijill("gate", "--root", root)


def test_against_lists_what_appears_vanishes_and_changes(sijill: Sijill, root: Path) -> None:
    old = root / "src" / "sijill"
    shutil.copytree(ROOT / "src" / "sijill", old, ignore=shutil.ignore_patterns("__pycache__", "ledger"))
    for path in (old / "packs" / "en").glob("*/*.toml"):
        text = path.read_text(encoding="utf-8").replace('act = "meeting"', 'act = "visit"').replace('act = "condemnation"', 'act = "veto"')
        path.write_text(text, encoding="utf-8")
    git = ["git", "-C", str(root), "-c", "user.name=n", "-c", "user.email=e@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "old"]):
        subprocess.run([*git, *command], check=True)
    result = sijill("gate", "--root", root, "--against", "HEAD")
    assert "one: changes: meeting: KEN → UGA (as in the gold)" in result.stdout
    assert "    act: visit → meeting\n" in result.stdout
    assert "    act: veto → condemnation\n" in result.stdout
    assert "0 appear, 0 vanish, 2 change" in result.stdout
    assert subprocess.run([*git, "worktree", "list"], check=True, capture_output=True, text=True).stdout.count("\n") == 1
