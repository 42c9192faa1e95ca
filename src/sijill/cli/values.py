"""The values of a report in words: what each says, and the span it stands on."""

from collections.abc import Iterator

from sijill.records import Ordinal, Party, Quantity, Report, Span, Speaker, Told

Value = tuple[str, str, Span | None]  # name, what it says, its words where they say more


def party(value: Party) -> str:
    """`Xi Jinping (president, CHN)`."""
    code = (value.id or "").split("/")[0]
    more = ", ".join(part for part in (value.office, code if code != value.name else "") if part)
    return f"{value.name} ({more})" if more else value.name


def speaker(value: Speaker) -> str:
    """`Sergey Lavrov, by TASS`; a speaker without a name by its kind."""
    name = value.name or value.id or value.kind
    return name + "".join(f", by {speaker(relayed)}" for relayed in value.via)


def details(report: Report) -> Iterator[Value]:
    """The details of a report, in the order of its fields."""
    for time in report.times:
        yield "when", _told(f"{time.edtf} ({time.basis})", time), time.span
    for place in report.places:
        yield "where", _told(f"{place.name} ({place.country})" if place.country else place.name, place), _more(place.span, place.name)
    for channel in report.channels:
        yield "channel", _told(channel.value, channel), None
    for duration in report.durations:
        yield "lasted", _told(("about " if duration.approximate else "") + duration.iso, duration), duration.span
    for ordinal in report.ordinals:
        yield "count", _told(_ordinal(ordinal), ordinal), ordinal.span
    for topic in report.topics:
        yield "about", _told(topic.id or "", topic), topic.span
    for document in report.documents:
        number = f"{document.n} × " if document.n is not None else ""
        yield "document", _told(number + document.kind, document), document.span
    for content in report.content:
        yield "content", _told("", content), content.span
    for quantity in report.quantities:
        yield "quantity", _told(_quantity(quantity), quantity), quantity.span


def _told(value: str, detail: Told) -> str:
    return f"{value}, says {speaker(detail.speaker)}" if detail.speaker else value


def _ordinal(value: Ordinal) -> str:
    limits = [f"{word} {told}" for word, told in (("by", value.channel), ("since", value.since), ("within", value.within)) if told]
    return ", ".join([f"number {value.n} of {value.of}", *limits])


def _quantity(value: Quantity) -> str:
    return f"{'about ' if value.approximate else ''}{value.value:g} {value.unit}{f' of {value.of}' if value.of else ''}"


def _more(span: Span, name: str) -> Span | None:
    """The words of a value, where they are not its name again."""
    return None if span.exact.casefold() == name.casefold() else span
