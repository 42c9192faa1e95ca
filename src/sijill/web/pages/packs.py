"""The packs: which languages are read, with how much knowledge, and how good the reading is by the gate."""

from pathlib import Path

import sijill
from sijill.packs import Packs
from sijill.packs.load import LanguagePack
from sijill.quality import floors
from sijill.records import Record
from sijill.web.room import Asked

_SENTENCED = ("triggers", "supports", "operators", "stances", "assessments", "memberships")  # tables whose entries carry sentences
_LISTED = (*_SENTENCED, "titles", "modifiers", "paradigms")
_WORLD = ("acts", "states", "nations", "cities", "bodies", "people", "outlets")


class PackTold(Record, frozen=True, kw_only=True):
    """A language: entries by table, sentences that test them (`yes` must give something, `no` must not), floors of the gate by measure."""

    code: str
    direction: str
    entries: dict[str, int]
    yes: int
    no: int
    floors: dict[str, float]
    hash: str


class PacksTold(Record, frozen=True, kw_only=True):
    """The languages, and how many entries of each kind hold in all of them. `measured`: whether the floors of the gate are at hand."""

    languages: tuple[PackTold, ...]
    world: dict[str, int]
    measures: tuple[str, ...]
    measured: bool


def packs(room: Asked) -> PacksTold:
    """The languages that are read: entries of their packs, the sentences that test these, and the floors that the reading must reach."""
    floor = _floors(Path(sijill.__file__).parents[2])
    return PacksTold(
        languages=tuple(_told(code, room.packs, floor.get(code, {})) for code in room.packs.languages),
        world={name: len(getattr(room.packs.world, name)) for name in _WORLD},
        measures=floors.FLOORED,
        measured=bool(floor),
    )


def _floors(root: Path) -> floors.Floors:
    """The floors of the checkout that sijill runs from; none where it is installed without its repository."""
    return floors.load(root) if floors.path_of(root).is_file() else {}


def _told(code: str, known: Packs, floor: dict[str, float]) -> PackTold:
    pack: LanguagePack = known.language(code)
    tested = [entry for table in _SENTENCED for entry in getattr(pack, table)]
    return PackTold(
        code=code,
        direction=pack.language.direction,
        entries={table: len(getattr(pack, table)) for table in _LISTED},
        yes=sum(len(entry.yes) for entry in tested),
        no=sum(len(entry.no) for entry in tested),
        floors=floor,
        hash=pack.hash,
    )
