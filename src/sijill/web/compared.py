"""What a row of compared accounts says, in the reader's language."""

from sijill.ledger.rows import Cell, Compared, Quote, Value
from sijill.web.language import Language, plain
from sijill.web.wording import Label, says, topic


def row_says(row: Compared, language: Language, label: Label) -> str:
    """`visit: China and Russia · planned · 4 February 2022` for a promise; the rest as on an event's page."""
    told = row.value
    match row.kind:
        case "promise":
            parts = [f"{label(str(told['act']))}: {_codes(told['parties'], language)}", label(str(told["modality"])), language.day(_text(told["due"]))]
        case "position":
            parts = [_codes(told["holders"], language), label(str(told["stance"])), topic({"id": told["issue"], "text": told["text"]}, label)]
        case "assessment":
            parts = [_codes(told["about"], language), label(str(told["tone"]))]
        case _:
            value = {name: part for name, part in told.items() if not isinstance(part, tuple)}
            parts = [says(Value(name=row.kind, value=value, tellings=()), language, label)]
    return " · ".join(plain(part) for part in parts if part)


def by_outlet(cell: Cell) -> list[Quote]:
    """The first word of each outlet."""
    first: dict[str, Quote] = {}
    for told in cell.tellings:
        first.setdefault(told.publisher or told.article, told)
    return list(first.values())


def _codes(codes: object, language: Language) -> str:
    return language.listed(codes) if isinstance(codes, tuple) else ""


def _text(part: object) -> str | None:
    return part if isinstance(part, str) else None
