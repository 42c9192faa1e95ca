"""Parties in Chinese: 俄罗斯总统普京, 王毅外长, 中俄两国元首, 俄外长, 中国驻朝鲜大使; the state, the titles and the name follow one another bare."""

from sijill.packs.entries import Title
from sijill.packs.lexicon import Name, Sense
from sijill.reading.alone import bare_name, plain_node
from sijill.reading.names_han import as_known, given_name, joined, known_name, remember, short_name
from sijill.reading.nodes import Node, Ref
from sijill.reading.parties import NO_PARTY, PERSONS, Found, Slot, adjective_of, named, past, person_of, title_of
from sijill.reading.party_nodes import party_node
from sijill.reading.registry import Registry
from sijill.reading.units import Unit

_OWNED = frozenset(("office", "leader", "organ"))  # titles that stand for their state
_FILLERS = 7  # words no pack knows between a state and its title (俄罗斯联邦委员会主席)


def party_han(text: str, units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """The party that begins at unit `i`, and its width."""
    known = _told_before(units, i, registry)
    if known is not None:
        return known
    unit = units[i]
    if not (unit.named or unit.unknown or unit.word("posted")) or unit.sense("trigger") and not unit.named:
        return None, 0
    found = _titled(units, i, registry)
    if found is None:
        return _alone(units, i, registry)
    for slot in found.slots:
        remember(text, slot, found, registry)
    state = next((t.of for t, _ in found.titles if t.of), None)
    if state and not found.slots[0].nation and not found.slots[0].person:  # 中央书记处书记: an office that one state alone has
        found.slots[0].nation = (Name(state, state, None, state, "state", "", ""), units[i])
    last = units[found.next] if found.next < len(units) else None
    if last is not None and len(found.slots) > 1 and last.word("both", "leaders", "states"):
        found = found._replace(next=found.next + 1)  # 中俄两国元首
    if not found.titles and not any(slot.person for slot in found.slots):
        return _states(units, i, found, registry)
    node = party_node(text, units, i, found, registry)
    if node is not None and node.kind == "party" and found.slots[0].given and not found.slots[0].nation:
        given = registry.given(joined(found.slots[0].given))
        node = node._replace(refs=tuple(as_known(ref, given) for ref in node.refs)) if given else node
    return (node, found.next - i) if node is not None else (None, 0)


def _told_before(units: list[Unit], i: int, registry: Registry) -> tuple[Node, int] | None:
    """A name that the article told in full before, with the title that may follow (武契奇总统)."""
    told = known_name(units, i, registry) if units[i].unknown or short_name(units[i]) else None
    if told is None and short_name(units[i]) and (named_so := registry.by_word(units[i].norm)):
        told = named_so, 1  # 拉斯穆森 is who was told as 丹麦外交大臣拉斯穆森
    if told is None:
        return None
    known, width = told
    title = title_of(units[i + width]) if i + width < len(units) else None
    width += bool(title and title[0].class_ in PERSONS)
    start, end = units[i].start, units[i + width - 1].end
    ref = Ref(known.id, known.country, known.name, known.office, "named", start, end)
    return Node("party", start, end, (ref,), number="s", title="person", norm=units[i].norm), width


def _titled(units: list[Unit], i: int, registry: Registry) -> Found | None:
    """States, titles and a name, as far as they stand at `i` in this order; None if there is nothing of the kind."""
    slots, j = _nations(units, i, registry)
    posted: list[tuple[Name, Unit]] = []
    if j + 1 < len(units) and units[j].word("posted") and (post := _posted(units, j + 1, registry)) is not None:
        posted, j = [(post, units[j + 1])], j + 2
    if j < len(units) and len(slots) > 1 and units[j].word("both", "leaders", "states"):
        owned = title_of(units[j + 1]) if j + 1 < len(units) else None  # 韩美两国军队
        joined_to = owned is not None and owned[0].class_ not in NO_PARTY
        return Found([owned], slots, posted, False, j + 2) if owned and joined_to else Found([], slots, posted, False, j)
    named_first = not slots and not posted and units[i].unknown
    given = given_name(units, i, registry, True) if named_first else []
    j += len(given)
    owner = slots[0].nation[0].code if slots and slots[0].nation else None
    titles, k, former = _titles(units, j, registry, owner, bool(slots or posted), bool(given))
    if not titles and (posted or given):
        return None
    j = k
    slots = slots or [Slot()]
    person = _person(units[j], registry, owner if titles else None) if j < len(units) else None
    people = bool(titles) and titles[-1][0].class_ in PERSONS
    of_state = person is not None and len(slots) == 1 and owner == person.code  # 美国唐纳德·特朗普总统
    if person is not None and (people or j == i or of_state and not titles):
        slots[-1].person = (person, units[j])
        j += 1
        while j < len(units) and (after := title_of(units[j])) and after[0].class_ in PERSONS:  # 习近平主席
            titles, j = [*titles, after], j + 1
    elif given:
        slots[0].given = given
    elif people and j < len(units) and len(slots) == 1:
        slots[0].given = given_name(units, j, registry, False)
        j += len(slots[0].given)
        j += bool(slots[0].given and j < len(units) and (after := title_of(units[j])) and after[0].class_ == "honorific")
    return Found(titles, slots, posted, former, j) if titles or slots[0].nation or slots[0].person else None


def _person(unit: Unit, registry: Registry, owner: str | None) -> Name | None:
    """Who is named; one of the same name who serves another state is not meant (丹麦外交大臣拉斯穆森)."""
    person = person_of(unit, registry)
    if person is None or owner is None or person.code == owner:
        return person
    return next((s.entry for s in unit.senses if isinstance(s.entry, Name) and s.entry.person and s.entry.code == owner), None)


def _nations(units: list[Unit], i: int, registry: Registry) -> tuple[list[Slot], int]:
    """A state by its name, or several by one character each (中俄, 美日韩), and what follows."""
    slots: list[Slot] = []
    j = i
    in_row = _in_row(units, i)
    while j < len(units) and (letter := registry.letter(units[j], in_row)) is not None:
        slots.append(Slot((letter, units[j])))
        j += 1
        listed = j + 1 < len(units) and units[j].norm == "、" and registry.letter(units[j + 1]) is not None
        j += listed and not (j + 2 < len(units) and title_of(units[j + 2]))  # 美、英、法等国
    if slots:
        return slots, j
    name = named(units[i])
    if name is not None and not name.person and name.how != "side":
        return [Slot((name, units[i]))], i + 1
    side = registry.side(units[i])
    return ([Slot((side, units[i]))], i + 1) if side is not None else ([], i)


def _in_row(units: list[Unit], i: int) -> bool:
    """英法德(三国), 美伊(关系): whether several characters that may stand for states lead to a word of several states."""
    j = i
    while j < len(units) and adjective_of(units[j]) is not None:
        j += 1
    return j - i > 1 and j < len(units) and bool(units[j].word("both", "leaders", "states", "relation") or title_of(units[j]))


def _posted(units: list[Unit], j: int, registry: Registry) -> Name | None:
    """Where an envoy serves: 驻朝鲜, 驻华."""
    name = named(units[j])
    return name if name is not None and not name.person else registry.letter(units[j])


def _titles(units: list[Unit], j: int, registry: Registry, owner: str | None, owned: bool, given: bool) -> tuple[list[tuple[Title, Sense]], int, bool]:
    """The titles from `j` on, what follows them and whether the office is past; `、` may stand between those of one person."""
    titles: list[tuple[Title, Sense]] = []
    former = False
    while j < len(units):
        title = title_of(units[j])
        if title and (title[0].class_ not in NO_PARTY or not titles or titles[-1][0].class_ not in PERSONS) and not (given and title[0].class_ not in PERSONS):
            titles.append(title)
            j += 1
        elif units[j].norm == "、" and titles and titles[-1][0].class_ in PERSONS and _goes_on(units, j + 1, registry, owner):
            j += 1 + bool(named(units[j + 1]))
        elif past(units[j]) and j + 1 < len(units) and (titles or owned) and title_of(units[j + 1]):
            former, j = True, j + 1
        elif (owned or titles) and not given and (ahead := _filled(units, j)):
            j += ahead
        else:
            break
    return titles, j, former


def _goes_on(units: list[Unit], j: int, registry: Registry, owner: str | None) -> bool:
    """中共中央总书记、国家主席习近平: whether further titles of the same state lead to one name."""
    seen = False
    while j < len(units):
        name = named(units[j])
        if title_of(units[j]):
            seen = True
        elif name is not None and not name.person:
            if owner is not None and name.code != owner or owner is None and name.code != registry.home:
                return False
        elif units[j].norm != "、" and not (units[j].unknown and not seen):
            return seen and (person_of(units[j], registry) is not None or units[j].unknown)
        j += 1
    return False


def _filled(units: list[Unit], j: int) -> int:
    """How many unknown words stand between a state and its title."""
    for width in range(1, _FILLERS + 1):
        between = units[min(j + width, len(units)) - 1]
        if j + width >= len(units) or not (between.unknown or between.word("determiner", "fixed") and not between.sense("trigger")):
            return 0
        if (title := title_of(units[j + width])) is not None:
            return width if title[0].class_ not in NO_PARTY or title[0].class_ == "private" else 0
    return 0


def _states(units: list[Unit], i: int, found: Found, registry: Registry) -> tuple[Node | None, int]:
    """States without a title: one as a party of its own, several as one party of all."""
    slots = [slot.nation for slot in found.slots if slot.nation]
    if not slots:
        return None, 0
    start, end, first = units[i].start, units[found.next - 1].end, slots[0][0]
    if len(slots) == 1:
        if first.how not in ("adjective", "side"):
            return _alone(units, i, registry)
        refs: tuple[Ref, ...] = (Ref(first.code, first.country, first.name, None, "named", start, end),)
    else:
        refs = tuple(Ref(n.code, n.country, n.name, None, "named", u.start, u.end) for n, u in slots)
    number, title = ("d", "pair") if len(slots) > 1 else ("s", "state")
    return Node("party", start, end, refs, number=number, title=title, norm=units[i].norm, senses=units[i].senses), found.next - i


def _alone(units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    name = named(units[i])
    if units[i].sense("name") is None or name is not None and name.how == "side":
        return None, 0
    return bare_name(units, i, registry)


def plain_han(units: list[Unit], i: int, registry: Registry) -> Node:
    """A unit that is no party: one character that stands for no state here is a plain word."""
    unit = units[i]
    if adjective_of(unit) or any(isinstance(s.entry, Name) and s.entry.how == "side" for s in unit.senses):
        unit = unit._replace(senses=tuple(s for s in unit.senses if s.kind != "name"))
        return plain_node([*units[:i], unit], i, registry)
    return plain_node(units, i, registry)


def owned_title(nodes: list[Node], node: Node) -> Node:
    """美国、日本和韩国的外长: a bare title behind 的 is that of the states before, which are taken from `nodes`."""
    if node.kind == "bare" and nodes and nodes[-1].kind == "both":
        return nodes.pop()._replace(end=node.end)  # 两国军队
    if node.kind != "bare" or len(nodes) < 2 or not nodes[-1].classed("possessive", "states"):
        return node
    if node.title == "spokesperson" and nodes[-2].kind == "party" and len(nodes[-2].refs) == 1:  # 联合国秘书长的发言人
        owner, _ = nodes[-2], nodes.pop()
        return nodes.pop()._replace(end=node.end, title=node.title, refs=owner.refs)
    if not _state(nodes[-2]) or node.title not in _OWNED:
        return node
    first = len(nodes) - 2
    while first >= 2 and (nodes[first - 1].norm == "、" or nodes[first - 1].classed("joining")) and _state(nodes[first - 2]):
        first -= 2
    refs = tuple(ref for owner in nodes[first:] for ref in owner.refs)
    start = nodes[first].start
    del nodes[first:]
    if len(nodes) > 1 and nodes[-1].classed("posted") and _state(nodes[-2]):  # 中国驻古巴、波兰等国使馆: whose they are stands before
        _, sender = nodes.pop(), nodes.pop()
        return node._replace(kind="party", refs=sender.refs, posted=refs, start=sender.start)
    return node._replace(kind="party", refs=refs, start=start, number="p" if len(refs) > 1 else "s")


def _state(node: Node) -> bool:
    return node.kind == "party" and node.title in ("state", "body")
