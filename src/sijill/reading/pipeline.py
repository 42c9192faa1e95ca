"""The order of the stages, and nothing else: one article in, one reading out, the same each time."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sijill.packs import Packs
from sijill.packs.entries import Act
from sijill.packs.lexicon import Lexicon
from sijill.reading.chunks import chunk, survey
from sijill.reading.clauses import clauses_of
from sijill.reading.clauses_cased import clauses_by_commas
from sijill.reading.clauses_han import clauses_of_han
from sijill.reading.content import contents_of
from sijill.reading.details import details_of, guests, owners, shared, to_come
from sijill.reading.drafts import Draft
from sijill.reading.evidence import scorers_of
from sijill.reading.frames import drafts_of, verb_of
from sijill.reading.linking import linked
from sijill.reading.merge import FIRM, FIRMER, Event, merge
from sijill.reading.moods import Mood
from sijill.reading.nodes import Node, Ref
from sijill.reading.prepare import Prepared, prepare
from sijill.reading.quotes import Quotes, Reported, takes_floor
from sijill.reading.references import main_subject
from sijill.reading.registry import Registry
from sijill.reading.settle import settle
from sijill.reading.settle_han import settle_han
from sijill.reading.stances import viewed, views_of
from sijill.reading.tails import said_last
from sijill.reading.talks import within_talks
from sijill.reading.tree import Sentence
from sijill.reading.units import Unit, naming, telling, units_of
from sijill.reading.units_han import units_of_han
from sijill.reading.values import Detail
from sijill.reading.views import Views
from sijill.reading.voices import Voice, retold
from sijill.reading.write import write
from sijill.records import Reading, Source
from sijill.text import Token, tokenize


class Told(NamedTuple):
    """What the stages find in an article, before it becomes records."""

    prepared: Prepared
    events: list[Event]
    dropped: list[tuple[Draft, str]]
    views: Views


class Telling(NamedTuple):
    """A sentence that may tell something."""

    tokens: list[Token]
    units: list[Unit]


class Silent(NamedTuple):
    """A sentence that tells nothing but names: its words are not kept."""

    named: tuple[Ref, ...]


def read(source: Source, packs: Packs, scope: str = "international") -> Reading:
    """Everything that one article tells. `scope` is "international" or "all". Raises InputError."""
    told = interpret(source, packs, scope)
    return write(told.prepared, told.events, told.dropped, told.views, packs)


def interpret(source: Source, packs: Packs, scope: str = "international") -> Told:
    """The stages up to the records. Raises InputError."""
    prepared = prepare(source, packs)
    article = prepared.article
    lexicon = packs.lexicon(article.language)
    home, house = packs.home_of(article.publisher, article.url), packs.speaks_for(article.publisher, article.url)
    registry = Registry(article.published, home, lexicon, lexicon.scored and scope != "all", house, scope == "all")
    rows = [_row(prepared.text, stretch, lexicon, registry) for stretch in prepared.sentences]
    registry.restart()
    quotes, reported, views, day = Quotes(lexicon.transcripts), Reported(tuple(lexicon.letters.get("points", ()))), Views(), _day(article.published)
    drafts: list[tuple[Draft, list[Detail]]] = []
    for number, row in enumerate(rows):
        outer = quotes.enter(prepared.text[slice(*prepared.sentences[number])])
        registry.quoted = outer.kind != "narrator"
        if isinstance(row, Silent):
            registry.told(row.named)  # later sentences may refer to who is named here
            quotes.leave(None, registry, row.named)
            reported.leave(None, prepared.sentences[number][1], registry)
            continue
        tokens, units = row
        sentence = parse(prepared.text, units, lexicon, registry, packs.world.acts)
        said = reported.enter(prepared.text, prepared.sentences[number][0])
        if lexicon.han and outer.kind == "narrator" and not takes_floor(sentence, said):
            outer, registry.subject = said, said.refs or registry.subject  # 希望美方…: who wishes is who speaks
        teller = retold(sentence, registry)
        if teller is not None:  # Об этом сообщил Песков: who vouches for the sentence before
            drafts = [(d._replace(voice=teller) if d.sentence == number - 1 and d.voice.kind == "narrator" else d, details) for d, details in drafts]
        drafts += _drafts(sentence, tokens, number, registry, outer, lexicon, day, views)
        quotes.leave(sentence, registry)
        reported.leave(sentence, prepared.sentences[number][1], registry)
        registry.subject = main_subject(sentence, registry) or registry.subject
    if lexicon.han or lexicon.inflected:
        within_talks(drafts)
    views.close(prepared.shift)
    scorers = scorers_of(lexicon.pack.details.tables, scope) if lexicon.scored else {}
    events, dropped = merge(drafts, scope, scorers, registry.scored, FIRMER if lexicon.inflected else FIRM)
    return Told(prepared, events, dropped, views)


def _drafts(
    sentence: Sentence, tokens: list[Token], number: int, registry: Registry, outer: Voice, lexicon: Lexicon, day: date | None, views: Views
) -> Iterator[tuple[Draft, list[Detail]]]:
    """The drafts of one sentence with the details that are theirs; its positions and assessments go into `views`."""
    told = drafts_of(sentence, number, registry, outer, lexicon)
    spots = details_of(sentence, tokens, lexicon.calendar, day, lexicon.places, {d.head: d.act.name for d in told})
    owned = owners(sentence, spots, {d.head: not d.mute for d in told})
    shared(owned, told)
    guests(sentence, owned, told)
    seen = views_of(sentence, number, registry, outer, told, spots)
    views.extend(seen)
    for draft in viewed(told, seen):
        details = owned[draft.head]
        if not lexicon.han and draft.act.name == "meeting" and any(d.get("value") == "phone" for d in details):
            draft = draft._replace(act=sentence.acts["call"])  # обсудили по телефону, discussed by phone
        plans = lexicon.language.present_plans and draft.mood.value == "actual"
        soon = to_come(sentence, verb_of(sentence, draft.head), [*details, *_around(sentence, draft.head, owned)], day) if plans else None
        details = details + (contents_of(sentence, draft.head) if draft.act.content else [])
        yield draft._replace(mood=Mood("planned", soon)) if soon else draft, details


def _around(sentence: Sentence, head: int, owned: dict[int, list[Detail]]) -> Iterator[Detail]:
    """The details of the other heads of a clause: يلتقي ترامب كيم في قمة يوم الثلاثاء."""
    clause = sentence.clause_of[head]
    return (detail for other, details in owned.items() if other != head and sentence.clause_of[other] is clause for detail in details)


def nodes_of(source: Source, packs: Packs) -> Iterator[list[Node]]:
    """The chunks of each sentence of an article, telling or not, for who looks for what a pack misses. Raises InputError."""
    prepared = prepare(source, packs)
    lexicon = packs.lexicon(prepared.article.language)
    registry = Registry(prepared.article.published, None, lexicon)
    for stretch in prepared.sentences:
        yield chunk(prepared.text, _words(prepared.text, stretch, lexicon).units, registry, _style(lexicon))


def _row(text: str, stretch: tuple[int, int], lexicon: Lexicon, registry: Registry) -> Telling | Silent:
    """One sentence's words; who is who is learnt from the whole article first, since a headline has family names alone."""
    row = _words(text, stretch, lexicon)
    named = survey(text, row.units, registry, _style(lexicon)) if naming(row.units) else ()
    return row if telling(row.units) else Silent(named)


def _words(text: str, stretch: tuple[int, int], lexicon: Lexicon) -> Telling:
    """The tokens and units of one stretch of text."""
    tokens = tokenize(lexicon.fold(text[slice(*stretch)]), stretch[0])
    return Telling(tokens, units_of_han(tokens, lexicon) if lexicon.han else units_of(text, tokens, lexicon))


def parse(text: str, units: list[Unit], lexicon: Lexicon, registry: Registry, acts: Mapping[str, Act]) -> Sentence:
    """Units to nodes, clauses and links."""
    nodes = chunk(text, units, registry, _style(lexicon))
    if lexicon.han:
        nodes = settle_han(nodes)
        return linked(nodes, clauses_of_han(nodes), lexicon, acts)
    verb_first = lexicon.language.order == "verb-first"
    nodes = settle(nodes, verb_first, lexicon.inflected)
    if lexicon.inflected:
        return linked(nodes, clauses_by_commas(nodes), lexicon, acts)
    clauses = clauses_of(nodes, verb_first)
    return linked(nodes, clauses if verb_first else said_last(nodes, clauses), lexicon, acts)


def _style(lexicon: Lexicon) -> str:
    return "han" if lexicon.han else lexicon.language.adjectives


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
