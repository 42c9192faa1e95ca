"""A language that nobody speaks, given as TOML files alone: it is checked, and an article in it is read, without a line of Python."""

import json
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import Result

Sijill = Callable[..., Result]

LANGUAGE = """
[language]
code = "qx"
name = "Quex"
script = "latin"
direction = "ltr"
order = "subject-first"
adjectives = "before"
cased = true
"""
PARADIGMS = """
[[paradigm]]
name = "verb in -i (renti)"
of = "verb"
forms = [
  { base = "verb", drop = 1, add = "is", tense = "past" },
  { base = "verb", drop = 1, add = "as", tense = "present" },
  { base = "verb", tense = "base" },
]
[[paradigm]]
name = "noun (rento)"
of = "noun"
forms = [{ base = "noun", number = "s" }, { base = "noun", add = "j", number = "p" }]
"""
WORDS = """
[words]
preposition = ["kun", "en", "pri"]
conjunction = ["kaj"]
complementizer = ["ke"]
future = ["voli"]
determiner = ["la"]
"""
TITLES = """
[[title]]
id = "president"
class = "office"
words = ["prezo"]
plural = ["prezoj"]
"""
TRIGGERS = """
[[trigger]]
id = "meeting.renti"
act = "meeting"
verb = "renti"
noun = "rento"
with.kun = "recipient"
yes = [
  { text = "Kenjo rentis kun Ugando.", actor = "Kenjo", recipient = "Ugando" },
  { text = "Kenjo voli renti kun Ugando.", actor = "Kenjo", recipient = "Ugando", modality = "planned" },
]
no = [{ text = "La riveroj rentis en Mombaso.", why = "rivers" }]
"""
OPERATORS = """
[[operator]]
id = "say.diri"
verb = "diri"
speaker = true
yes = [{ text = "Kenjo diris ke Ugando rentis kun Tanzo.", act = "meeting", actor = "Ugando", recipient = "Tanzo", speaker = "Kenjo" }]
"""
TIMES = """
[times]
today = ["hodie"]
"""
FILES = {
    "language.toml": LANGUAGE, "paradigms.toml": PARADIGMS, "words.toml": WORDS, "titles.toml": TITLES, "operators.toml": OPERATORS, "times.toml": TIMES,
    "triggers/consult.toml": TRIGGERS,
}  # fmt: skip
NAMES = {"KEN": "Kenjo", "UGA": "Ugando", "TZA": "Tanzo"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The world pack with three states named in the new language, and the pack of that language."""
    shutil.copytree(Path(str(files("sijill.packs"))) / "world", tmp_path / "world")
    africa = tmp_path / "world" / "nations" / "africa.toml"
    text = africa.read_text(encoding="utf-8")
    for code, name in NAMES.items():
        assert f'code = "{code}"\n' in text
        text = text.replace(f'code = "{code}"\n', f'code = "{code}"\nnames.qx = ["{name}"]\n')
    africa.write_text(text, encoding="utf-8")
    for name, content in FILES.items():
        path = tmp_path / "qx" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def test_the_pack_is_checked(sijill: Sijill, folder: Path) -> None:
    result = sijill("pack", "check", "qx", "--packs", folder)
    assert (result.exit_code, "0 findings" in result.output) == (0, True), result.output


def test_a_wrong_sentence_is_found(sijill: Sijill, folder: Path) -> None:
    path = folder / "qx" / "triggers" / "consult.toml"
    path.write_text(TRIGGERS.replace("La riveroj rentis en Mombaso.", "Kenjo rentis kun Tanzo."), encoding="utf-8")
    result = sijill("pack", "check", "qx", "--packs", folder)
    assert result.exit_code == 1
    assert "it gives what it should not" in result.output


def test_an_article_is_read(sijill: Sijill, folder: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Kenjo rentis kun Ugando.\nLa Kenjo prezo diris ke Ugando voli renti kun Tanzo.\n", encoding="utf-8")
    result = sijill("read", "--packs", folder, "--language", "qx", "--json", article)
    assert result.exit_code == 0, result.output
    held, planned = json.loads(result.output)["reports"]
    assert [(p["id"]) for p in (*held["actors"], *held["recipients"])] == ["KEN", "UGA"]
    assert (held["act"], held["modality"]["value"], held["speaker"]["kind"]) == ("meeting", "actual", "narrator")
    assert [(p["id"]) for p in (*planned["actors"], *planned["recipients"])] == ["UGA", "TZA"]
    assert (planned["modality"]["value"], planned["speaker"]["kind"], planned["speaker"]["id"].split("/")[0]) == ("planned", "party", "KEN")
    assert planned["trigger"]["exact"] == "renti"


def test_without_the_pack_the_language_is_unknown(sijill: Sijill, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Kenjo rentis kun Ugando.", encoding="utf-8")
    result = sijill("read", "--language", "qx", article)
    assert result.exit_code == 1
