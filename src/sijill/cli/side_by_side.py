"""The accounts of an event for people: columns where the terminal is wide enough, else lines."""

import sys
from collections.abc import Iterator

from sijill.cli.events import said, source, when
from sijill.cli.show import Line, counted, printable, quote, show
from sijill.ledger.rows import Cell, Compared, Comparison, Quote, Side

_SHORT = 110  # characters of a sentence that stands on a line


def show_comparison(found: Comparison) -> None:
    """Print a comparison: rich on a terminal, plain in a pipe."""
    show(_head(found))
    if not (sys.stdout.isatty() and _columns(found)):
        show(_lines(found))
    show([Line(note, 0, "dim") for note in _notes(found)])


def _columns(found: Comparison) -> bool:
    from sijill.cli.columns import columns

    return columns(found)


def _head(found: Comparison) -> Iterator[Line]:
    """The event, and whose accounts of it there are."""
    yield Line(f"{when(found.time)}  {found.act}, {found.status}: {' – '.join(found.parties)}", 0, "head")
    for side in found.sides:
        name = "" if side.kind == "outlet" else f"{side.id}: "
        yield Line(printable(f"{name}{', '.join(side.outlets)} · {counted(side.articles, 'article')} · {' '.join(side.languages)}"), 2)
    yield Line("")


def _lines(found: Comparison) -> Iterator[Line]:
    """Each value with the sides that tell it, one under the other."""
    for row in found.rows:
        yield Line(f"{row.kind}: {said(row.kind, row.value)}" + ("  ← conflict" if row.conflict else ""), 0, "head")
        for side, cell in zip(found.sides, row.cells, strict=True):
            yield from _told(side, cell, f"  ← {only}" if (only := mark(row, side.id)) else "")
        yield Line("")


def _told(side: Side, cell: Cell, mark: str) -> Iterator[Line]:
    """What a side tells; an outlet that is a side stands for itself."""
    indent = 4
    if side.kind != "outlet" and cell.tellings:
        yield Line(side.id + mark, indent)
        indent, mark = 8, ""
    for told in by_outlet(cell):
        yield Line(printable(source(told)) + mark, indent, "dim")
        yield Line(short(told), indent + 4, "quote")


def _notes(found: Comparison) -> Iterator[str]:
    """What the reader must know of the sides, and how much there is."""
    states = {side.id for side in found.sides if side.kind == "state"}
    silent = [party for party in found.parties if party not in states]
    if len(found.sides) == 1:
        yield f"one account only, of {printable(found.sides[0].id)}: nothing to compare it with; add articles of other outlets"
    elif silent:
        yield f"no page or medium of its own here: {', '.join(silent)}" + ("" if states else "; each outlet is a side")
    only, clashing = sum(row.only is not None for row in found.rows), sum(row.conflict for row in found.rows)
    yield f"{counted(len(found.rows), 'value')}, {only} told by one side only, {clashing} in conflict · {found.event}"


def mark(row: Compared, side: str) -> str:
    """What stands beside a value that this side alone tells; others that relay it are no side."""
    if row.only != side:
        return ""
    return "only here" if sum(bool(cell.tellings) for cell in row.cells) == 1 else "only this side"


def by_outlet(cell: Cell) -> list[Quote]:
    """The first word of each outlet."""
    first: dict[str, Quote] = {}
    for told in cell.tellings:
        first.setdefault(told.publisher or told.article, told)
    return list(first.values())


def short(told: Quote) -> str:
    """A sentence, cut to what stands around the words in question."""
    sentence, words = quote(told.sentence, 0).text, printable(told.span.exact)
    over = len(sentence) - _SHORT
    if over <= 0:
        return sentence
    start = max(0, min(sentence.find(words) + (len(words) - _SHORT) // 2, over))
    part = sentence[start : start + _SHORT]
    if start:
        part = "…" + (part.partition(" ")[2] or part)
    return part if start == over else (part.rpartition(" ")[0] or part) + "…"
