"""Pivots in Chinese: the object of one verb that is the subject of the next."""

from sijill.packs.entries import Trigger
from sijill.reading.tree import Sentence

_PIVOTAL = frozenset(("ACCUSE", "SUPPORT", "REQUEST"))  # acts whose object may do what the next verb tells


def pivot_of(sentence: Sentence, i: int) -> list[int]:
    """谴责(以色列)袭击伊朗, 感谢(中方)提供的帮助: the object of a verb that judges or asks, with no other verb between, is who does it."""
    clause = sentence.clause_of[i]
    verb = clause.parent.verb if clause.kind == "relative" and clause.parent is not None else clause.verb
    blamed = sentence.links[verb].object if verb is not None and verb < i and verb in sentence.links else []
    if not blamed or sentence.nodes[i].pos != "verb" or any(sentence.nodes[k].kind in ("head", "stop") for k in range(blamed[-1] + 1, i)):
        return []
    judging = any(isinstance(s.entry, Trigger) and sentence.acts[s.entry.act].type in _PIVOTAL for s in sentence.nodes[verb].senses)  # type: ignore[index]
    return blamed if judging else []
