"""Chunks: the units of a sentence become nodes; what belongs to one party becomes one node."""

from sijill.reading.alone import COMMAS, bare_name, compound, plain_node
from sijill.reading.appositions import NAME_WORDS, apposition, counterpart
from sijill.reading.nodes import Node, Ref
from sijill.reading.parties import PERSONS, adjective_of
from sijill.reading.parties_after import read_after
from sijill.reading.parties_before import read_before
from sijill.reading.parties_cased import card, read_cased
from sijill.reading.parties_han import owned_title, party_han, plain_han
from sijill.reading.party_nodes import party_node, slug
from sijill.reading.registry import Known, Registry
from sijill.reading.units import Unit


def chunk(text: str, units: list[Unit], registry: Registry, style: str) -> list[Node]:
    """Nodes of one sentence; remembers in `registry` who is named. `style`: adjectives stand "before" or "after" their noun, or "han"."""
    nodes: list[Node] = []
    i = 0
    while i < len(units):
        node, width = compound(units, i, registry) if style == "before" else (None, 0)
        if node is None:
            node, width = _party(text, units, i, registry, style)
        if node is None:
            node, width = (plain_han if style == "han" else plain_node)(units, i, registry), 1
        if node.kind in ("party", "bare") and style == "han":
            node = owned_title(nodes, node)
            if not (node.title == "capital" and nodes and nodes[-1].classed("locative")):  # 在罗马: where, and nobody of whom is spoken
                registry.told(node.refs)  # an apposition is told without a comma
        elif node.kind in ("party", "bare"):
            node, extra = apposition(text, units, i + width, node, registry)
            width += extra
            registry.told(node.refs)
            width += card(units, i + width, node, registry) if registry.inflected else 0
        nodes.append(node)
        i += width
    return nodes


def survey(text: str, units: list[Unit], registry: Registry, style: str) -> tuple[Ref, ...]:
    """Only remember who is named in a sentence; the parties named, in order."""
    told: list[Ref] = []
    i = 0
    while i < len(units):
        likely = units[i].named or style == "han" or (registry.cased and units[i].capital and units[i].unknown)
        node, width = _party(text, units, i, registry, style) if likely else (None, 1)
        if node is not None and node.kind == "party" and style == "han":
            told.extend(node.refs)
        elif node is not None and node.kind == "party":
            _, extra = apposition(text, units, i + width, node, registry)
            width += extra
            told.extend(node.refs)
        i += width or 1
    registry.told(tuple(told))
    return tuple(told)


def _party(text: str, units: list[Unit], i: int, registry: Registry, style: str) -> tuple[Node | None, int]:
    """The party that begins at unit `i`, and its width."""
    unit = units[i]
    if style == "han":
        return party_han(text, units, i, registry)
    after = style == "after"
    if not unit.named:
        return _introduced(text, units, i, registry) if unit.capital and unit.unknown and not after else (None, 0)
    ahead = not after and i + 1 < len(units) and units[i + 1].word("counterpart") and adjective_of(unit)  # his German counterpart
    if ahead or unit.word("counterpart"):
        return counterpart(text, units, i, registry)
    found = read_cased(units, i, registry) if registry.inflected else read_after(units, i, registry) if after else read_before(units, i, registry)
    if found is not None and unit.word("leaders", "both") and not any(slot.nation or slot.person for slot in found.slots):
        return None, 0  # الرئيسان refers to two told before, الرئيسان الكيني والتنزاني names them
    if found is not None:
        node = party_node(text, units, i, found, registry)
        if node is not None and node.kind == "bare" and registry.inflected and unit.name():
            return bare_name(units, i, registry)  # Госдеп is a ministry, and the name of one state's
        if node is not None:
            return node, found.next - i
    return bare_name(units, i, registry)


def _introduced(text: str, units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """Hikmat Hajiyev, Head of the Presidential Administration of Azerbaijan: a name not known yet, with its office behind it."""
    j = i
    while j < len(units) and units[j].unknown and units[j].capital and j - i < NAME_WORDS:
        j += 1
    if j - i < 2 or j + 1 >= len(units) or units[j].norm not in COMMAS:
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
