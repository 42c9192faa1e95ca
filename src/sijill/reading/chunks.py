"""Chunks: units become nodes; titles, nationalities and names become parties.

Both orders of title and nationality are read here, `adjectives = "after"` (الرئيس الروسي فلاديمير بوتين) and `"before"` (Russian
President Vladimir Putin), and both orders of apposition.
"""

from typing import NamedTuple

from sijill.packs.entries import Title
from sijill.packs.lexicon import Name, Sense
from sijill.reading.nodes import Node, Ref
from sijill.reading.registry import Known, Registry
from sijill.reading.units import Unit

_PARTY_CLASSES = frozenset(("office", "organ", "people", "envoy", "spokesperson", "leader"))
_PERSON_CLASSES = frozenset(("office", "envoy", "spokesperson", "leader", "honorific"))
_NAME_WORDS = 4  # an unknown name is not longer than this
_COMMAS = frozenset(",،")
_QUOTES = frozenset('"\'')


class Head(NamedTuple):
    """What is known of a party while its chunk is read."""

    titles: list[tuple[Title, Sense]]
    first: int
    next: int
    nations: list[tuple[Name, Unit]]
    person: tuple[Name, Unit] | None
    given: list[Unit]  # an unknown person's name


def chunk(text: str, units: list[Unit], registry: Registry, after: bool) -> list[Node]:
    """Nodes of one sentence; remembers in `registry` who is named."""
    nodes: list[Node] = []
    i = 0
    while i < len(units):
        node, width = (_party_after if after else _party_before)(text, units, i, registry)
        if node is None:
            node, width = _plain(units, i, registry, nodes), 1
        if node.kind in ("party",):
            node, extra = _apposition(text, units, i + width, node, registry)
            width += extra
            registry.told(node.refs)
        nodes.append(node)
        i += width
    return nodes


def _plain(units: list[Unit], i: int, registry: Registry, before: list[Node]) -> Node:
    """A node of one unit that is no party of its own."""
    unit = units[i]
    base = Node(
        "text", unit.start, unit.end, prep=unit.preposition or "", conj=bool(unit.conjunction), article=unit.article,
        suffix=unit.suffix, senses=unit.senses, norm=unit.norm, capital=unit.capital, future=bool(unit.clitic and unit.clitic.future),
    )  # fmt: skip
    name = unit.name()
    if name and name.how == "adjective":
        return base._replace(kind="adjective", refs=(_name_ref(name, unit, registry),))
    if any(s.kind in ("trigger", "operator", "support") for s in unit.senses):
        first = next(s for s in unit.senses if s.kind in ("trigger", "operator", "support"))
        word = unit.word("background", "complementizer", "conditional", "negation", "attribution", "obligation", "both", "preposition") or ""
        return base._replace(kind="head", number=first.form.number, gender=first.form.gender, word=word)
    for kind in ("both", "home", "counterpart"):
        if unit.word(kind):
            return base._replace(kind=kind, word=kind)
    title = unit.sense("title")
    if title and isinstance(title.entry, Title):
        kind = {"medium": "medium", "unnamed": "unnamed"}.get(title.entry.class_, "blocked")
        return base._replace(kind=kind, title=title.entry.class_)
    word = next((s.entry for s in unit.senses if s.kind == "word"), "")
    if word:
        return base._replace(kind="pronoun" if word in ("pronoun", "object_pronoun") else "word", word=str(word))
    if unit.sense("modifier"):
        return base._replace(kind="modifier")
    if not unit.norm[0].isalnum():
        return base._replace(kind="stop", word="comma" if unit.norm in _COMMAS else "quote" if unit.norm in _QUOTES else unit.norm)
    known = registry.by_word(unit.norm) or (registry.by_word(unit.norm[1:]) if not unit.senses and unit.norm[:1] in "وبلف" else None)
    if known and not unit.senses:
        ref = Ref(known.id, known.country, known.name, known.office, "named", unit.start, unit.end)
        registry.told((ref,))
        prefix = unit.norm[0] if not registry.by_word(unit.norm) else ""
        return base._replace(kind="party", refs=(ref,), number="s", title="person", prep=prefix if prefix in ("ب", "ل") else "", conj=prefix in ("و", "ف") and bool(prefix))
    return base


def _name_ref(name: Name, unit: Unit, registry: Registry) -> Ref:
    code, country, office = registry.office_of(name)
    by = {"capital": "metonym", "metonym": "metonym"}.get(name.how, "named")
    return Ref(name.person.id if name.person else code, country, name.name, office, by, unit.start, unit.end)


def _title_of(unit: Unit) -> tuple[Title, Sense] | None:
    sense = unit.sense("title")
    return (sense.entry, sense) if sense and isinstance(sense.entry, Title) else None


def _joined(unit: Unit) -> bool:
    """Whether a unit continues a chunk: neither `و` nor a preposition stands before it."""
    return not unit.conjunction and not unit.preposition


def _adjective(unit: Unit) -> Name | None:
    """A nationality adjective; a Latin-script name such as US or UN serves as one too."""
    return next((s.entry for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name) and s.entry.how == "adjective"), None)


def _named(unit: Unit) -> Name | None:
    return next((s.entry for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name) and s.entry.how not in ("adjective", "short")), None)


def _party_after(text: str, units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """A party in a language whose adjectives follow: titles, nationality, state or body, person."""
    unit = units[i]
    if unit.word("counterpart"):
        return _counterpart(units, i, registry)
    title = _title_of(unit)
    if title is None:
        return _bare_name(units, i, registry)
    head = Head([title], i, i + 1, [], None, [])
    plural = title[1].form.number in ("d", "p")
    j, n = i + 1, len(units)
    while j < n:
        u = units[j]
        more, adjective, named = _title_of(u), _adjective(u), _named(u)
        if adjective and (_joined(u) or (u.conjunction and plural and head.nations and not u.preposition)):
            head.nations.append((adjective, u))
        elif more and _joined(u) and head.person is None and (not head.nations or more[0].class_ == "honorific"):
            head.titles.append(more)
        elif named and named.person and _joined(u):
            head = head._replace(person=(named, u), next=j + 1)
            j += 1
            break
        elif named and not head.nations and (_joined(u) or (u.preposition == "ب" and title[0].class_ in ("people", "organ"))):
            head.nations.append((named, u))
            if plural and j + 1 < n and units[j + 1].conjunction and _named(units[j + 1]) and not units[j + 1].preposition:
                head.nations.append((_named(units[j + 1]) or named, units[j + 1]))
                j += 1
        elif u.norm == "باسم" or (u.norm in ("في", "لدى") and title[0].class_ == "people" and j + 1 < n and _named(units[j + 1]) and not head.nations):
            pass
        elif u.unknown and not u.conjunction and (head.nations or title[0].class_ in ("honorific", "office", "leader")) and len(head.given) < _NAME_WORDS and not _article_word(u, head):
            if title[0].class_ not in _PERSON_CLASSES and not any(t.class_ in _PERSON_CLASSES for t, _ in head.titles):
                break
            head.given.append(u)
        else:
            break
        j += 1
    return _titled_node(text, units, head._replace(next=j), registry)


def _article_word(unit: Unit, head: Head) -> bool:
    """An unknown word with the article right after a title is an adjective (الرئيس المنتخب), after a given name it is a family name."""
    return unit.norm.startswith("ال") and not head.given


def _party_before(text: str, units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """A party in a language whose adjectives come first: (Russian) (President) (Vladimir Putin) (of Russia), Russia's president."""
    n = len(units)
    j = i
    head = Head([], i, i, [], None, [])
    while j < n:
        u = units[j]
        adjective, named, title = _adjective(u), _named(u), _title_of(u)
        if title and title[0].class_ in ("medium", "unnamed", "private", "place", "goods") and (head.nations or head.titles):
            if title[0].class_ in ("medium", "unnamed", "private", "place", "goods") and not head.titles:
                head.titles.append(title)
                j += 1
            break
        if title and (not head.person):
            head.titles.append(title)
        elif adjective and not head.titles and not head.person:
            head.nations.append((adjective, u))
        elif named and named.person:
            head = head._replace(person=(named, u))
            j += 1
            break
        elif named and not head.titles and not head.nations and _leads_title(units, j + 1):
            head.nations.append((named, u))
            if units[j + 1].word("possessive"):
                j += 1
        elif u.unknown and u.capital and head.titles and len(head.given) < _NAME_WORDS:
            head.given.append(u)
        elif head.nations and not head.titles and (u.norm in ("and", "-") and j + 1 < n and _adjective(units[j + 1]) and _leads_title(units, j + 2)):
            pass
        elif head.nations and not head.titles and _is_filler(u) and _leads_title(units, j + 1):
            pass
        else:
            break
        j += 1
    if not head.titles and head.person is None:
        return _bare_name(units, i, registry)
    if head.titles and not head.nations and j + 1 < n and units[j].norm in ("of", "from") and not head.person:
        k = j + 1 + (units[j + 1].norm == "the")
        if k < n and (name := _named(units[k])) and not name.person:
            head.nations.append((name, units[k]))
            j = k + 1
    elif head.titles and head.person and not head.nations and j + 1 < n and units[j].norm == "of":
        k = j + 1 + (units[j + 1].norm == "the")
        if k < n and (name := _named(units[k])) and not name.person:
            j = k + 1
    elif head.given and not head.nations and j + 1 < n and units[j].norm == "of":
        k = j + 1 + (units[j + 1].norm == "the")
        if k < n and (name := _named(units[k])):
            head.nations.append((name, units[k]))
            j = k + 1
    return _titled_node(text, units, head._replace(next=j), registry)


def _leads_title(units: list[Unit], j: int) -> bool:
    """Whether a title follows within a few words (Russia 's newly appointed foreign minister)."""
    for k in range(j, min(j + 4, len(units))):
        unit = units[k]
        if _title_of(unit) and k > j - 1:
            return True
        if not (unit.word("possessive", "determiner") or _is_filler(unit)):
            return False
    return False


def _is_filler(unit: Unit) -> bool:
    return (unit.unknown and not unit.capital) or bool(unit.word("determiner")) or bool(unit.sense("modifier"))


def _counterpart(units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """نظيره الروسي (سيرغي لافروف): the office is that of the last office holder, the state that of the adjective."""
    j, nations, person = i + 1, [], None
    while j < len(units):
        adjective, named = _adjective(units[j]), _named(units[j])
        if adjective and (_joined(units[j]) or nations):
            nations.append((adjective, units[j]))
        elif named and named.person and _joined(units[j]):
            person = (named, units[j])
            j += 1
            break
        elif not (nations and units[j].unknown and not units[j].conjunction and not units[j].norm.startswith("ال")) or j > i + 6:
            break
        j += 1
    unit = units[i]
    base = Node("counterpart", unit.start, units[j - 1].end, prep=unit.preposition or "", conj=bool(unit.conjunction), number="s", gender="m", title="office", norm=unit.norm)
    office = next((r.office for r in reversed(registry.recent) if r.office), None)
    if person:
        ref = _name_ref(*person, registry)
        return base._replace(kind="party", refs=(ref._replace(start=unit.start, end=units[j - 1].end),)), j - i
    if nations:
        refs = tuple(Ref(a.code, a.country, a.name, office, "title", unit.start, units[j - 1].end) for a, _ in nations)
        return base._replace(kind="party", refs=refs), j - i
    return base, 1


def _bare_name(units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """A name that stands alone: روسيا, مجلس الأمن, بوتين, الأميركيون."""
    unit = units[i]
    name = unit.name()
    if name is None or (name.how == "adjective" and not _stands_for_people(unit)):
        return None, 0
    if name.how == "short":
        known = registry.by_word(unit.norm)
        if known is None:
            return None, 0
    ref = _name_ref(name, unit, registry)
    if name.person:
        registry.see(_words(unit, name), Known(name.person.id, ref.country, ref.name, ref.office))
    title = "person" if name.person else name.how
    number = "p" if name.how in ("people", "adjective") else "s"
    node = Node(
        "party", unit.start, unit.end, (ref,), unit.preposition or "", bool(unit.conjunction), unit.article, "", number, name.gender, title,
        unit.senses, norm=unit.norm, capital=unit.capital,
    )  # fmt: skip
    return node, 1


def _stands_for_people(unit: Unit) -> bool:
    """الأميركيون stands for the state, الأميركي does not; English says the people's name in its own list."""
    sense = unit.sense("name")
    return bool(sense and unit.article and sense.form.number == "p" and sense.form.gender == "m")


def _words(unit: Unit, name: Name) -> list[str]:
    sense = unit.sense("name")
    return [unit.norm, *(sense.tail if sense else ())]


def _titled_node(text: str, units: list[Unit], head: Head, registry: Registry) -> tuple[Node | None, int]:
    """The node of a chunk that a title or a person heads."""
    first, last = units[head.first], units[max(head.next, head.first + 1) - 1]
    width = max(head.next, head.first + 1) - head.first
    title, sense = head.titles[0] if head.titles else (None, None)
    class_ = title.class_ if title else "person"
    base = Node(
        "party", first.start, last.end, prep=first.preposition or "", conj=bool(first.conjunction), article=first.article, suffix=first.suffix,
        number=sense.form.number if sense else "s", gender=(title.gender if title else None) or (sense.form.gender if sense else "m"), title=class_,
        norm=first.norm, capital=first.capital, senses=first.senses,
    )  # fmt: skip
    if class_ in ("medium", "unnamed", "private", "place", "goods"):
        kind = class_ if class_ in ("medium", "unnamed") else "blocked"
        refs = tuple(Ref(a.code, a.country, a.name, None, "named", u.start, u.end) for a, u in head.nations)
        return base._replace(kind=kind, refs=refs), width
    if any(t.class_ in ("private", "goods", "place", "medium") for t, _ in head.titles[1:]) and head.person is None and class_ in ("honorific", "office", "spokesperson"):
        refs = tuple(Ref(a.code, a.country, a.name, None, "named", u.start, u.end) for a, u in head.nations)
        return base._replace(kind="blocked", refs=refs, title="private"), width
    office = next((t.id for t, _ in head.titles if t.class_ in ("office", "leader", "envoy", "spokesperson")), None)
    words = [u.norm for u in head.given]
    if head.person:
        ref = _name_ref(*head.person, registry)._replace(start=first.start, end=last.end)
        ref = ref._replace(office=ref.office or office)
        registry.see(_words(head.person[1], head.person[0]), Known(ref.id or "", ref.country, ref.name, office or ref.office))
        return base._replace(refs=(ref,)), width
    if head.nations:
        by = "named" if words else "title"
        nations = head.nations if sense and sense.form.number in ("d", "p") else head.nations[:1]
        if class_ in ("people", "organ") or title is None:
            nations = head.nations
        name = text[head.given[0].start : head.given[-1].end] if head.given else ""
        refs = tuple(
            Ref(f"{a.code}/{_slug(name)}" if name and _slug(name) else a.code, a.country, name or a.name, office, by, first.start, last.end) for a, _ in nations
        )
        if words and office:
            registry.see(words, Known(refs[0].id or "", refs[0].country, name, office))
        elif office:
            registry.see([], Known(refs[0].id or "", refs[0].country, refs[0].name, office))
        return base._replace(refs=refs), width
    known = next((k for word in reversed(words) if (k := registry.by_word(word))), None) or (registry.by_office(office) if office and not words else None)
    if known:
        ref = Ref(known.id, known.country, known.name, known.office, "title" if not words else "named", first.start, last.end)
        return base._replace(refs=(ref,)), width
    if title is None or class_ == "honorific":
        return None, 0
    return base._replace(kind="bare"), width


def _slug(name: str) -> str:
    """An ASCII slug for an unknown person; names in other scripts have none, and the person stands for the office."""
    letters = [c if c.isascii() and c.isalnum() else "-" for c in name.lower()]
    slug = "-".join(filter(None, "".join(letters).split("-")))
    return slug if len(slug) > 2 else ""


def _apposition(text: str, units: list[Unit], j: int, node: Node, registry: Registry) -> tuple[Node, int]:
    """رئيس الوزراء الهندي، ناريندرا مودي، / Sergei Lavrov, the Russian foreign minister,: one party told twice."""
    if j + 1 >= len(units) or units[j].norm not in _COMMAS or len(node.refs) != 1:
        return node, 0
    k = j + 1
    while k < len(units) and (units[k].word("determiner") or (_title_of(units[k]) or (None,))[0] is not None and (_title_of(units[k]) or [None])[0].class_ == "honorific"):  # type: ignore[union-attr]
        k += 1
    name = _named(units[k]) if k < len(units) else None
    if name and name.person and name.code == node.refs[0].code and _joined(units[k]):
        ref = _name_ref(name, units[k], registry)
        registry.see(_words(units[k], name), Known(ref.id or "", ref.country, ref.name, node.refs[0].office or ref.office))
        end = k + 1
    elif node.title in _PERSON_CLASSES and k < len(units) and units[k].unknown and _joined(units[k]):
        end = k
        while end < len(units) and units[end].unknown and not units[end].conjunction and end - k < _NAME_WORDS:
            end += 1
        if end >= len(units) or units[end].norm not in _COMMAS:
            return node, 0
        given = text[units[k].start : units[end - 1].end]
        code = node.refs[0].code or ""
        ref = node.refs[0]._replace(id=f"{code}/{_slug(given)}" if _slug(given) else node.refs[0].id, name=given, by="named")
        registry.see([u.norm for u in units[k:end]], Known(ref.id or "", ref.country, given, node.refs[0].office))
    else:
        return node, 0
    closing = 1 if end < len(units) and units[end].norm in _COMMAS else 0
    ref = ref._replace(start=node.start, end=units[end - 1].end, office=node.refs[0].office or ref.office)
    return node._replace(refs=(ref,), end=units[end - 1].end), end + closing - j
