"""Evidence: what speaks for and against a draft being an event, and the small scorer that weighs it.

The grammar proposes; a language's scorer (`[scorer]` in its pack) decides with sparse weights that were learnt from annotated
articles. Without one every proposal of the grammar stands.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sijill.packs.entries import Trigger
from sijill.reading.moods import Mood
from sijill.reading.nodes import Ref
from sijill.reading.roles import Frame
from sijill.reading.tree import Sentence
from sijill.reading.voices import Voice

_NAMED = 3  # reasons given for a decision


class Scorer(NamedTuple):
    """Weights of one language; a draft stands if the sum of its features' weights reaches the threshold."""

    bias: float
    threshold: float
    weights: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """The sum that decides."""
        return self.bias + sum(self.weights.get(feature, 0.0) for feature in features)

    def reasons(self, features: Iterable[str]) -> str:
        """What spoke most against, in words."""
        told = sorted((self.weights.get(feature, 0.0), feature) for feature in features)
        return ", ".join(f"{feature} {weight:+.1f}" for weight, feature in told[:_NAMED] if weight < 0)


def scorers_of(tables: Mapping[str, object], scope: str) -> dict[str, Scorer]:
    """The scorers of a pack's tables by the type of act they judge, that of all others under ""; `[scorer.all.TYPE]` is for `--scope all`."""
    table = tables.get("scorer")
    if not isinstance(table, Mapping):
        return {}
    rows = table.get("all", {}) if scope == "all" else {"": table}
    return {name: Scorer(float(row["bias"]), float(row["threshold"]), row["weights"]) for name, row in rows.items()}


def features(sentence: Sentence, i: int, entry: Trigger, frame: Frame, mood: Mood, voice: Voice, definite: bool) -> tuple[str, ...]:
    """What the trace says of a draft, as names of sparse features."""
    node, clause, act = sentence.nodes[i], sentence.clause_of[i], frame.act
    governor = frame.carrier if frame.carrier is not None else sentence.links[i].governor
    tense = next((s.form.tense for s in node.senses if s.kind == "trigger" and s.form.pos == node.pos and s.form.tense), "")
    found = [
        f"rule {entry.id}", f"act {act.name}", f"type {act.type}", f"form {node.pos} {tense}", f"act {act.name} {node.pos}",
        f"modality {mood.value}", f"type {act.type} {mood.value}", f"speaker {voice.kind}", f"clause {clause.kind}",
        f"preposition {sentence.links[i].preposition}", f"inferred {frame.inferred or 'no'}", f"type {act.type} inferred {frame.inferred or 'no'}",
        f"heads {min(len(sentence.heads), 9) // 3}", f"carried {_carrier(sentence, governor)}",
    ]  # fmt: skip
    found += [
        name
        for name, holds in (
            ("main verb", clause.verb == i and clause.kind == "main"),
            ("definite", definite),
            ("weak", entry.weak),
            ("suffix", bool(node.suffix)),
            ("quoted", clause.kind == "quote"),
            ("blocked", frame.blocked),
        )
        if holds
    ]
    for side, refs in (("actor", frame.actors), ("recipient", frame.recipients)):
        found.append(f"{side}s {min(len(refs), 3)}")
        if refs:
            found += _placed(sentence, i, side, refs[0])
            found.append(f"{side} {refs[0].by}{' office' if refs[0].office else ''}{' body' if refs[0].country is None else ''}")
    return (*found, *(_words(frame) if frame.registry.wide else ()))


def _words(frame: Frame) -> Iterable[str]:
    """All words of the sentence: with `--scope all` there are no two states that tell an act of theirs from sport and crime."""
    return sorted({f"with {frame.lexicon.bare(node.norm)}" for node in frame.sentence.nodes if node.norm[:1].isalpha()})


def _placed(sentence: Sentence, i: int, side: str, ref: Ref) -> Iterable[str]:
    """Where a party stands: how far from its trigger and on which side, behind which preposition, in which clause."""
    at = next((j for j, node in enumerate(sentence.nodes) if node.start <= ref.start < node.end and j != i), None)
    if at is None:
        return ()
    away = abs(at - i)
    near = "next" if away == 1 else "near" if away < 4 else "far" if away < 9 else "away"
    same = "same" if sentence.clause_of.get(at) is sentence.clause_of[i] else "other"
    return f"{side} {near} {'before' if at < i else 'after'}", f"{side} in {same} clause", f"{side} behind {sentence.preposition_of[at] or 'nothing'}"


def _carrier(sentence: Sentence, governor: int | None) -> str:
    """What embeds a head: a support verb, which operator, another trigger, nothing."""
    if governor is None:
        return "by nothing"
    node = sentence.nodes[governor]
    for kind in ("support", "operator", "trigger"):
        sense = node.sense(kind)
        if sense is not None:
            return f"by {kind}" if kind != "operator" else f"by operator {getattr(sense.entry, 'id', '')}"
    return "by another"
