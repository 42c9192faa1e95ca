"""Views: positions, assessments and memberships in the making, and the stretch of words that they stand on."""

from collections.abc import Iterable
from typing import NamedTuple

from sijill.reading.heads import finite
from sijill.reading.moods import Mood
from sijill.reading.nodes import Ref
from sijill.reading.tree import Sentence
from sijill.reading.values import Detail
from sijill.reading.voices import Voice

_EDGE = frozenset(("comma", ";", "؛", ":", ".", "؟", "?", "!"))


class View(NamedTuple):
    """A position, an assessment or a membership in the making; `value` is the stance, the tone or the role."""

    value: str
    parties: tuple[Ref, ...]
    issue_start: int
    issue_end: int
    mood: Mood
    voice: Voice
    sentence: int
    rule: str
    head: int = -1
    topic: str | None = None
    body: str = ""
    topics: tuple[Detail, ...] = ()


class Views:
    """What an article holds of each kind, in the order told."""

    def __init__(self) -> None:
        self.positions: list[View] = []
        self.assessments: list[View] = []
        self.memberships: list[View] = []

    def extend(self, other: "Views") -> None:
        """Add what a sentence tells; the same stance on the same words is told once."""
        for view in other.positions:
            if not any(v.value == view.value and v.issue_start == view.issue_start for v in self.positions):
                self.positions.append(view)
        self.assessments.extend(other.assessments)
        self.memberships.extend(other.memberships)

    def close(self, shift: int) -> None:
        """Once an article is read: a headline's position that the text tells too is told once. `shift`: where the text begins."""
        told = {(v.value, _codes(v)) for v in self.positions if v.issue_start >= shift}
        self.positions = [v for v in self.positions if v.issue_start >= shift or (v.value, _codes(v)) not in told]


def _codes(view: View) -> frozenset[str | None]:
    return frozenset(ref.code for ref in view.parties)


def once(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """Each party once."""
    return tuple({ref.code: ref for ref in refs if ref.code}.values())


def phrase_end(sentence: Sentence, first: int, head: int) -> int:
    """The last node of the phrase that begins at `first`."""
    last = first - 1
    for j in range(first, len(sentence.nodes)):
        if j > first and ends(sentence, j, head):
            break
        last = j
    while last > first and (not sentence.nodes[last].norm[-1:].isalnum() or sentence.nodes[last].word == "conjunction"):
        last -= 1
    return last


def ends(sentence: Sentence, j: int, head: int) -> bool:
    """Whether a phrase ends before node `j`: at a mark, a new finite verb or another clause that does not hang on it."""
    node = sentence.nodes[j]
    if node.kind == "stop" and (node.word in _EDGE or node.norm in _EDGE):
        return True
    if node.word == "complementizer" and (node.conj or sentence.nodes[j - 1].word == "conjunction"):
        return True
    return not sentence.han and finite(node) and (node.conj or sentence.clause_of.get(j) is sentence.clause_of.get(head))
