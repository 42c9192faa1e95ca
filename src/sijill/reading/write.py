"""Write: what the stages found becomes the records of a reading, each value with its exact span."""

import hashlib
from collections.abc import Iterable

import msgspec

from sijill import records as r
from sijill.packs import Packs
from sijill.reading.drafts import Draft
from sijill.reading.merge import Event
from sijill.reading.nodes import Ref
from sijill.reading.prepare import Prepared
from sijill.reading.values import Detail
from sijill.reading.views import View, Views
from sijill.reading.voices import Voice
from sijill.version import __version__

_ORDER_FREE = ("ordinals", "times", "places", "channels", "durations", "topics", "documents", "content", "quantities")


def write(prepared: Prepared, events: list[Event], dropped: list[tuple[Draft, str]], views: Views, packs: Packs) -> r.Reading:
    """The reading of one article."""
    pen = Pen(prepared, packs)
    return r.Reading(
        article=prepared.article,
        reports=pen.reports(events),
        positions=tuple(pen.position(view) for view in views.positions),
        assessments=tuple(pen.assessment(view) for view in views.assessments),
        memberships=tuple(pen.membership(view) for view in views.memberships),
        dropped=tuple(pen.dropped(draft, reason) for draft, reason in dropped),
        reader=r.Reader(version=__version__, packs=packs.hashes(prepared.article.language)),
    )


class Pen:
    """Turns offsets of one prepared article into records."""

    def __init__(self, prepared: Prepared, packs: Packs) -> None:
        self._prepared, self._world = prepared, packs.world
        self._language = prepared.article.language

    def span(self, start: int, end: int) -> r.Span:
        """The span of a stretch, in the article's text or in its headline."""
        exact = self._prepared.text[start:end]
        shift = self._prepared.shift
        if start < shift:
            lead = len(self._prepared.article.title or "") - len((self._prepared.article.title or "").lstrip())
            return r.Span(start=start + lead, end=end + lead, exact=exact, where="title")
        return r.Span(start=start - shift, end=end - shift, exact=exact)

    def sentence(self, number: int) -> r.Span:
        """The span of a whole sentence."""
        return self.span(*self._prepared.sentences[number])

    def reports(self, events: list[Event]) -> tuple[r.Report, ...]:
        """Reports in the order of the text; those told by the headline alone come first."""
        ranks: dict[tuple[int, int], int] = {}
        found = []
        for event in events:
            first = self._first(event)
            place = (first.start, first.end)
            ranks[place] = ranks.get(place, -1) + 1
            found.append(self._report(event, first, ranks[place]))
        return tuple(sorted(found, key=lambda report: (report.trigger.where is None, report.trigger.start, report.act)))

    def _first(self, event: Event) -> Draft:
        return next((d for d in event.tellings if d.start >= self._prepared.shift), event.tellings[0])

    def _report(self, event: Event, first: Draft, rank: int) -> r.Report:
        act = first.act if first.act.family == event.first.act.family and event.first.start < self._prepared.shift else event.first.act
        details = {name: self._details(name, event) for name in _ORDER_FREE}
        mood = event.mood
        codes = act.coded(mood.value, [c.value for c in details["channels"]])
        trigger = self.span(first.start, first.end)
        report = r.Report(
            id=_hash(self._prepared.article.sha256, str(first.start - self._prepared.shift), str(first.end - self._prepared.shift), str(rank)),
            digest="",
            act=act.name,
            type=act.type,
            mode=codes.get("mode", act.mode),
            cameo=codes["cameo"],
            quad=self._world.quads[codes["cameo"][:2]],
            goldstein=float(codes["goldstein"]),
            modality=r.ModalityTold(value=mood.value, span=self.span(*mood.cue) if mood.cue else None),  # type: ignore[arg-type]
            actors=self.parties(event.actors),
            recipients=self.parties(event.recipients),
            speaker=self.speaker(first.voice),
            trigger=trigger,
            evidence=self.sentence(first.sentence),
            mentions=tuple(self._mention(d) for d in event.tellings if d is not first),
            rule=f"{self._language}/{first.entry.id}",
            margin=None,
            **details,
        )
        # the margin is no value of the event: weights learnt anew do not make another report
        margin = None if event.margin is None else round(event.margin, 2)
        return msgspec.structs.replace(report, digest=_hash(msgspec.json.encode(report).decode()), margin=margin)

    def _mention(self, draft: Draft) -> r.Mention:
        return r.Mention(trigger=self.span(draft.start, draft.end), evidence=self.sentence(draft.sentence), rule=f"{self._language}/{draft.entry.id}")

    def _details(self, name: str, event: Event) -> tuple:  # type: ignore[type-arg]
        """The values of one field, each once."""
        found: dict[str, r.Told] = {}
        for detail in event.details:
            if detail.field == name:
                value = self._detail(detail, event.mood.value)
                found.setdefault(_key(value), msgspec.structs.replace(value, speaker=self._teller(event, detail.start)))
        return _finest(found.values()) if name == "times" else tuple(found.values())

    def _teller(self, event: Event, start: int) -> r.Speaker | None:
        """Who tells a detail, where it is another than who tells the event: it lasted 74 minutes, Chinese television said."""
        event_voice = self._first(event).voice
        telling = next((d for d in event.tellings if self._prepared.sentences[d.sentence][0] <= start < self._prepared.sentences[d.sentence][1]), None)
        if telling is None or _voice_key(telling.voice) == _voice_key(event_voice):
            return None
        return self.speaker(telling.voice)

    def _detail(self, d: Detail, modality: str) -> r.Told:
        span = self.span(d.start, d.end)
        values = dict(d.values)
        match d.field:
            case "times":
                edtf = values["future"] if modality in ("planned", "possible", "urged", "cancelled") else values["edtf"]
                return r.Time(span=span, edtf=str(edtf), basis=values["basis"])
            case "durations":
                return r.Duration(span=span, iso=str(values["iso"]), approximate=bool(values["approximate"]))
            case "places":
                return r.Place(span=span, country=values["country"], name=str(values["name"]))
            case "channels":
                return r.Medium(span=span, value=values["value"])
            case "ordinals":
                kept = {k: values[k] for k in ("n", "of", "channel", "since", "within")}
                return r.Ordinal(span=span, **kept)
            case "topics":
                return r.Topic(span=span, id=values["id"], text=span.exact)
            case "documents":
                return r.Document(span=span, kind=str(values["kind"]), n=values["n"])
            case "content":
                return r.Content(span=span, text=span.exact)
            case _:
                return r.Quantity(
                    span=span, value=float(values["value"]), unit=str(values["unit"]), of=values.get("of"), approximate=bool(values["approximate"])
                )

    def parties(self, refs: Iterable[Ref]) -> tuple[r.Party, ...]:
        """Parties with their spans."""
        return tuple(
            r.Party(id=ref.id, country=ref.country, name=ref.name, office=ref.office, by=ref.by, span=self.span(ref.start, ref.end))  # type: ignore[arg-type]
            for ref in refs
        )

    def speaker(self, voice: Voice) -> r.Speaker:
        """Who vouches, as a record."""
        if voice.kind == "narrator":
            return r.NARRATOR
        cue = self.span(*voice.cue) if voice.cue else None
        ref = voice.refs[0] if voice.refs else None
        via = tuple(self.speaker(v) for v in voice.via)
        return r.Speaker(kind=voice.kind, id=ref.id if ref else None, name=ref.name if ref else voice.name, cue=cue, via=via)  # type: ignore[arg-type]

    def position(self, view: View) -> r.Position:
        """A stance."""
        issue = self.span(view.issue_start, view.issue_end)
        return r.Position(
            holders=self.parties(view.parties),
            stance=view.value,  # type: ignore[arg-type]
            issue=r.Topic(id=view.topic, text=issue.exact, span=issue),
            modality=r.ModalityTold(value=view.mood.value, span=self.span(*view.mood.cue) if view.mood.cue else None),  # type: ignore[arg-type]
            speaker=self.speaker(view.voice),
            evidence=self.sentence(view.sentence),
            rule=f"{self._language}/{view.rule}",
        )

    def assessment(self, view: View) -> r.Assessment:
        """An opinion on a relation."""
        span = self.span(view.issue_start, view.issue_end)
        about = tuple(dict.fromkeys(ref.code for ref in view.parties if ref.code))
        topics = tuple(r.Topic(id=str(d.get("id")), text=self.span(d.start, d.end).exact, span=self.span(d.start, d.end)) for d in view.topics)
        return r.Assessment(
            about=about, tone=view.value, text=span.exact, topics=topics, speaker=self.speaker(view.voice), span=span,  # type: ignore[arg-type]
            evidence=self.sentence(view.sentence), rule=f"{self._language}/{view.rule}",
        )  # fmt: skip

    def membership(self, view: View) -> r.Membership:
        """A standing fact."""
        return r.Membership(
            members=self.parties(view.parties), body=view.body, role=view.value, speaker=self.speaker(view.voice),
            evidence=self.sentence(view.sentence), rule=f"{self._language}/{view.rule}",
        )  # fmt: skip

    def dropped(self, draft: Draft, reason: str) -> r.Dropped:
        """Something seen and not used."""
        return r.Dropped(
            evidence=self.sentence(draft.sentence), trigger=self.span(draft.start, draft.end), reason=reason, rule=f"{self._language}/{draft.entry.id}"
        )


def _finest(times: Iterable[r.Told]) -> tuple[r.Told, ...]:
    """Times without those that only say a part of another (2021 beside 2021-12-15)."""
    told = [t for t in times if isinstance(t, r.Time)]
    return tuple(t for t in told if not any(o is not t and o.edtf != t.edtf and o.edtf.startswith(t.edtf.rstrip("~")) for o in told))


def _voice_key(voice: Voice) -> tuple[str, str | None, tuple[str | None, ...]]:
    return voice.kind, voice.name, tuple(ref.code for ref in voice.refs)


def _key(value: r.Told) -> str:
    """What tells two values of a field apart: everything but the words they stand on."""
    kept = msgspec.to_builtins(value)
    kept.pop("span")
    if isinstance(value, r.Topic) and value.id:
        kept.pop("text")
    return str(kept)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
