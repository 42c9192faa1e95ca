"""What a pack misses in a corpus: words that no entry knows, in sentences that name two parties, the most frequent first.

    python scripts/harvest.py ar articles.jsonl [--least 3] [--beside 4]

`articles.jsonl` holds one article a line (`id`, `text`, and if known `title`, `published`, `publisher`, `language`); only those of the language are read.
Prints one row a word, tab-separated: in how many articles and sentences it stands within `--beside` words of a party, the word (without the clitics and
suffixes of the language), and the form it has most often. A linguist reviews the list from the top and writes entries: `sijill pack new LANG`.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator

from sijill.errors import InputError
from sijill.packs import Packs, load_packs
from sijill.packs.lexicon import Lexicon
from sijill.reading.nodes import Node
from sijill.reading.pipeline import nodes_of
from sijill.sources import Given, sources
from sijill.text.language import language_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--least", type=int, default=3, help="articles in which a word must stand")
    parser.add_argument("--beside", type=int, default=4, help="words between it and a party")
    options = parser.parse_args()
    packs = load_packs()
    if options.language not in packs.languages:
        parser.error(f"no pack {options.language!r}; there are {', '.join(packs.languages)}")
    lexicon = packs.lexicon(options.language)
    articles: dict[str, set[str]] = defaultdict(set)
    sentences: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for id, nodes in _sentences(options.corpus, options.language, packs):
        for word, form in set(_unknown(nodes, lexicon, options.beside)):
            articles[word].add(id)
            sentences[word] += 1
            forms[word][form] += 1
    for word in sorted(articles, key=lambda w: (-len(articles[w]), -sentences[w], w)):
        if len(articles[word]) >= options.least:
            print(len(articles[word]), sentences[word], word, forms[word].most_common(1)[0][0], sep="\t")


def _sentences(paths: list[str], language: str, packs: Packs) -> Iterator[tuple[str, list[Node]]]:
    """The nodes of every sentence of the corpus that names two states or bodies, with the article's id."""
    for path in paths:
        for given in sources(path):
            if not isinstance(given, Given) or (given.source.language or language_of(given.source.text)) != language:
                continue
            try:
                rows = list(nodes_of(given.source, packs))
            except InputError:
                continue  # another language, or no text: `sijill read` says which
            yield from ((given.source.id, nodes) for nodes in rows if len({code for node in nodes for code in node.codes}) > 1)


def _unknown(nodes: list[Node], lexicon: Lexicon, beside: int) -> Iterator[tuple[str, str]]:
    """Words that no entry knows, near a party: as the pack would write them, and as they stand."""
    parties = [k for k, node in enumerate(nodes) if node.codes]
    for k, node in enumerate(nodes):
        known = any(sense.kind != "cue" for sense in node.senses)
        if node.kind == "text" and not known and node.norm.isalpha() and any(abs(k - p) <= beside for p in parties):
            yield lexicon.bare(node.norm), node.norm


if __name__ == "__main__":
    main()
