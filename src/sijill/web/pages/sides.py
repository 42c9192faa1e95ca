"""The two sides of a relation: which positions they hold and share, and what the media of each tell as against others."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sijill.ledger import Event, Ledger
from sijill.ledger.acts import acts
from sijill.ledger.rows import Quote, StoredArticle
from sijill.ledger.values import of
from sijill.ledger.views import Assessed, party_of
from sijill.records import Assessment, Position, Record, Stance, Tone

OTHERS = "others"
_MOST = 6  # acts and topics that are counted out


class Stand(Record, frozen=True, kw_only=True):
    """A position on an issue; `holders` are those of the two sides that hold it, `modality` how it is told (denied, urged)."""

    holders: tuple[str, ...]
    stance: Stance
    issue: str | None
    text: str
    modality: str
    tellings: tuple[Quote, ...]


class Opinion(Record, frozen=True, kw_only=True):
    """An opinion on the relation, as its speaker's."""

    tone: Tone
    text: str
    telling: Quote


class Media(Record, frozen=True, kw_only=True):
    """What the media of a side tell of the relation: `side` is a party, whose own or state-owned media these are, or `others`.

    `acts` and `topics` count events; `weight` is the mean Goldstein weight of those told as held; `alone` are events that no other side tells.
    """

    side: str
    outlets: dict[str, int]
    articles: int
    events: int
    alone: tuple[str, ...]
    acts: dict[str, int]
    topics: dict[str, int]
    weight: float | None
    opinions: tuple[Opinion, ...]


def stands(ledger: Ledger, one: str, other: str) -> tuple[Stand, ...]:
    """The positions of two sides, those that most articles tell first."""
    found: dict[tuple[str, str, str], Stand] = {}
    for held in ledger.positions(one, other):
        told = held.position
        holders = {party_of(holder) for holder in told.holders}
        key = (told.stance, told.issue.id or told.issue.text.casefold(), told.modality.value)
        before = found.get(key)
        found[key] = Stand(
            holders=tuple(side for side in dict.fromkeys((one, other)) if side in holders or (before and side in before.holders)),
            stance=told.stance,
            issue=told.issue.id,
            text=before.text if before else told.issue.text,
            modality=told.modality.value,
            tellings=(*(before.tellings if before else ()), _quote(held.article, told)),
        )
    return tuple(sorted(found.values(), key=lambda stand: -len(stand.tellings)))


def media(ledger: Ledger, one: str, other: str, events: Sequence[Event]) -> tuple[Media, ...]:
    """What each side's media tell of these events, where they tell anything: the two sides, then all others."""
    articles = ledger.articles_of(sorted({key for event in events for key in _told_in(event)}))
    opinions = ledger.assessments(one, other)
    articles |= {told.article.id: told.article for told in opinions}
    side = {key: _side(ledger, article, (one, other)) for key, article in articles.items()}
    tellers = {event.id: {side[key] for key in _told_in(event) if key in side} for event in events}
    names = dict.fromkeys((one, other, OTHERS))
    return tuple(_media(name, [a for key, a in articles.items() if side[key] == name], events, tellers, opinions) for name in names if name in side.values())


def _media(name: str, articles: Sequence[StoredArticle], events: Iterable[Event], tellers: dict[str, set[str]], opinions: Iterable[Assessed]) -> Media:
    told = [event for event in events if name in tellers[event.id]]
    keys = {article.id for article in articles}
    weights = [acts()[event.act].goldstein for event in told if _held(event, keys)]
    return Media(
        side=name,
        outlets=dict(Counter(article.source for article in articles).most_common()),
        articles=len(articles),
        events=len(told),
        alone=tuple(event.id for event in told if tellers[event.id] == {name}),
        acts=dict(Counter(event.act for event in told).most_common(_MOST)),
        topics=dict(Counter(topic for event in told for topic in _topics(event, keys)).most_common(_MOST)),
        weight=sum(weights) / len(weights) if weights else None,
        opinions=tuple(
            Opinion(tone=o.assessment.tone, text=o.assessment.text, telling=_quote(o.article, o.assessment)) for o in opinions if o.article.id in keys
        ),
    )


def _told_in(event: Event) -> list[str]:
    """The articles that tell an event."""
    return [telling.article for value in of(event.values, "modality") for telling in value.tellings]


def _side(ledger: Ledger, article: StoredArticle, sides: tuple[str, str]) -> str:
    state = ledger.packs.side_of(article.publisher, article.url)
    return state if state in sides and state else OTHERS


def _held(event: Event, articles: set[str]) -> bool:
    """Whether one of these articles tells that it happened."""
    return any(value.value["value"] == "actual" and any(t.article in articles for t in value.tellings) for value in of(event.values, "modality"))


def _topics(event: Event, articles: set[str]) -> set[str]:
    """What these articles say it was about."""
    return {str(value.value["id"] or value.value["text"]) for value in of(event.values, "topic") if any(t.article in articles for t in value.tellings)}


def _quote(article: StoredArticle, told: Position | Assessment) -> Quote:
    span = told.issue.span if isinstance(told, Position) else told.span
    return Quote(
        article=article.id, publisher=article.publisher, published=article.published, language=article.language,
        speaker=told.speaker, span=span, sentence=told.evidence,
    )  # fmt: skip
