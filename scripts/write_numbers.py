"""Write what the reader reaches on gold/ today into docs/quality.md, between its two marks.

    python scripts/write_numbers.py
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sijill.quality.floors import load
from sijill.quality.gold import annotated, scorer
from sijill.quality.measures import Scores, replies_to, scored

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- numbers: scripts/write_numbers.py -->", "<!-- end of numbers -->"


def main() -> None:
    """Replace what stands between the marks."""
    articles, score, floors = annotated(ROOT), scorer(ROOT), load(ROOT)
    replies = replies_to(articles)
    lines = [f"Measured on {date.today().isoformat()}."]
    for language in sorted({a.gold["lang"] for a in articles}):
        lines += ["", *_table(language, scored(language, articles, replies, score), floors.get(language, {}))]
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(before + "\n".join((BEGIN, *lines, END)) + rest.partition(END)[2], encoding="utf-8")


def _table(language: str, scores: Scores, floors: dict[str, float]) -> Iterator[str]:
    yield f"**{language}**: {scores.articles} articles, {scores.events} events\n"
    yield "| measure | value | 95 % | n | baseline | floor |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, value in scores.measures.items():
        middle = f"{_number(value.low)}-{_number(value.high)}" if value.low is not None else ""
        yield f"| {name} | {_number(value.value)} | {middle} | {value.n} | {_number(value.baseline)} | {_number(floors.get(name))} |"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
