"""The annotated articles of a repository and the scorer that matches readings to them."""

import hashlib
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from sijill.errors import BrokenGold, MissingGold
from sijill.records import Source

_KEYS = ("id", "lang", "sha256", "scope_end", "events", "positions")


class Annotated(NamedTuple):
    """One article and what careful readers entered for it."""

    source: Source
    gold: dict[str, Any]


def annotated(root: Path) -> list[Annotated]:
    """Every article of `gold/<language>/` in the order of its name. Raises MissingGold, BrokenGold."""
    folder = root / "gold"
    files = sorted(folder.glob("*/*.json"))
    if not files:
        raise MissingGold("no annotated articles", fix="run it in a checkout of the repository, or give its folder with --root", file=str(folder))
    return [_article(file) for file in files]


def scorer(root: Path) -> ModuleType:
    """`quality/score.py` of the repository as a module. Raises MissingGold."""
    path = root / "quality" / "score.py"
    if not path.is_file():
        raise MissingGold("no scorer", fix="run it in a checkout of the repository, or give its folder with --root", file=str(path))
    spec = importlib.util.spec_from_file_location("sijill_score", path)
    if spec is None or spec.loader is None:
        raise MissingGold("cannot be imported", fix="restore it", file=str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _article(file: Path) -> Annotated:
    """The article of an annotation: its text lies beside it, the title on the first line, the text after an empty one."""
    try:
        gold = json.loads(file.read_text(encoding="utf-8"))
        title, _, text = file.with_suffix(".txt").read_text(encoding="utf-8").partition("\n\n")
    except (OSError, ValueError) as error:
        raise BrokenGold(f"cannot be used: {error}", fix="give a .json and a .txt of one name, in UTF-8", file=str(file)) from error
    text = text.removesuffix("\n")
    if missing := [key for key in _KEYS if key not in gold]:
        raise BrokenGold(f"no {', '.join(missing)}", fix="add what is missing", file=str(file))
    if hashlib.sha256(text.encode()).hexdigest()[:16] != gold["sha256"]:
        raise BrokenGold("the text is not the one that was annotated", fix="restore it, or annotate it anew", file=str(file.with_suffix(".txt")))
    for record in (*gold["events"], *gold["positions"]):
        start, end = record["sentence"]
        if not 0 <= start < end <= len(text):
            raise BrokenGold(f"no sentence at {start}-{end}", fix="correct the offsets", file=str(file))
    source = Source(
        id=gold["id"], text=text[: gold["scope_end"]], title=title, published=gold.get("published"), publisher=gold.get("publisher"), language=gold["lang"]
    )
    return Annotated(source, gold)
