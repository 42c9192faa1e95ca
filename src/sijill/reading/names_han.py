"""Names of people in Chinese that no pack knows: how far they reach, and who comes back by them alone."""

from sijill.packs.lexicon import Name
from sijill.reading.nodes import Ref
from sijill.reading.parties import PERSONS, Found, Slot, title_of
from sijill.reading.registry import Known, Registry
from sijill.reading.units import Unit

_NAME = 9  # characters of an unknown name
_DOTS = frozenset("·•・‧∙.-－")


def known_name(units: list[Unit], i: int, registry: Registry) -> tuple[Known, int] | None:
    """Whom the article named before by the words from unit `i` on (…斯塔默), and how many units they are."""
    told, best = "", None
    for width in range(1, 7):
        if i + width > len(units) or units[i + width - 1].sense("title") or units[i + width - 1].sense("trigger"):
            break
        told += units[i + width - 1].norm
        known = registry.given(told)
        best = (known, width) if known else best
    return best


def given_name(units: list[Unit], j: int, registry: Registry, before_title: bool) -> list[Unit]:
    """The words of an unknown name from `j` on: as many as look like the sound of a foreign name, or a family name and what the cut leaves with it."""
    found: list[Unit] = []
    length = 0
    for k, unit in enumerate(units[j:], j):
        begins = _person(unit) and k + 1 < len(units) and units[k + 1].norm in _DOTS  # 胡安·卡洛斯·瓦雷拉 is not 胡安·卡洛斯
        name = unit.unknown or found and unit.norm in _DOTS or not before_title and (short_name(unit) or _sound_alone(unit) or begins)
        part = length == 1 or bool(found) and found[-1].norm in _DOTS  # 安华: 安 is no name by itself; 帕特里斯·塔隆
        name = name or part and not before_title and len(unit.norm) == 1 and unit.sense("name") is not None
        dotted = bool(found) and (found[-1].norm in _DOTS or unit.norm in _DOTS)
        sounds = all(c in registry.sounds for c in unit.norm)
        eastern = not found and unit.norm[0] in registry.surnames and len(unit.norm) < 5 or length == 1 and len(unit.norm) < 3
        before_known = not found and not before_title and len(unit.norm) < 4 and k + 1 < len(units) and short_name(units[k + 1])  # 阿门戈尔
        too_long = length + len(unit.norm) > 2 * _NAME or length >= _NAME and not dotted
        if not name or too_long or not (dotted or sounds or begins or before_known or eastern and not before_title):
            break
        found.append(unit)
        length += len(unit.norm)
    if before_title:
        k = j + len(found)
        title = title_of(units[k]) if k < len(units) else None
        return found if title and title[0].class_ in PERSONS and length > 1 else []
    return found if length > 1 else []


def short_name(unit: Unit) -> bool:
    """Whether a unit is the name of some other person, which may be part of an unknown one (维克拉马辛哈)."""
    return _person(unit) and len(unit.norm) < 6


def _person(unit: Unit) -> bool:
    return any(isinstance(s.entry, Name) and s.entry.person for s in unit.senses)


def _sound_alone(unit: Unit) -> bool:
    """Whether a character that may stand for a little named state is rather the sound of a name (阿 in 阿吉亚尔)."""
    return len(unit.norm) == 1 and all(isinstance(s.entry, Name) and s.entry.ambiguous or s.kind == "cue" for s in unit.senses)


def remember(text: str, slot: Slot, found: Found, registry: Registry) -> None:
    """An unknown name comes back alone, a foreign one by its last part (大卫·普雷斯曼)."""
    if not slot.given or not slot.nation:
        return
    office = next((t.id for t, _ in found.titles if t.class_ in PERSONS), None)
    name = text[slot.given[0].start : slot.given[-1].end]
    known = Known(slot.nation[0].code, slot.nation[0].country, name, office)
    whole = joined(slot.given)
    registry.give(whole, known)
    for mark in _DOTS:
        if mark in whole and len(last := whole.rsplit(mark, 1)[1]) > 1:
            registry.give(last, known)


def joined(units: list[Unit]) -> str:
    return "".join(unit.norm for unit in units)


def as_known(ref: Ref, known: Known) -> Ref:
    return ref._replace(id=known.id, country=known.country, name=known.name, office=ref.office or known.office)
