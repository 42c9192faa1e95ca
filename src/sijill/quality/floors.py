"""The floors: values below which the gate fails. They are raised when the reader gets better, and lowered only on purpose."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sijill.errors import BrokenGold, MissingGold
from sijill.quality.measures import CEILINGS, Scores

FLOORED = ("detect", "who", "strict", "modality", "speaker", "time", "channel", "positions", "spurious_per_article")

Floors = dict[str, dict[str, float]]
_HEADER = """\
# What the reader must reach on gold/, per language; `sijill gate` fails below. Written by `sijill gate --raise` and `--allow-regression`.
# detect, who, strict: F1 of events found, with the right parties, and with the right modality too; modality, speaker: share right of those found;
# time, channel, positions: F1; spurious_per_article is a ceiling: reports an article that are not in the gold.
"""


class Fall(NamedTuple):
    """A value on the wrong side of its floor; `value` is None where there is no gold left to measure it."""

    language: str
    measure: str
    value: float | None
    floor: float

    def __str__(self) -> str:
        side = "above its ceiling" if self.measure in CEILINGS else "below its floor"
        return f"{self.language} {self.measure}: " + ("nothing left to measure" if self.value is None else f"{self.value:.3f} is {side} {self.floor:.3f}")


def path_of(root: Path) -> Path:
    """Where the floors of a repository lie."""
    return root / "quality" / "floors.toml"


def load(root: Path) -> Floors:
    """The floors by language and measure. Raises MissingGold, BrokenGold."""
    path = path_of(root)
    try:
        floors: Floors = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise MissingGold("no floors", fix="run it in a checkout of the repository, or give its folder with --root", file=str(path)) from error
    except ValueError as error:
        raise BrokenGold(f"not valid TOML: {error}", fix="correct the line named", file=str(path)) from error
    for language, rows in floors.items():
        for measure, floor in rows.items() if isinstance(rows, dict) else [("", None)]:
            if measure not in FLOORED or not isinstance(floor, int | float):
                raise BrokenGold(f"{language}.{measure} is no floor", fix=f"give numbers for {', '.join(FLOORED)}", file=str(path))
    return floors


def falls(floors: Floors, scores: Mapping[str, Scores]) -> list[Fall]:
    """What is on the wrong side of its floor."""
    found = []
    for language, rows in floors.items():
        for measure, floor in rows.items():
            value = scores[language].measures[measure].value if language in scores else None
            if value is None or worse(measure, value, floor):
                found.append(Fall(language, measure, value, floor))
    return found


def worse(measure: str, value: float, floor: float) -> bool:
    """Whether `value` is worse than `floor`."""
    return value > floor if measure in CEILINGS else value < floor


def raised(floors: Floors, scores: Mapping[str, Scores]) -> Floors:
    """Floors at what is reached, where that is better; a language or measure without a floor gets one."""
    rows = {language: dict(row) for language, row in floors.items()}
    for language, told in scores.items():
        for measure in FLOORED:
            value = told.measures[measure].value
            if value is not None and not worse(measure, value, rows.setdefault(language, {}).get(measure, value)):
                rows[language][measure] = value
    return rows


def lowered(floors: Floors, found: list[Fall]) -> Floors:
    """Floors at what is left of each fallen value; one that nothing measures any more is gone."""
    rows = {language: dict(row) for language, row in floors.items()}
    for fall in found:
        if fall.value is None:
            del rows[fall.language][fall.measure]
        else:
            rows[fall.language][fall.measure] = fall.value
    return {language: row for language, row in rows.items() if row}


def save(root: Path, floors: Floors) -> None:
    """Write the floors, in a fixed order."""
    parts = [_HEADER]
    for language, row in sorted(floors.items()):
        parts.append("\n".join([f"[{language}]", *(f"{measure} = {row[measure]:.3f}" for measure in FLOORED if measure in row)]) + "\n")
    path_of(root).write_text("\n".join(parts), encoding="utf-8")


def note(root: Path, found: list[Fall], why: str) -> None:
    """Say in the list of changes, under its first heading, what may be worse and why."""
    path = root / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else "# Changes\n\n## Not yet released\n"
    fell = ", ".join(f"{f.language} {f.measure} {f.floor:.3f} → " + ("gone" if f.value is None else f"{f.value:.3f}") for f in found)
    sections = re.split(r"(?m)^(?=## )", text)
    at = min(1, len(sections) - 1)
    sections[at] = sections[at].rstrip("\n") + f"\n- Floors lowered ({fell}): {' '.join(why.split())}\n" + ("\n" if at + 1 < len(sections) else "")
    path.write_text("".join(sections), encoding="utf-8")
