"""Alone: nodes of one unit, whether a name that stands for a party by itself or a word that is none."""

from sijill.packs.entries import Title, Trigger
from sijill.packs.lexicon import Name
from sijill.reading.nodes import HEADS, Node, Ref
from sijill.reading.parties import adjective_of, person_of
from sijill.reading.registry import Known, Registry
from sijill.reading.units import Unit

_DECLINED = 5  # of six cases: a name that may be in more is not declined, and its gender is a guess
COMMAS = frozenset(",،")
_QUOTES = frozenset("\"'")
# classes that say nothing of a word's place in its clause
_TAGS = frozenset(("of", "posted", "relation", "rift", "fixed", "time", "led", "prefix", "locative", "particle"))
_FIRST = ("complementizer", "conditional", "negation", "relative", "auxiliary")  # never a head, whatever else is written so (إنه)
_HEAD_WORDS = ("background", "attribution", "obligation", "both", "preposition")


def bare_name(units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """A name that stands alone: روسيا, مجلس الأمن, بوتين, الأميركيون, رويترز."""
    unit = units[i]
    sense, entry = next(((s, s.entry) for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name)), (None, None))
    if sense is None or entry is None:
        return None, 0
    name = person_of(unit, registry) if entry.how == "short" else entry
    if name is None or (name.how == "adjective" and not (unit.article and sense.form.number == "p" and sense.form.gender == "m")):
        return None, 0
    ref = ref_of(name, unit, registry)
    if name.how == "group":  # الكوريتان: one name of several states
        members = tuple(ref_of(s.entry, unit, registry) for s in unit.senses if isinstance(s.entry, Name) and s.entry.how == "group")
        return Node("party", unit.start, unit.end, members, unit.preposition or "", bool(unit.conjunction), number="d", title="state", norm=unit.norm), 1
    base = Node("party", unit.start, unit.end, (ref,), unit.preposition or "", bool(unit.conjunction), norm=unit.norm, capital=unit.capital)
    if name.how == "city":  # في جنيف is in Switzerland, but جنيف acts for nobody
        told = unit.preposition or (i > 0 and (units[i - 1].word("preposition", "posted") or registry.han and _leads_to(units[i - 1])))
        return base._replace(title="capital" if told else "place", kind="party" if told else "blocked", refs=base.refs if told else ()), 1
    if name.how == "outlet":
        return base._replace(kind="medium", refs=(ref._replace(by="outlet"),), title="medium"), 1
    if name.ambiguous and (unit.article or any(s.kind not in ("name", "cue" if registry.inflected else "") for s in unit.senses)):
        return None, 0  # المالي is financial, قطر a diameter too
    if name.how == "body":
        registry.see_body(sense.form.text, Known(name.code, ref.country, ref.name, None))
    if name.person:
        registry.see([unit.norm, *sense.tail], Known(name.person.id, ref.country, ref.name, ref.office))
    gender = sense.form.gender if registry.inflected and not name.person and sense.form.gender and len(unit.cases) < _DECLINED else name.gender
    many = name.how in ("people", "adjective") or registry.inflected and sense.form.number == "p" and not name.person  # США заявили
    return base._replace(
        article=unit.article, number="p" if many else "s", gender=gender, title="person" if name.person else name.how, senses=unit.senses,
        cases=unit.cases,
    ), 1  # fmt: skip


def compound(units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """A US-brokered deal, pro-Russian separatists: a state inside a compound takes no part; a Saudi-led strike is Saudi all the same."""
    if i + 2 >= len(units) or not _hyphen(units, i + 1) or units[i + 1].norm != "-":
        return None, 0
    first, last = units[i], units[i + 2]
    name = adjective_of(first) or first.name()
    base = Node("modifier", first.start, last.end, norm=last.norm, capital=first.capital)
    if name is not None and not name.person and not last.capital and not last.named:
        own = name.how != "outlet" and bool(last.word("led"))
        return (base._replace(kind="adjective", refs=(ref_of(name, first, registry),)) if own else base), 3
    return (base, 3) if first.word("prefix") and last.name() else (None, 0)


def _leads_to(unit: Unit) -> bool:
    """抵达伊斯坦布尔: a verb of going that no preposition follows."""
    return any(isinstance(s.entry, Trigger) and s.entry.act == "visit" for s in unit.senses)


def plain_node(units: list[Unit], i: int, registry: Registry) -> Node:
    """A node of one unit that is no party of its own."""
    unit = units[i]
    base = Node(
        "text", unit.start, unit.end, prep=unit.preposition or "", conj=bool(unit.conjunction), article=unit.article, suffix=unit.suffix,
        senses=unit.senses, norm=unit.norm, capital=unit.capital, future=bool(unit.clitic and unit.clitic.future), cases=unit.cases, pos=unit.pos,
    )  # fmt: skip
    if not unit.senses:
        return _mark(base, units, i) if not unit.norm[0].isalnum() else _known(base, unit, registry) or base
    if unit.unknown and (known := _known(base, unit, registry)):
        return known
    adjective = adjective_of(unit)
    if adjective:
        return base._replace(kind="adjective", refs=(ref_of(adjective, unit, registry),))
    head = next((s for s in unit.senses if s.kind in HEADS), None)
    carries = head is not None and head.kind == "support" and i + 1 < len(units) and units[i + 1].named  # يجري الوزير محادثات: no auxiliary
    bare = registry.inflected and bool(unit.word("preposition")) and not (head and head.tail)  # за and против are prepositions before they are stances
    if head is not None and not bare and (carries or not unit.word(*_FIRST)):
        return base._replace(kind="head", number=head.form.number, gender=head.form.gender, word=unit.word(*_HEAD_WORDS) or "")
    for word_class, kind in (("leaders", "both"), ("both", "both"), ("home", "home"), ("counterpart", "counterpart")):
        if unit.word(word_class):
            return base._replace(kind=kind, word=word_class)
    title = unit.sense("title")
    if title and isinstance(title.entry, Title):
        return base._replace(kind={"medium": "medium", "unnamed": "unnamed"}.get(title.entry.class_, "blocked"), title=title.entry.class_)
    sense = next((s for s in unit.senses if s.kind == "word" and s.entry not in _TAGS), None)
    if sense is not None:
        word = str(sense.entry)
        if registry.inflected and unit.word("possessive_pronoun") and i + 1 < len(units) and units[i + 1].pos in ("noun", "adjective"):
            word = "possessive_pronoun"  # его визит, not принял его
        stands = word in ("pronoun", "object_pronoun") or registry.inflected and word == "relative"  # встреча, в которой: a party in its clause
        return base._replace(kind="pronoun" if stands else "word", word=word, number=sense.form.number, gender=sense.form.gender)
    if unit.sense("modifier"):
        return base._replace(kind="modifier")
    return _mark(base, units, i) if not unit.norm[0].isalnum() else base


def _mark(base: Node, units: list[Unit], i: int) -> Node:
    """A comma, a quotation mark, another sign; the hyphen of re-election parts nothing."""
    unit = units[i]
    glued = unit.norm == "-" and _hyphen(units, i)
    return base._replace(kind="stop", word="comma" if unit.norm in COMMAS else "quote" if unit.norm in _QUOTES else "hyphen" if glued else unit.norm)


def _hyphen(units: list[Unit], i: int) -> bool:
    """Whether a sign ties the units around it into one word."""
    return 0 < i < len(units) - 1 and units[i - 1].end == units[i].start and units[i + 1].start == units[i].end


def _known(base: Node, unit: Unit, registry: Registry) -> Node | None:
    """A family name that the article told in full before (… البشير), clitics and all."""
    if registry.inflected and not unit.capital:
        return None
    for prefix in ("", *registry.clitics):
        known = registry.by_word(unit.norm[len(prefix) :]) if unit.norm.startswith(prefix) else None
        if known:
            conj, prep = registry.clitics.get(prefix, ("", ""))
            ref = Ref(known.id, known.country, known.name, known.office, "named", unit.start + len(prefix), unit.end)
            return base._replace(kind="party", refs=(ref,), number="s", title="person", prep=prep, conj=bool(conj), pos="")
    return None


def ref_of(name: Name, unit: Unit, registry: Registry) -> Ref:
    """The party that a name stands for."""
    code, country, office = registry.office_of(name)
    by = "metonym" if name.how in ("capital", "city", "metonym") else "named"
    return Ref(name.person.id if name.person else code, country, name.name, office, by, unit.start, unit.end)
