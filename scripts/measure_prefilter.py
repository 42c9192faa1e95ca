"""How much the prefilter keeps, on articles of one's own: `python scripts/measure_prefilter.py CORPUS.jsonl [--map language=lang,published=date]`.

Every article is read, then wrapped into a page with menus and scripts, and the prefilter asked. What matters is the first column: of the articles in
which something is told, how many it keeps.
"""

import argparse
import time
from collections import Counter

from sijill.errors import InputError
from sijill.packs import load_packs
from sijill.packs.prefilter import Prefilter
from sijill.reading import read
from sijill.sources import Given, sources
from sijill.sources.page.visible import visible

MENU = "".join(f'<li class="menu-{n}"><a href="/section/{n}">Section {n}</a></li>' for n in range(150))
SCRIPT = "<script>var settings = {" + ",".join(f'"slot{n}": [300, 250]' for n in range(1500)) + "};</script>"


def main() -> None:
    """Prints, for each language, the share kept of articles with and without reports, and the milliseconds a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--map", default="", help="as of `sijill read`")
    options = parser.parse_args()
    columns = dict(pair.split("=") for pair in options.map.split(",") if pair)
    packs = load_packs()
    prefilter = Prefilter(packs)
    kept, seen, lost = Counter[tuple[str, bool]](), Counter[tuple[str, bool]](), list[str]()
    spent = 0.0
    for given in (item for path in options.corpus for item in sources(path, "jsonl", columns)):
        try:
            reading = read(given.source, packs) if isinstance(given, Given) else None
        except InputError:
            continue
        if reading is None:
            continue
        page = _page(reading.article.title or "", reading.article.text)
        begun = time.perf_counter()
        keeps = prefilter.keeps(visible(page))
        spent += time.perf_counter() - begun
        key = (reading.article.language, bool(reading.reports))
        seen[key] += 1
        kept[key] += keeps
        lost += [reading.article.id] if key[1] and not keeps else []
    for code in sorted({code for code, _ in seen}):
        print(f"{code}: keeps {kept[code, True]} of {seen[code, True]} with reports, {kept[code, False]} of {seen[code, False]} without")
    print(f"{spent / seen.total() * 1000:.2f} ms a page; with reports and lost: {', '.join(lost) or 'none'}")


def _page(title: str, text: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return f"<html><head><title>{title}</title>{SCRIPT}</head><body><ul>{MENU}</ul><h1>{title}</h1>{paragraphs}<footer><ul>{MENU}</ul></footer></body></html>"


if __name__ == "__main__":
    main()
