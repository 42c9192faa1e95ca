"""The codebook of a bundle, written from the packs and the records themselves, so that it says what the data hold."""

from collections.abc import Iterator

from sijill.packs import Packs
from sijill.packs.entries import Act
from sijill.records import Report

_MODALITIES = {
    "actual": "told as done or being done", "planned": "announced", "possible": "may happen, or is threatened", "urged": "asked for",
    "denied": "said not to have happened or not to happen", "cancelled": "announced once, and called off",
}  # fmt: skip


def codebook(packs: Packs, title: str) -> str:
    """A page in Markdown: the acts and their codes, the modalities, the fields of a report."""
    return "\n".join(_lines(packs, title)) + "\n"


def _lines(packs: Packs, title: str) -> Iterator[str]:
    yield from (f"# Codebook: {title}", "", "## Acts", "")
    yield from ("| act | PLOVER | mode | CAMEO | Goldstein | order of parties | other codes |", "|---|---|---|---|---|---|---|")
    yield from (_act(act) for act in packs.world.acts.values())
    yield from ("", "## Modality", "", "| value | a report is told as |", "|---|---|")
    yield from (f"| {value} | {says} |" for value, says in _MODALITIES.items())
    yield from ("", "## Files", "")
    yield "- `articles.jsonl`: one article a line: hashes, address, dates, what read it. No text."
    yield "- `output/reports.jsonl`: one report a line, with its article and its event; `start` and `end` count code points of the article's text."
    yield "- `output/events.jsonl`, `output/judgements.jsonl`: events with the keys of their reports; what people signed."
    yield "- `packs/`: what the reader knew. `SHA256SUMS`: `sha256sum -c` checks the rest."
    yield from ("", "## Fields of a report", "", ", ".join(f"`{name}`" for name in Report.__struct_fields__))


def _act(act: Act) -> str:
    order = "no matter" if act.symmetric else "who, to whom"
    others = "; ".join(f"{when}: {', '.join(codes.values())}" for when, codes in act.codes.items())
    return f"| {act.name} | {act.type} | {act.mode or ''} | {act.cameo} | {act.goldstein:g} | {order} | {others} |"
