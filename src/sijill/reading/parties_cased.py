"""Titled parties in a language with cases: президент Турции Реджеп Тайип Эрдоган, российского министра, главы МИД России и Китая."""

from sijill.packs.entries import Title
from sijill.packs.lexicon import Name, Sense
from sijill.reading.nodes import DASHES, Node
from sijill.reading.parties import MANY, NAME_WORDS, NO_PARTY, PERSONS, Found, Slot, adjective_of, named, names_more, past, person_of, title_of
from sijill.reading.registry import Registry
from sijill.reading.units import Unit

_CARD = 4  # units of a full name
_FIELD = 9  # units of an office's field (по иностранным делам и политике безопасности)
_POSTS = frozenset(("envoy", "spokesperson", "people"))


def read_cased(units: list[Unit], i: int, registry: Registry) -> Found | None:
    """A titled party or a person; None if neither stands at `i`."""
    titles: list[tuple[Title, Sense]] = []
    slots: list[Slot] = [Slot()]
    posted: list[tuple[Name, Unit]] = []
    former = False
    j, n, cases = i, len(units), frozenset[str]()
    while j < n:
        unit, slot = units[j], slots[-1]
        adjective, name, title, person = adjective_of(unit), named(unit), title_of(unit), person_of(unit, registry)
        if person and (titles or j == i) and not (slot.given or titles and not _apposed(unit, cases)):
            free = next((s for s in slots if s.person is None), slot)  # президенты Киргизии и Азербайджана Садыр Жапаров и Ильхам Алиев
            free.person, cases = (person, unit), _narrowed(cases, unit.cases)
            j += 1
            if not names_more(units, j, titles, registry):
                break
            if all(s.person for s in slots):
                slots.append(Slot())
            j += 1
            continue
        if title and _goes_on(title, titles, unit):
            cases = cases or unit.cases if titles else _narrowed(cases, unit.cases)
            titles.append(title)
        elif adjective and not titles and (slot.nation is None or units[j - 1].word("conjunction") or units[j - 1].norm in DASHES):
            if slot.nation is not None:
                slots.append(Slot())
            slots[-1].nation = (adjective, unit)
            cases = _narrowed(cases, unit.cases)
        elif adjective and titles and _of_organ(units, j, slot):  # глава (турецкого) МИД
            slot.nation = (adjective, unit)
        elif name and not name.person and titles and "gen" in unit.cases and not (slot.person or slot.given):
            if titles[0][0].class_ == "goods" and "dat" in unit.cases:
                break  # поставляет газ Италии
            if slot.nation is None:
                slot.nation = (name, unit)
            elif units[j - 1].word("conjunction") or units[j - 1].norm == ",":
                slots.append(Slot((name, unit)))
            else:
                break
        elif slot.nation and (_listed(units, j, titles) if titles else _leads(units, j + 1) and _joins(unit)):
            pass
        elif past(unit) and (_leads(units, j + 1) or titles):
            former = True
        elif titles and titles[0][0].class_ in _POSTS and (post := _post(units, j)):
            posted.append((post, units[j + 1]))
            j += 1
        elif titles and (ahead := _field(units, j, registry) or _organs(units, j, slot, titles[0][0], registry)):
            j = ahead
            continue
        elif _given(unit, titles, cases) and len(slot.given) < NAME_WORDS:
            slot.given.append(unit)
            cases = _narrowed(cases, unit.cases)
        else:
            break
        j += 1
    if not titles and not slots[0].person:
        return None
    return Found(titles, slots, posted, former, j, cases)


def _narrowed(cases: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    """The cases that both parts allow; what a guess at a foreign name rules out altogether is kept."""
    return (cases & more) or cases or more


def _apposed(unit: Unit, cases: frozenset[str]) -> bool:
    """Whether a name may stand in the case of its title: (встретил) президента Путин tells two parties."""
    return not cases or not unit.cases or bool(cases & unit.cases)


def _goes_on(title: tuple[Title, Sense], titles: list[tuple[Title, Sense]], unit: Unit) -> bool:
    """Whether a title opens a party or goes on one: пресс-секретарь президента, заместитель главы МИД."""
    if not titles:
        return True
    if title[0].class_ in NO_PARTY or titles[-1][0].class_ in NO_PARTY and titles[-1][0].class_ != "unnamed":
        return False
    return "gen" in unit.cases or titles[-1][0].class_ == "honorific" or unit.cases == titles[-1][1].form.cases


def _listed(units: list[Unit], j: int, titles: list[tuple[Title, Sense]]) -> bool:
    """Whether a comma or и goes on a list of states: президенты России, Турции и Ирана."""
    many = titles[0][1].form.number in MANY
    if not (many and (units[j].norm == "," or units[j].word("conjunction")) and j + 1 < len(units)):
        return False
    name = named(units[j + 1])
    return name is not None and not name.person and "gen" in units[j + 1].cases


def _leads(units: list[Unit], j: int) -> bool:
    """Whether a title follows within a few words (российский новый президент)."""
    for unit in units[j : j + 4]:
        if title_of(unit):
            return True
        if not (_filler(unit) or adjective_of(unit)):
            return False
    return False


def _of_organ(units: list[Unit], j: int, slot: Slot) -> bool:
    """Whether a nationality behind a title is that of the next one: представитель (израильской) армии."""
    return "gen" in units[j].cases and not (slot.nation or slot.person or slot.given) and _leads(units, j + 1)


def _joins(unit: Unit) -> bool:
    """Whether a word may stand between a nationality and its title: российский (и) турецкий, (новый) президент."""
    return bool(unit.word("conjunction")) or unit.norm in DASHES or _filler(unit)


def _filler(unit: Unit) -> bool:
    return unit.pos == "adjective" and not unit.capital and not unit.sense("trigger") or bool(unit.sense("modifier"))


def _field(units: list[Unit], j: int, registry: Registry) -> int | None:
    """Where the name stands behind the field of an office: представитель ЕС (по иностранным делам и политике безопасности) Жозеп Боррель."""
    if units[j].norm != "по":
        return None
    for k in range(j + 1, min(j + _FIELD, len(units))):
        if person_of(units[k], registry):
            return k
        if not (units[k].pos in ("noun", "adjective") or units[k].word("conjunction")) or units[k].sense("name"):
            return None
    return None


def _post(units: list[Unit], j: int) -> Name | None:
    """Where somebody serves: посол России (в Вашингтоне), постпред (при ООН); not войска в Сирию."""
    post = named(units[j + 1]) if units[j].word("posted") and j + 1 < len(units) and "loc" in units[j + 1].cases else None
    return None if post is None or post.person else post


def _organs(units: list[Unit], j: int, slot: Slot, title: Title, registry: Registry) -> int | None:
    """Where the state stands behind what an office is of: секретарь (Центрального комитета Коммунистической партии) Вьетнама."""
    if slot.nation or slot.person or slot.given or title.class_ in NO_PARTY:
        return None
    for k in range(j, min(j + _FIELD, len(units))):
        unit = units[k]
        name = named(unit)
        if k > j and (name is not None and not name.person and "gen" in unit.cases or person_of(unit, registry)):
            return k
        told = any(s.kind in ("trigger", "support") for s in unit.senses)
        if told or not (unit.pos in ("noun", "adjective") and "gen" in unit.cases or unit.word("conjunction")):
            return None
    return None


def _given(unit: Unit, titles: list[tuple[Title, Sense]], cases: frozenset[str]) -> bool:
    """Whether an unknown word is a part of a person's name."""
    if not (unit.unknown and unit.capital and titles) or not any(t.class_ in PERSONS for t, _ in titles):
        return False
    return unit.pos in ("noun", "adjective", "other", "") or not unit.cases or bool(unit.cases & cases)


def card(units: list[Unit], j: int, node: Node, registry: Registry) -> int:
    """How many units tell again who was just told: ... с Лукашенко (Лукашенко Александр Григорьевич Президент Республики Беларусь), который ..."""
    if len(node.refs) != 1 or "/" not in (node.refs[0].id or "") and not node.refs[0].office or j + 1 >= len(units) or not units[j].capital:
        return 0
    person = person_of(units[j], registry)
    again = person is not None and person.person is not None and person.person.id == node.refs[0].id
    if not again and not (units[j].norm[:4] == units[j - 1].norm[:4] and units[j].capital and units[j - 1].capital):
        return 0
    k = j + 1
    while k < len(units) and k - j < _CARD and units[k].capital and not title_of(units[k]) and not units[k].name():
        k += 1
    found = read_cased(units, k, registry) if k < len(units) and title_of(units[k]) else None
    return (found.next if found is not None else k) - j
