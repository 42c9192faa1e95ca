"""Events, promises and findings for people: what each says, who tells it, and the sentences on lines of their own."""

from collections.abc import Iterable, Iterator, Mapping

from sijill.cli.show import Line, counted, printable, quote
from sijill.cli.values import speaker
from sijill.ledger.conflicts import seconds
from sijill.ledger.rows import Event, Finding, Promise, Quote, Telling, Value, When
from sijill.ledger.values import of

_SAME = ("modality", "party", "actor", "recipient")  # told in the first line of an event
_LIMITS = ("channel", "since", "within")


def brief(event: Event) -> Iterator[Line]:
    """An event in a few lines."""
    yield Line(f"{when(event.time)}  {event.act}, {event.status}: {' – '.join(event.parties)}", 0, "head")
    people = [f"{v.value['name']}" + (f" ({v.value['office']})" if v.value["office"] else "") for v in _people(event)]
    if people:
        yield Line(printable(", ".join(people)), 4)
    told = [f"{v.name} {says(v)}" for v in event.values if v.name in ("place", "channel", "duration", "ordinal", "document")]
    if told:
        yield Line(printable("; ".join(told)), 4)
    for conflict in event.conflicts:
        yield Line(f"conflict: {conflict.name} {' against '.join(says(v) for v in conflict.values)}", 4)
    yield Line(f"{counts(event)} · {event.id}", 4, "dim")


def whole(event: Event) -> Iterator[Line]:
    """An event with all its values, each with everyone who tells it."""
    yield Line(f"{when(event.time)}  {event.act}, {event.status}: {' – '.join(event.parties)}", 0, "head")
    yield Line(f"{event.id} · {event.type} · {counts(event)} · date {event.time.basis}", 2, "dim")
    for value in event.values:
        yield Line(f"{value.name}: {says(value)}" + ("  ← conflict" if _clashes(value, event) else ""), 2)
        yield from tellings(value.tellings, 6, keys=value.name == "modality")
    for conflict in event.conflicts:
        within = f", both in {conflict.within}" if conflict.within else ""
        yield Line(printable(f"conflict: {conflict.name} {' against '.join(says(v) for v in conflict.values)}{within}"), 2, "head")


def disputed(event: Event) -> Iterator[Line]:
    """An event in a few lines, and each value that another contradicts with everyone who tells it."""
    yield from brief(event)
    for conflict in event.conflicts:
        for value in conflict.values:
            yield Line(f"{value.name}: {says(value)}", 4)
            yield from tellings(value.tellings, 8)


def why(event: Event) -> Iterator[Line]:
    """Why reports are one event: each pair that was joined, with both sentences and the reason."""
    told = {t.report: t for v in of(event.values, "modality") for t in v.tellings}
    yield Line(f"{event.id}  {event.act}, {event.status}: {' – '.join(event.parties)}", 0, "head")
    yield Line(f"{counts(event)}; these can be one event at all by {event.block}", 2, "dim")
    for merge in event.merges:
        yield Line(printable(merge.reason) + (f" ({merge.judgement})" if merge.judgement else ""), 2)
        for key in merge.reports:
            yield Line(key, 6, "dim")
            yield from tellings([told[key]], 6)
    if not event.merges:
        yield Line("one report only", 2)


def promise(told: Promise) -> Iterator[Line]:
    """A promise, the announcing sentence and the fulfilling one, or how much was read since."""
    yield Line(f"{told.state}: {told.act}, {' – '.join(told.parties)}, due {told.due or 'on no day'}", 0, "head")
    for value in told.what:
        yield Line(f"{value.name}: {says(value)}", 4)
    yield Line("announced:", 4)
    yield from tellings([told.announcing], 8)
    if told.fulfilling:
        yield Line("then:", 4)
        yield from tellings([told.fulfilling], 8)
    elif told.state == "overdue":
        more = "more than " if told.coverage.more else ""
        yield Line(f"no later report among {more}{told.coverage.articles} articles of {told.coverage.outlets} outlets on these parties", 4)
    if told.verdict:
        yield Line(printable(f"verdict: {told.verdict.verdict}, {told.verdict.by}, {told.verdict.at[:10]}"), 4)
        if told.verdict.evidence:
            yield Line(printable(told.verdict.evidence), 8, "quote")
    yield Line(told.event, 4, "dim")


def finding(told: Finding) -> Iterator[Line]:
    """A finding and the sentences it stands on."""
    yield Line(f"{told.kind}: {told.says}", 0, "head")
    for value in told.values:
        yield Line(f"{value.name}: {says(value)}", 4)
        yield from tellings(value.tellings, 8)
    if not told.values:
        yield from tellings(told.evidence, 4)
    yield Line(" ".join(told.events), 4, "dim")


def tellings(some: Iterable[Telling], indent: int, keys: bool = False) -> Iterator[Line]:
    """Who tells something: outlet, day and voice, with `keys` the report, then the sentence."""
    seen: dict[str, list[str]] = {}
    sentences = {}
    for telling in some:
        key = (f" · {telling.report}" if keys else "") + (f" · a person's word, judgement {telling.judgement}" if telling.judgement else "")
        seen.setdefault(telling.sentence.exact, []).append(source(telling) + key)
        sentences[telling.sentence.exact] = telling.sentence
    for exact, who in seen.items():
        for one in dict.fromkeys(who):
            yield Line(printable(one), indent)
        yield quote(sentences[exact], indent + 4)


def source(told: Quote) -> str:
    """The outlet, day and voice of a quote."""
    voice = "" if told.speaker.kind == "narrator" else f", says {speaker(told.speaker)}"
    return f"{told.publisher or told.article}, {(told.published or 'undated')[:10]}{voice}"


def says(value: Value) -> str:
    """What a value says, without who tells it."""
    return said(value.name, value.value)


def said(name: str, parts: Mapping[str, object]) -> str:
    """What the parts of a value of this name say."""
    match name:
        case "duration":
            length = seconds(str(parts["iso"]))
            return f"{'about ' if parts['approximate'] else ''}{f'{length / 60:g} minutes' if length else parts['iso']}"
        case "ordinal":
            return ", ".join([f"number {parts['n']} of {parts['of']}", *(f"{name} {parts[name]}" for name in _LIMITS if parts[name])])
        case "document":
            return str(parts["kind"]) if parts["n"] is None else f"{parts['n']} × {parts['kind']}"
        case "quantity":
            return f"{parts['value']} {parts['unit']}"
        case "place":
            return str(parts["country"] or parts["name"])
        case "topic":
            return printable(str(parts["id"] or parts["text"]))
        case "promise":
            return ", ".join(str(part) for part in (f"{parts['act']} {_codes(parts['parties'])}", parts["modality"], parts["due"]) if part)
        case "position" | "assessment":
            return _view(parts)
        case _:
            return printable(str(_first(parts, "edtf", "value", "id", "name", "text")))


def when(time: When) -> str:
    """The day or days of an event."""
    if time.earliest is None:
        return "undated"
    return time.earliest if time.latest == time.earliest else f"{time.earliest}/{time.latest or '..'}"


def counts(event: Event) -> str:
    """How much stands behind an event."""
    n = event.counts
    parts = [(n.reports, "report"), (n.articles, "article"), (n.outlets, "outlet"), (n.voices, "voice")]
    return ", ".join(counted(count, noun) for count, noun in parts) + f" · {' '.join(n.languages)}"


def _people(event: Event) -> list[Value]:
    return [v for name in _SAME[1:] for v in of(event.values, name) if "/" in str(v.value["id"])]


def _clashes(value: Value, event: Event) -> bool:
    return any(value.name == c.name and value.value in [v.value for v in c.values] for c in event.conflicts)


def _view(parts: Mapping[str, object]) -> str:
    """Who stands for or against what; or of what kind the opinion on a relation is."""
    if "about" in parts:
        return f"{_codes(parts['about'])}, {parts['tone']}"
    mood = "" if parts["modality"] == "actual" else f", {parts['modality']}"
    return printable(f"{_codes(parts['holders'])} {parts['stance']}{mood}: {parts['issue'] or parts['text']}")


def _codes(codes: object) -> str:
    return " – ".join(codes) if isinstance(codes, tuple) else str(codes)


def _first(parts: Mapping[str, object], *names: str) -> object:
    return next((parts[name] for name in names if parts.get(name) is not None), "")
