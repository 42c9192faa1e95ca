"""The kinds of entries a pack may hold, as `docs/packs.md` describes them; decoding is strict, so a misspelt key is an error."""

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Role = Literal["actor", "recipient", "parties", "place", "goods", "topic", "content", "none"]
Words = str | list[str]
Case = Literal["nom", "gen", "dat", "acc", "ins", "loc"]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all entries."""


class Yes(Entry, omit_defaults=True, frozen=True, kw_only=True):
    """A sentence in which the entry must be found, with the exact words its parties must hold."""

    text: str
    act: str | None = None
    actor: str | None = None
    recipient: str | None = None
    modality: str | None = None
    speaker: str | None = None
    holder: str | None = None
    issue: str | None = None
    about: str | None = None


class No(Entry, frozen=True, kw_only=True):
    """A sentence in which the entry must give nothing, and why."""

    text: str
    why: str


class Inflected(Entry, frozen=True, kw_only=True):
    """What verbs and event nouns share: principal parts, from which the forms are derived."""

    id: str
    past: str | None = None
    present: str | None = None
    masdar: Words = []
    verb: Words = []
    ing: str | None = None
    participle: Words = []
    passive: Words = []
    noun: Words = []
    phrase: Words = []
    with_: dict[str, Role] = field(name="with", default_factory=dict)
    yes: list[Yes] = []
    no: list[No] = []


class Trigger(Inflected, frozen=True, kw_only=True):
    """A word that names an act."""

    act: str
    subject: Role = "actor"
    object: Role = "recipient"
    genitive: Role = "actor"
    possessive: Role = "actor"
    adjective: Role | None = None
    needs: list[str] = []
    unless: list[str] = []
    channel: Literal["in_person", "video", "phone", "letter"] | None = None
    embeds: Literal["planned", "possible", "urged", "denied", "cancelled"] | None = None
    modality: Literal["planned", "possible", "urged", "denied", "cancelled"] | None = None
    host: Literal["subject", "object"] | None = None
    implies: str | None = None
    both: bool = False
    by: Literal["speaker"] | None = None
    where: list[str] = []
    direct: bool = False
    weak: bool = False


class Support(Inflected, frozen=True, kw_only=True):
    """A verb that lends an event noun a voice."""

    subject: Literal["actor", "recipient", "parties", "place", "event", "none"] = "actor"
    object: Literal["event", "subject", "parties", "actor", "recipient"] = "event"
    acts: list[str] = []
    act: str | None = None
    modality: Literal["planned", "possible", "urged", "denied", "cancelled"] | None = None


class Operator(Inflected, frozen=True, kw_only=True):
    """A verb or phrase that embeds a clause, an infinitive or a verbal noun."""

    modality: Literal["actual", "planned", "possible", "urged", "denied", "cancelled"] | None = None
    speaker: bool = False
    passes: bool = True
    of: Literal["recipient"] | None = None
    act: str | None = None


class Stance(Inflected, frozen=True, kw_only=True):
    """A word by which somebody stands for or against an issue; `issue` tells where the issue stands: "object" (the default) or a preposition."""

    stance: Literal["support", "oppose"]
    holder: Literal["subject", "speaker"] = "subject"
    standing: bool = False
    issue: list[str] = []
    needs: list[str] = []
    unless: list[str] = []


class Assessment(Inflected, frozen=True, kw_only=True):
    """A word that values a relation: beside a relation noun (`relation` in words.toml), or by itself if `alone`."""

    tone: Literal["positive", "negative", "neutral"]
    adjective: Words = []
    alone: bool = False
    needs: list[str] = []
    unless: list[str] = []


class Membership(Inflected, frozen=True, kw_only=True):
    """A word for a member of a body, and as what."""

    role: str = field(name="as")


class Title(Entry, frozen=True, kw_only=True):
    """A noun that heads a party, or one that blocks it; `many` if one of it is several people (وفد, a delegation)."""

    id: str
    class_: Literal["office", "organ", "people", "envoy", "spokesperson", "medium", "unnamed", "private", "place", "goods", "leader", "honorific"] = field(
        name="class"
    )
    words: list[str]
    plural: list[str] = []
    gender: Literal["m", "f"] | None = None
    of: str | None = None
    many: bool = False


class Modifier(Entry, frozen=True, kw_only=True):
    """An adjective or adverb that says whether an event is to come, possible, off, or past."""

    id: str
    words: list[str]
    modality: Literal["planned", "possible", "cancelled", "past", "urged", "denied"]


class Clitic(Entry, frozen=True, kw_only=True):
    """A proclitic: what it is made of; `takes` are the parts of speech it may stand before."""

    form: str
    conjunction: str | None = None
    preposition: str | None = None
    article: bool = False
    future: bool = False


class Repair(Entry, frozen=True, kw_only=True):
    """How a stem is restored before a suffix: `زيارت` + `ه` is `زيارة`."""

    ends: str
    becomes: str


class Declension(Entry, frozen=True, kw_only=True):
    """How a foreign name is declined that the morphology does not know: `ends` of the name, letters to drop, and the endings of each case."""

    ends: list[str]
    drop: int = 0
    forms: dict[Case, list[str]]


class Language(Entry, frozen=True, kw_only=True):
    """What is true of a language as a whole (`language.toml`)."""

    code: str
    name: str
    script: Literal["arabic", "latin", "cyrillic", "han"]
    direction: Literal["rtl", "ltr"]
    order: Literal["verb-first", "subject-first"]
    adjectives: Literal["before", "after"]
    cased: bool = False
    isolating: bool = False  # words have one form: a verb is its own noun
    sides: list[str] = []  # what makes a party of the first character of a state's name (俄方)
    oblique: list[str] = []  # ends of people and duals that are no subject
    present_plans: bool = False  # a present with a day from today on is to come
    morphology: Literal["pymorphy3"] | None = None  # words are found by what they are a form of, and their cases tell roles
    inflected: list[str] = []  # with a morphology: classes of words.toml whose words are inflected
    governs: dict[str, list[Case]] = {}  # the cases that may follow a preposition; any that is not named takes the genitive
    otherwise: dict[str, str] = {}  # what a preposition is with a case that `governs` does not name (с российской стороны)
    declensions: list[Declension] = []
    variants: dict[str, str] = {}  # a preposition written otherwise before some words (со мной)
    article: str | None = None
    clitics: list[Clitic] = []
    suffixes: list[str] = []
    noun_suffixes: list[str] = []  # those of `suffixes` that no verb takes
    repairs: list[Repair] = []
    abbreviations: list[str] = []


class Furniture(Entry, frozen=True, kw_only=True):
    """What of a page is not the article's, and how its text is printed (`[furniture]` in `details.toml`)."""

    words: list[str] = []  # lines that are menus, buttons, bylines
    walls: list[str] = []  # how a page asks to pay for the rest
    cuts: list[str] = []  # labels before which a sentence is cut
    turns: bool = False  # talks are printed by turns (В.Путин: ...)
    dateline: list[Annotated[str, Meta(min_length=1)]] = []  # what ends a dateline behind the number of its day (新华社莫斯科12月15日电)


class FormRule(Entry, frozen=True, kw_only=True):
    """One form: which principal part, how it is changed, and what it then says."""

    base: str
    drop: int = 0
    cut: int = 0
    put: str | None = None
    first: str | None = None
    add: str = ""
    tense: Literal["past", "present", "base", ""] = ""
    number: Literal["s", "d", "p", ""] = ""
    gender: Literal["m", "f", ""] = ""
    person: Literal["1", "2", "3", ""] = ""
    passive: bool = False
    participle: bool = False


class Paradigm(Entry, frozen=True, kw_only=True):
    """A table of forms for words of one shape; the first paradigm whose conditions hold is used."""

    name: str
    of: Literal["verb", "noun", "adjective", "title"]
    ends: dict[str, list[str]] = {}
    before_last: dict[str, list[str]] = {}
    closed: bool = False
    longer_than: int = 0
    forms: list[FormRule]


class Act(Entry, frozen=True, kw_only=True):
    """An act of the closed list with its codes in other schemes."""

    name: str
    type: str
    mode: str | None = None
    cameo: str
    goldstein: float
    symmetric: bool = False
    alone: bool = False
    together: bool = False  # several may do it, and nobody is acted on: A and B agreed to a ceasefire
    content: bool = False
    embeds: Literal["planned", "possible", "urged", "denied", "cancelled"] | None = None
    absorbs: bool = False
    family: str
    codes: dict[str, dict[str, str]] = {}

    def coded(self, modality: str, channels: Iterable[str]) -> dict[str, str]:
        """CAMEO, weight and, where it has one, mode of the act in its modality, else by its channel."""
        key = modality if modality in self.codes else next((c for c in channels if c in self.codes and modality == "actual"), "")
        return {"cameo": self.cameo, "goldstein": str(self.goldstein)} | self.codes.get(key, {})


class Office(Entry, frozen=True, kw_only=True):
    """An office held: EDTF-like dates at the precision known."""

    title: str
    from_: str = field(name="from")
    until: str | None = None
    source: str
    checked: str


class Person(Entry, frozen=True, kw_only=True):
    """An office holder with the names the press uses."""

    id: str
    name: str
    gender: Literal["m", "f"] = "m"
    names: dict[str, list[str]]
    short: dict[str, list[str]] = {}
    office: list[Office]


class Nation(Entry, frozen=True, kw_only=True):
    """A state or territory: names beyond CLDR's, capital, adjectives."""

    code: str
    alpha2: str
    gender: Literal["m", "f"] = "f"
    names: dict[str, list[str]] = {}
    capital: dict[str, list[str]] = {}
    metonym: dict[str, list[str]] = {}
    adjective: dict[str, list[str]] = {}
    plural: dict[str, list[str]] = {}
    people: dict[str, list[str]] = {}
    pair: dict[str, list[str]] = {}
    group: dict[str, list[str]] = {}
    ambiguous: dict[str, list[str]] = {}


class State(Entry, frozen=True, kw_only=True):
    """The CLDR names of one territory (generated)."""

    code: str
    alpha2: str
    names: dict[str, list[str]]


class City(Entry, frozen=True, kw_only=True):
    """A city or region that is no capital: the state in which it lies, by recognised borders."""

    code: str
    name: str
    names: dict[str, list[str]]


class Body(Entry, frozen=True, kw_only=True):
    """An international organisation or a group that acts internationally."""

    code: str
    kind: Literal["organisation", "group"]
    country: str | None = None
    gender: Literal["m", "f"] = "f"
    names: dict[str, list[str]]
    adjective: dict[str, list[str]] = {}


class Outlet(Entry, frozen=True, kw_only=True):
    """A medium: how pages and articles name it, and its home state; `state` if its government owns it, `agency` if other media print its texts,
    `house` if it is an institution's own page, whose president is the president.
    """

    id: str
    country: str | None = None
    state: bool = False
    agency: bool = False
    house: bool = False
    names: dict[str, list[str]]
    domains: list[str] = []
