"""`sijill pack`: the checker finds what is wrong and nothing else; the other verbs print what they should."""

import shutil
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import Result

Sijill = Callable[..., Result]
ENTRY = """
[[trigger]]
id = "meeting.meet"
act = "meeting"
verb = "meet"
past = "met"
with.with = "recipient"
yes = [{ text = "Kenya met Uganda on Tuesday.", actor = "Kenya", recipient = "Uganda" }]
no = [{ text = "The two rivers meet near the mill.", why = "rivers" }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packs whose English has one trigger and nothing else that is checked."""
    packs = Path(str(files("sijill.packs")))
    shutil.copytree(packs / "world", tmp_path / "world")
    shutil.copytree(packs / "en", tmp_path / "en")
    shutil.rmtree(tmp_path / "en" / "triggers")
    for name in ("operators", "support", "positions"):
        (tmp_path / "en" / f"{name}.toml").unlink(missing_ok=True)
    (tmp_path / "en" / "triggers.toml").write_text(ENTRY)
    return tmp_path


def test_a_right_pack_has_no_findings(sijill: Sijill, folder: Path) -> None:
    result = sijill("pack", "check", "--folder", folder)
    assert result.stdout == "en: 1 entries, 2 sentences, 0 findings\n"
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('actor = "Kenya"', 'actor = "Tuesday"', "yes: not as told: actor"),
        ('recipient = "Uganda" }', 'recipient = "Uganda", modality = "planned" }', "yes: not as told: modality"),
        ('actor = "Kenya"', 'actor = "Ghana"', "yes: its words do not stand in its sentence"),
        ("Kenya met Uganda", "Kenya saw Uganda", "yes: no report of it"),
        ("The two rivers meet near the mill.", "Kenya met Uganda.", "no: it gives what it should not (rivers)"),
        ('no = [{ text = "The two rivers meet near the mill.", why = "rivers" }]', "", "no: the entry has no `no` sentence"),
    ],
)
def test_findings_name_file_line_entry_and_sentence(sijill: Sijill, folder: Path, old: str, new: str, says: str) -> None:
    (folder / "en" / "triggers.toml").write_text(ENTRY.replace(old, new))
    result = sijill("pack", "check", "en", "--folder", folder)
    assert result.exit_code == 1
    assert f"en/triggers.toml:3: trigger meeting.meet: {says}" in result.stdout


def test_a_misspelt_key_names_the_file_and_the_key(sijill: Sijill, folder: Path) -> None:
    from sijill.errors import PackError

    (folder / "en" / "triggers.toml").write_text(ENTRY.replace("past =", "passt ="))
    with pytest.raises(PackError, match=r"triggers\.toml.*passt"):
        sijill("pack", "check", "en", "--folder", folder)


def test_try_shows_what_a_sentence_gives(sijill: Sijill) -> None:
    result = sijill("pack", "try", "en", "Kenya met Uganda.")
    assert "report meeting, actual: KEN [Kenya] → UGA [Uganda]" in result.stdout


def test_forms_lists_every_form_by_part_of_speech(sijill: Sijill) -> None:
    result = sijill("pack", "forms", "en", "meeting.meet")
    assert "verb past:\n    met\n" in result.stdout
    assert "noun:\n    meeting · meetings\n" in result.stdout


@pytest.mark.parametrize("arguments", [("forms", "en", "meeting.xyz"), ("forms", "xx", "a"), ("check", "xx"), ("try", "xx", "a")])
def test_what_is_not_there_is_misuse(sijill: Sijill, arguments: tuple[str, ...]) -> None:
    assert sijill("pack", *arguments).exit_code == 2


def test_new_writes_an_entry_that_toml_reads(sijill: Sijill, tmp_path: Path) -> None:
    parts = ["meeting", "meeting.zap", "zap", "", "", "zap, zaps", "", "with=recipient"]
    answers = [*parts, "Kenya zapped Uganda.", "Kenya", "Uganda", 'He "zapped" it.', "no state"]
    target = tmp_path / "new.toml"
    result = sijill("pack", "new", "en", "--append", target, input="\n".join(answers) + "\n")
    assert result.exit_code == 0
    (entry,) = tomllib.loads(target.read_text())["trigger"]
    assert (entry["id"], entry["verb"], entry["noun"], entry["with"]) == ("meeting.zap", "zap", ["zap", "zaps"], {"with": "recipient"})
    assert entry["no"] == [{"text": 'He "zapped" it.', "why": "no state"}]
