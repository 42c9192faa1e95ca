"""Correct: the values of one report, as they were read and as people say, each to be put right."""

from sijill.ledger.acts import acts, known_parties
from sijill.ledger.judged import corrections_of
from sijill.ledger.notation import CHANNELS, MODALITIES, NAMES, written
from sijill.ledger.rows import Corrected, Judgement, StoredArticle
from sijill.ledger.whole import Placed
from sijill.records import Record
from sijill.web.pages.review import Said, said
from sijill.web.room import Asked


class Mended(Record, frozen=True, kw_only=True):
    """A value of a report in its notation: as it was `read`, as it stands `now`, and the correction that says so, if one does; `one` if always one."""

    name: Corrected
    read: tuple[str, ...]
    now: tuple[str, ...]
    one: bool
    judgement: Judgement | None


class CorrectTold(Record, frozen=True, kw_only=True):
    """A report with its values, and what they may be: `lists` are the closed ones, by name, `parties` the codes that the packs know."""

    article: StoredArticle
    placed: Placed
    values: tuple[Mended, ...]
    lists: dict[str, tuple[str, ...]]
    parties: tuple[str, ...]
    said: tuple[Said, ...]


def correct(room: Asked, key: str) -> CorrectTold:
    """The values of a report, by its key, with what people corrected of it, and the notation and closed lists of each value."""
    whole = room.ledger.article(room.ledger.article_of(key))
    placed = next(placed for placed in whole.reports if placed.key == key)
    judgements = room.ledger.judgements_on([key])
    by_name = {j.correction.name: j for j in corrections_of(key, judgements) if j.correction}
    read = placed.read or placed.report
    values = (
        Mended(name=name, read=written(read, name), now=written(placed.report, name), one=name in ("modality", "act", "speaker"), judgement=by_name.get(name))
        for name in NAMES
    )
    return CorrectTold(
        article=whole.article, placed=placed, values=tuple(values), lists=lists(), parties=tuple(known_parties()), said=said(judgements)
    )  # fmt: skip


def lists() -> dict[str, tuple[str, ...]]:
    """The closed lists, by the name of the value."""
    return {"modality": MODALITIES, "act": tuple(acts()), "channel": CHANNELS}
