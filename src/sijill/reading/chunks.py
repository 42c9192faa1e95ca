"""Chunks: the units of a sentence become nodes; what belongs to one party becomes one node."""

from sijill.packs.entries import Title
from sijill.packs.lexicon import Name
from sijill.reading.nodes import HEADS, Node, Ref
from sijill.reading.parties import PERSONS, adjective_of, named, party_node, person_of, read_after, read_before, slug, title_of
from sijill.reading.registry import Known, Registry
from sijill.reading.units import Unit

_NAME_WORDS = 4
_COMMAS = frozenset(",،")
_QUOTES = frozenset("\"'")
_TAGS = frozenset(("of", "posted", "relation", "rift", "fixed", "time"))  # classes that say nothing of a word's place in its clause
_FIRST = ("complementizer", "conditional", "negation", "relative", "auxiliary")  # never a head, whatever else is written so (إنه)
_HEAD_WORDS = ("background", "attribution", "obligation", "both", "preposition")


def chunk(text: str, units: list[Unit], registry: Registry, after: bool) -> list[Node]:
    """Nodes of one sentence; remembers in `registry` who is named. `after`: the language's adjectives follow their noun."""
    nodes: list[Node] = []
    i = 0
    while i < len(units):
        node, width = _party(text, units, i, registry, after)
        if node is None:
            node, width = _plain(units, i, registry), 1
        if node.kind in ("party", "bare"):
            node, extra = _apposition(text, units, i + width, node, registry)
            width += extra
            registry.told(node.refs)
        nodes.append(node)
        i += width
    return nodes


def survey(text: str, units: list[Unit], registry: Registry, after: bool) -> tuple[Ref, ...]:
    """Only remember who is named in a sentence; the parties named, in order."""
    told: list[Ref] = []
    i = 0
    while i < len(units):
        node, width = _party(text, units, i, registry, after) if units[i].named or (registry.cased and units[i].capital and units[i].unknown) else (None, 1)
        if node is not None and node.kind == "party":
            _, extra = _apposition(text, units, i + width, node, registry)
            width += extra
            told.extend(node.refs)
        i += width or 1
    registry.told(tuple(told))
    return tuple(told)


def _party(text: str, units: list[Unit], i: int, registry: Registry, after: bool) -> tuple[Node | None, int]:
    """The party that begins at unit `i`, and its width."""
    unit = units[i]
    if not unit.named:
        return _introduced(text, units, i, registry) if unit.capital and unit.unknown and not after else (None, 0)
    ahead = not after and i + 1 < len(units) and units[i + 1].word("counterpart") and adjective_of(unit)  # his German counterpart
    if ahead or unit.word("counterpart"):
        return _counterpart(text, units, i, registry)
    found = read_after(units, i, registry) if after else read_before(units, i, registry)
    if found is not None and unit.word("leaders", "both") and not any(slot.nation or slot.person for slot in found.slots):
        return None, 0  # الرئيسان refers to two told before, الرئيسان الكيني والتنزاني names them
    if found is not None:
        node = party_node(text, units, i, found, registry)
        if node is not None:
            return node, found.next - i
    return _bare_name(units, i, registry)


def _introduced(text: str, units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """Hikmat Hajiyev, Head of the Presidential Administration of Azerbaijan: a name not known yet, with its office behind it."""
    j = i
    while j < len(units) and units[j].unknown and units[j].capital and j - i < _NAME_WORDS:
        j += 1
    if j - i < 2 or j + 1 >= len(units) or units[j].norm not in _COMMAS:
        return None, 0
    k = j + 1 + bool(units[j + 1].word("determiner"))
    found = read_before(units, k, registry) if k < len(units) and units[k].named else None
    node = party_node(text, units, k, found, registry) if found is not None else None
    if found is None or node is None or node.kind != "party" or node.title not in PERSONS or len(node.refs) != 1:
        return None, 0
    given = text[units[i].start : units[j - 1].end]
    ref = node.refs[0]._replace(name=given, by="named", start=units[i].start, end=node.end)
    ref = ref._replace(id=f"{ref.code}/{slug(given)}" if slug(given) else ref.id)
    registry.see([u.norm for u in units[i:j]], Known(ref.id or "", ref.country, given, ref.office))
    return node._replace(start=units[i].start, refs=(ref,), prep="", conj=False), found.next - i


def _plain(units: list[Unit], i: int, registry: Registry) -> Node:
    """A node of one unit that is no party of its own."""
    unit = units[i]
    base = Node(
        "text", unit.start, unit.end, prep=unit.preposition or "", conj=bool(unit.conjunction), article=unit.article, suffix=unit.suffix,
        senses=unit.senses, norm=unit.norm, capital=unit.capital, future=bool(unit.clitic and unit.clitic.future),
    )  # fmt: skip
    if not unit.senses:
        return _mark(base, units, i) if not unit.norm[0].isalnum() else _known(base, unit, registry) or base
    if unit.unknown and (known := _known(base, unit, registry)):
        return known
    adjective = adjective_of(unit)
    if adjective:
        return base._replace(kind="adjective", refs=(_ref(adjective, unit, registry),))
    head = next((s for s in unit.senses if s.kind in HEADS), None)
    carries = head is not None and head.kind == "support" and i + 1 < len(units) and units[i + 1].named  # يجري الوزير محادثات: no auxiliary
    if head is not None and (carries or not unit.word(*_FIRST)):
        return base._replace(kind="head", number=head.form.number, gender=head.form.gender, word=unit.word(*_HEAD_WORDS) or "")
    for word_class, kind in (("leaders", "both"), ("both", "both"), ("home", "home"), ("counterpart", "counterpart")):
        if unit.word(word_class):
            return base._replace(kind=kind, word=word_class)
    title = unit.sense("title")
    if title and isinstance(title.entry, Title):
        return base._replace(kind={"medium": "medium", "unnamed": "unnamed"}.get(title.entry.class_, "blocked"), title=title.entry.class_)
    word = next((str(s.entry) for s in unit.senses if s.kind == "word" and s.entry not in _TAGS), "")
    if word:
        return base._replace(kind="pronoun" if word in ("pronoun", "object_pronoun") else "word", word=word)
    if unit.sense("modifier"):
        return base._replace(kind="modifier")
    return _mark(base, units, i) if not unit.norm[0].isalnum() else base


def _mark(base: Node, units: list[Unit], i: int) -> Node:
    """A comma, a quotation mark, another sign; the hyphen of re-election parts nothing."""
    unit = units[i]
    glued = unit.norm == "-" and 0 < i < len(units) - 1 and units[i - 1].end == unit.start and units[i + 1].start == unit.end
    return base._replace(kind="stop", word="comma" if unit.norm in _COMMAS else "quote" if unit.norm in _QUOTES else "hyphen" if glued else unit.norm)


def _known(base: Node, unit: Unit, registry: Registry) -> Node | None:
    """A family name that the article told in full before (… البشير), clitics and all."""
    for prefix in ("", *registry.clitics):
        known = registry.by_word(unit.norm[len(prefix) :]) if unit.norm.startswith(prefix) else None
        if known:
            conj, prep = registry.clitics.get(prefix, ("", ""))
            ref = Ref(known.id, known.country, known.name, known.office, "named", unit.start + len(prefix), unit.end)
            return base._replace(kind="party", refs=(ref,), number="s", title="person", prep=prep, conj=bool(conj))
    return None


def _ref(name: Name, unit: Unit, registry: Registry) -> Ref:
    code, country, office = registry.office_of(name)
    by = "metonym" if name.how in ("capital", "metonym") else "named"
    return Ref(name.person.id if name.person else code, country, name.name, office, by, unit.start, unit.end)


def _counterpart(text: str, units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """نظيره الروسي (سيرغي لافروف), his Russian counterpart (Sergei Lavrov): the office of the last office holder, the state of the adjective."""
    unit, j, n = units[i], i + 1, len(units)
    ahead = adjective_of(unit)
    nations: list[Name] = [ahead] if ahead else []
    j += bool(ahead)
    person: Name | None = None
    given: list[Unit] = []
    while j < n and len(given) < _NAME_WORDS:
        adjective, who = adjective_of(units[j]), person_of(units[j], registry)
        if adjective and not given and (not units[j].preposition and (not units[j].conjunction or nations)):
            nations.append(adjective)
        elif who and not units[j].conjunction and not units[j].preposition and not given:
            person, j = who, j + 1
            break
        elif units[j].unknown and nations and not units[j].conjunction and (units[j].capital or not registry.cased) and (given or not units[j].definite):
            given.append(units[j])
        else:
            break
        j += 1
    office = next((r.office for r in reversed(registry.recent) if r.office), None)
    base = Node(
        "counterpart",
        unit.start,
        units[j - 1].end,
        prep=unit.preposition or "",
        conj=bool(unit.conjunction),
        number="s",
        gender="m",
        title="office",
        norm=unit.norm,
    )
    start, end = unit.start, units[j - 1].end
    if person is not None and person.person is not None:
        _, country, held = registry.office_of(person)
        registry.see([w.norm for w in units[j - 1 : j]], Known(person.person.id, country, person.name, held or office))
        return base._replace(kind="party", refs=(Ref(person.person.id, country, person.name, held or office, "named", start, end),)), j - i
    if nations:
        name = text[given[0].start : given[-1].end] if given else ""
        refs = tuple(Ref(f"{a.code}/{slug(name)}" if slug(name) else a.code, a.country, name or a.name, office, "title", start, end) for a in nations)
        if name:
            registry.see([u.norm for u in given], Known(refs[0].id or "", refs[0].country, name, office))
        return base._replace(kind="party", refs=refs), j - i
    return base, 1


def _bare_name(units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """A name that stands alone: روسيا, مجلس الأمن, بوتين, الأميركيون, رويترز."""
    unit = units[i]
    sense = next((s for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name)), None)
    if sense is None:
        return None, 0
    name: Name | None = sense.entry  # type: ignore[assignment]
    assert name is not None
    if name.how == "short":
        name = person_of(unit, registry)
    if name is None or (name.how == "adjective" and not (unit.article and sense.form.number == "p" and sense.form.gender == "m")):
        return None, 0
    ref = _ref(name, unit, registry)
    if name.how == "group":  # الكوريتان: one name of several states
        members = tuple(_ref(s.entry, unit, registry) for s in unit.senses if isinstance(s.entry, Name) and s.entry.how == "group")
        return Node("party", unit.start, unit.end, members, unit.preposition or "", bool(unit.conjunction), number="d", title="state", norm=unit.norm), 1
    base = Node("party", unit.start, unit.end, (ref,), unit.preposition or "", bool(unit.conjunction), norm=unit.norm, capital=unit.capital)
    if name.how == "outlet":
        return base._replace(kind="medium", refs=(ref._replace(by="outlet"),), title="medium"), 1
    if name.ambiguous and (unit.article or any(s.kind != "name" for s in unit.senses)):
        return None, 0  # المالي is financial, قطر a diameter too
    if name.how == "body":
        registry.see_body(sense.form.text, Known(name.code, ref.country, ref.name, None))
    if name.person:
        registry.see([unit.norm, *sense.tail], Known(name.person.id, ref.country, ref.name, ref.office))
    many = name.how in ("people", "adjective")
    return base._replace(
        article=unit.article, number="p" if many else "s", gender=name.gender, title="person" if name.person else name.how, senses=unit.senses
    ), 1


def _apposition(text: str, units: list[Unit], j: int, node: Node, registry: Registry) -> tuple[Node, int]:
    """رئيس الوزراء الهندي، ناريندرا مودي، / Sergei Lavrov, the Russian foreign minister,: one party told twice."""
    if j + 1 >= len(units) or units[j].norm not in _COMMAS or len(node.refs) > 1:
        return node, 0
    k = j + 1
    while k < len(units) and (units[k].word("determiner") or ((title := title_of(units[k])) and title[0].class_ == "honorific")):
        k += 1
    if k >= len(units) or units[k].conjunction or units[k].preposition:
        return node, 0
    name = named(units[k])
    if not node.refs:  # زعيم البلاد، كيم جونغ أون،
        if name is None or not name.person or k + 1 >= len(units) or units[k + 1].norm not in _COMMAS:
            return node, 0
        node = node._replace(kind="party", refs=(_ref(name, units[k], registry),))
    ref, end = node.refs[0], k
    if name and name.person and name.code == ref.code:
        told = _ref(name, units[k], registry)
        sense = units[k].sense("name")
        registry.see([units[k].norm, *(sense.tail if sense else ())], Known(told.id or "", told.country, told.name, ref.office or told.office))
        ref, end = told._replace(office=ref.office or told.office), k + 1
    elif node.title == "person" and (title := title_of(units[k])) and title[0].class_ in PERSONS:
        end = k + 1
        while end < len(units) and units[end].norm not in _COMMAS and end < k + 7 and not units[end].sense("trigger"):
            end += 1
        if end >= len(units) or units[end].norm not in _COMMAS:
            return node, 0
    elif node.title in PERSONS and units[k].unknown and (units[k].capital or not registry.cased):
        while end < len(units) and end - k < _NAME_WORDS and (units[end].unknown or units[end].guessed) and not units[end].conjunction:
            end += 1  # between commas even what only looks like a word with clitics is a name (، أفيغدور ليبرمان،)
        if end >= len(units) or units[end].norm not in _COMMAS:
            return node, 0
        given = text[units[k].start : units[end - 1].end]
        ref = ref._replace(id=f"{ref.code}/{slug(given)}" if slug(given) else ref.id, name=given, by="named")
        registry.see([u.norm for u in units[k:end]], Known(ref.id or "", ref.country, given, ref.office))
    else:
        return node, 0
    closing = 1 if end < len(units) and units[end].norm in _COMMAS else 0
    return node._replace(refs=(ref._replace(start=node.start, end=units[end - 1].end),), end=units[end - 1].end), end + closing - j
