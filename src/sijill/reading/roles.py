"""Roles: the frame of one trigger head, which holds who acts and who is acted on while `filling` finds it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sijill.packs.entries import Act, Trigger
from sijill.packs.lexicon import Lexicon
from sijill.reading.nodes import Node, Ref
from sijill.reading.references import resolve
from sijill.reading.registry import Registry
from sijill.reading.tree import Links, Sentence
from sijill.text import fold_word

JUDGING = frozenset(("ACCUSE", "REJECT", "SUPPORT", "PROTEST"))  # acts that judge what somebody else did


@lru_cache(maxsize=4096)
def folded(words: tuple[str, ...]) -> frozenset[str]:
    """Words of an entry as the matcher sees them."""
    return frozenset(map(fold_word, words))


@dataclass(slots=True)
class Frame:
    """One trigger head with its entry, while its roles are filled."""

    sentence: Sentence
    i: int
    entry: Trigger
    registry: Registry
    lexicon: Lexicon
    act: Act
    carrier: int | None  # the support verb that carries the noun
    roles: dict[str, list[Ref]] = field(default_factory=lambda: {"actor": [], "recipient": [], "parties": [], "goods": [], "place": []})
    actors: tuple[Ref, ...] = ()
    recipients: tuple[Ref, ...] = ()
    inferred: str = ""  # how a party was found that no place of its own tells: goods, judged, aimed, implied, sentence, article
    domestic: bool = False  # the state that acts is the one acted on (asked his own adviser)
    mutual: bool = False  # each side does it to the other: exchanged accusations, accused each other
    blocked: bool = False  # something that is no party stands where the actor should

    @property
    def node(self) -> Node:
        """The node of the head."""
        return self.sentence.nodes[self.i]

    @property
    def links(self) -> Links:
        """What hangs on the head."""
        return self.sentence.links[self.i]

    @property
    def governor(self) -> int | None:
        """The support verb that carries the noun, else the head that embeds it."""
        return self.carrier if self.carrier is not None else self.links.governor

    def add(self, role: str, refs: Iterable[Ref]) -> None:
        """Put parties into a role, each once."""
        if role in self.roles:
            row = self.roles[role]
            row.extend(ref for ref in refs if ref.id and all(ref.id != r.id for r in row))

    def at(self, places: Iterable[int]) -> list[Ref]:
        """The parties that these nodes tell."""
        nodes = self.sentence.nodes
        told = (nodes[j].refs if nodes[j].kind == "adjective" or self._owned(nodes[j]) else resolve(self.sentence, j, self.registry) for j in places)
        return [ref for refs in told for ref in refs]

    def _owned(self, node: Node) -> bool:
        """Where cases tell roles a place or goods may stand for whose they are: удар по базе США, танкер Панамы задержан."""
        return self.sentence.inflected and node.kind == "blocked" and node.title in ("place", "goods", "capital")

    def referred(self, refs: Iterable[Ref]) -> list[Ref]:
        """Parties told elsewhere, to which the head refers."""
        return [ref._replace(by="reference", start=self.node.start, end=self.node.end) for ref in refs]

    def before(self, without: Collection[str | None] = ()) -> list[Ref]:
        """The states told before the head but for these, the last one first."""
        return [r for r in self.registry.before(self.node.start) if r.country and r.code not in without]


def frame_of(sentence: Sentence, i: int, entry: Trigger, registry: Registry, lexicon: Lexicon) -> Frame:
    """The frame of a head, nothing filled yet."""
    return Frame(sentence, i, entry, registry, lexicon, sentence.acts[entry.act], _carrier(sentence, i))


def _carrier(sentence: Sentence, i: int) -> int | None:
    """The support verb that carries the noun: in its clause, or in a relative clause about it (لقاء عقده الرئيسان)."""
    lending = sentence.lending(i)
    if lending is not None:
        return lending
    governor = sentence.links[i].governor
    return governor if governor is not None and sentence.nodes[governor].sense("support") else None
