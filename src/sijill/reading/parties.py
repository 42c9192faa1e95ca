"""Parties: titles, nationalities and names are read as one party each, in the order of the language.

`parties_after`: الرئيس الروسي فلاديمير بوتين, الرئيسين الصيني شي جين بينغ والروسي فلاديمير بوتين. `parties_before`: Russian President
Vladimir Putin, the presidents of Russia and Turkey. Here is what both read them from and into.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sijill.packs.entries import Modifier, Title
from sijill.packs.lexicon import Name, Sense
from sijill.reading.registry import Registry
from sijill.reading.units import Unit

PERSONS = frozenset(("office", "envoy", "spokesperson", "leader", "honorific"))
NO_PARTY = frozenset(("medium", "unnamed", "private", "place", "goods"))
MANY = frozenset(("d", "p"))
NAME_WORDS = 4  # an unknown name is not longer than this


class Slot:
    """One member of a titled party: its nationality and its name, as far as told."""

    def __init__(self, nation: tuple[Name, Unit] | None = None, person: tuple[Name, Unit] | None = None) -> None:
        self.nation, self.person = nation, person
        self.given: list[Unit] = []


class Found(NamedTuple):
    """A titled party as it was read, before it becomes a node."""

    titles: list[tuple[Title, Sense]]
    slots: list[Slot]
    posted: list[tuple[Name, Unit]]
    former: bool
    next: int
    cases: frozenset[str] = frozenset()  # where the language has them: those the party may be in


def title_of(unit: Unit) -> tuple[Title, Sense] | None:
    """The title that a unit is."""
    sense = unit.sense("title")
    return (sense.entry, sense) if sense and isinstance(sense.entry, Title) else None


def adjective_of(unit: Unit) -> Name | None:
    """A nationality adjective; a Latin-script name such as US or UN serves as one too."""
    return next((s.entry for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name) and s.entry.how == "adjective"), None)


def named(unit: Unit) -> Name | None:
    """A state, body or full personal name."""
    return next(_names(unit), None)


def _names(unit: Unit) -> Iterator[Name]:
    return (s.entry for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name) and s.entry.how not in ("adjective", "short", "outlet"))


def person_of(unit: Unit, registry: Registry) -> Name | None:
    """A person by full name, or by a family name that only one office holder of the day bears."""
    full = [name for name in _names(unit) if name.person]
    if full:  # one who served two: by the office of the day
        return next((name for name in full if registry.office_of(name)[2]), full[0])
    short = [s.entry for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name) and s.entry.how == "short"]
    known = registry.by_word(unit.norm)
    if known:
        return next((n for n in short if n.person and n.person.id == known.id), None)
    holding = [n for n in short if registry.office_of(n)[2]]
    return holding[0] if len(holding) == 1 and registry.published else None


def names_more(units: list[Unit], j: int, titles: list[tuple[Title, Sense]], registry: Registry) -> bool:
    """Whether a title of several goes on with another person: the presidents Putin and Xi."""
    many = bool(titles) and titles[0][1].form.number in MANY
    return many and j + 1 < len(units) and bool(units[j].word("conjunction")) and person_of(units[j + 1], registry) is not None


def past(unit: Unit) -> bool:
    """Whether a unit says that an office is no longer held (السابق, former)."""
    return any(isinstance(s.entry, Modifier) and s.entry.modality == "past" for s in unit.senses)
