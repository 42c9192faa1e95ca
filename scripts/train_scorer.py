"""Learn a language's scorer from annotated articles and write it into its pack.

    python scripts/train_scorer.py ar --gold GOLD.jsonl... --corpus CORPUS.jsonl... [--sentences LABELLED.jsonl] [--write]

The grammar's proposals for each article are labelled by the gold events they match (quality/score.py's matching); a logistic
regression with L2 penalty, fitted by a fixed number of full passes from zero, gives the weights. Five folds by article tell how well it
generalises and set the threshold. The same input gives the same file.

Sentences labelled as telling an act of a type or not (`type`, `label` "yes" or "... no", `text`) teach the scorers of `--scope all`.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "quality"))

import score  # noqa: E402

from sijill.packs import Packs, load_packs  # noqa: E402
from sijill.reading.merge import evidence_of  # noqa: E402
from sijill.reading.pipeline import interpret  # noqa: E402
from sijill.reading.write import write  # noqa: E402
from sijill.records import Source  # noqa: E402

EXAMPLES, ANCHORED = ROOT / "src" / "sijill" / "examples" / "articles", 30
PASSES, RATE, PENALTY, FOLDS, RARE = 150, 0.3, 4.0, 5, 2
LENT, DAY = 0.3, "2023-06-15"  # what a sentence of the pack weighs, and its day
FOREIGN = 0.4  # what a proposal of another language weighs
OWN = ("rule ", "carried by operator ", "preposition ")  # features that name words of a language
CONTEXT = ("sentence", "tellings", "heads", "like")  # features that a sentence by itself does not have
ENOUGH, AFAR = 100, 0.1  # sentences that teach a type, and what one of another kind of text weighs
LENIENT = 0.93  # of the best F1, where few misses matter as much
HEADER = "# What speaks for and against an event in {}, learnt by scripts/train_scorer.py; written by it, not by hand."
NEARLY = 0.999  # of the best sum of F1: where the curve is flat, the stricter threshold is taken


class Row(NamedTuple):
    """One proposal: its features, whether it matches a gold event, whether its parties and its modality are right too."""

    features: tuple[str, ...]
    detect: bool
    who: bool
    strict: bool
    weight: float = 1.0


class Article(NamedTuple):
    """The proposals of one article and how many gold events it has."""

    rows: list[Row]
    gold: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--corpus", nargs="+", required=True)
    parser.add_argument("--sentences", nargs="+", help="single sentences with the labels yes and no, by type")
    parser.add_argument("--lend", nargs="*", default=[], help="other languages of the gold files, whose articles lend weights to what languages share")
    parser.add_argument("--write", action="store_true", help="write packs/<language>/scorer.toml")
    options = parser.parse_args()
    packs = load_packs()
    articles = list(propose(options.language, options.gold, options.corpus, unscored(options.language, packs)))
    lent = list(sentences(options.language, packs))
    for code in options.lend:
        lent += lend(propose(code, options.gold, options.corpus, unscored(code, packs)))
    threshold = cross_validate(articles, lent)
    anchors = [row for path in sorted(EXAMPLES.glob(f"one-meeting.{options.language}.txt")) for row in anchor(path, options.language, packs)] * ANCHORED
    bias, weights = fit([row for article in articles for row in article.rows] + anchors + lent)
    print(f"{len(articles)} articles, {sum(len(a.rows) for a in articles)} proposals, {sum(a.gold for a in articles)} gold events, {len(weights)} weights")
    if options.write:
        path = ROOT / "src" / "sijill" / "packs" / options.language / "scorer.toml"
        lines = [HEADER.format(options.language), *table("scorer", bias, weights, threshold)]
        for kind, rows in sorted(labelled(options.language, options.sentences, packs).items()) if options.sentences else ():
            lines += wide(kind, rows)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")


def unscored(language: str, packs: Packs) -> Packs:
    """The packs with a language that proposes all and decides nothing."""
    packs.lexicon(language).scored = True
    packs.language(language).details.tables.pop("scorer", None)  # type: ignore[attr-defined]
    return packs


def lend(articles: Iterable[Article]) -> list[Row]:
    """Proposals of another language, lighter, without the features that name its words."""
    rows = [row for article in articles for row in article.rows]
    return [row._replace(features=tuple(f for f in row.features if not f.startswith(OWN) and " behind " not in f), weight=FOREIGN) for row in rows]


def propose(language: str, gold_paths: list[str], corpus_paths: list[str], packs: Packs) -> Iterable[Article]:
    """The grammar's proposals for every gold article of a language, labelled."""
    gold = {g["id"]: g for g in score.load(gold_paths) if g["lang"] == language}
    texts = {a["id"]: a for a in score.load(corpus_paths) if a["id"] in gold}
    for key in sorted(gold.keys() & texts.keys()):
        g, a = gold[key], texts[key]
        source = Source(
            id=key, text=a["text"][: g.get("scope_end")], title=a.get("title"), published=g.get("published") or a.get("date"), publisher=a.get("publisher"),
            language=language,
        )  # fmt: skip
        yield label(source, g["events"], packs)


def label(source: Source, gold: list[dict[str, Any]], packs: Packs) -> Article:
    """One article's proposals beside its gold events."""
    told = interpret(source, packs)
    reading = write(told.prepared, told.events, told.dropped, told.views, packs)
    reports = {(r["trigger"]["start"], r["act"], r["rule"]): r for r in json.loads(msgspec.json.encode(reading.reports)) if r["evidence"].get("in") != "title"}
    predicted, features = [], []
    for event, evidence in zip(told.events, evidence_of(told.events), strict=True):
        first = next((d for d in event.tellings if d.start >= told.prepared.shift), None)
        report = reports.get((first.start - told.prepared.shift, first.act.name, f"{source.language}/{first.entry.id}")) if first else None
        if report is not None:
            predicted.append(report)
            features.append(evidence)
    pairs, _, _ = score.pair(gold, predicted)
    by_report = {id(p): g for g, p in pairs}
    rows = []
    for report, told_features in zip(predicted, features, strict=True):
        match = by_report.get(id(report))
        who = match is not None and score.same_parties(match, report)
        rows.append(Row(told_features, match is not None, who, who and score.plain(match, "modality") == score.plain(report, "modality")))
    return Article(rows, len(gold))


def anchor(path: Path, language: str, packs: Packs) -> list[Row]:
    """The packaged article whose every report is held by a test: what the grammar alone reads of it is right, all else is wrong."""
    source = Source(id=path.name, text=path.read_text(encoding="utf-8"), language=language)
    lexicon = packs.lexicon(language)
    lexicon.scored = False
    right = {(event.first.start, event.first.act.name) for event in interpret(source, packs).events}
    lexicon.scored = True
    events = interpret(source, packs).events
    told = [(evidence, (event.first.start, event.first.act.name) in right) for event, evidence in zip(events, evidence_of(events), strict=True)]
    return [Row(features, holds, holds, holds) for features, holds in told]


def sentences(language: str, packs: Packs) -> Iterable[Row]:
    """The pack's own sentences, so that a word that no annotated article has is known too: each tells its event, or none if it is a `no`."""
    for entry in packs.language(language).triggers:
        for text, holds in [*((yes.text, True) for yes in entry.yes), *((no.text, False) for no in entry.no)]:
            events = interpret(Source(id="sentence", text=text, language=language, published=DAY), packs).events
            for event, evidence in zip(events, evidence_of(events), strict=True):
                if event.first.entry.id == entry.id and not event.first.mute:
                    told = tuple(f for f in evidence if not f.startswith(CONTEXT))
                    yield Row(told, holds, holds, holds, LENT)


def fit(rows: list[Row]) -> tuple[float, dict[str, float]]:
    """Bias and weights; features seen fewer than RARE times have none."""
    counts: dict[str, int] = {}
    for row in rows:
        for feature in row.features:
            counts[feature] = counts.get(feature, 0) + 1
    weights = {feature: 0.0 for feature in sorted(counts) if counts[feature] >= RARE}
    slopes = dict.fromkeys(weights, 1.0)
    bias, bias_slope = 0.0, 1.0
    data = [([f for f in row.features if f in weights], target(row), row.weight) for row in rows]
    for _ in range(PASSES):
        gradient = {feature: PENALTY * weight for feature, weight in weights.items()}
        bias_gradient = 0.0
        for told, wanted, weight in data:
            error = weight * (1 / (1 + math.exp(-(bias + sum(weights[f] for f in told)))) - wanted)
            bias_gradient += error
            for feature in told:
                gradient[feature] += error
        bias_slope += bias_gradient**2
        bias -= RATE * bias_gradient / math.sqrt(bias_slope)
        for feature, value in gradient.items():
            slopes[feature] += value**2
            weights[feature] -= RATE * value / math.sqrt(slopes[feature])
    return bias, weights


def target(row: Row) -> float:
    """What the weights aim at: a proposal with the wrong parties is half right."""
    return 1.0 if row.who else 0.5 if row.detect else 0.0


def cross_validate(articles: list[Article], lent: list[Row]) -> float:
    """The strictest threshold that does nearly best on articles left out; prints what it gives there."""
    scored: list[tuple[float, Row]] = []
    for fold in range(FOLDS):
        bias, weights = fit([row for k, article in enumerate(articles) if k % FOLDS != fold for row in article.rows] + lent)
        held = [row for k, article in enumerate(articles) if k % FOLDS == fold for row in article.rows]
        scored += [(bias + sum(weights.get(f, 0.0) for f in row.features), row) for row in held]
    gold = sum(article.gold for article in articles)
    tried = [quality(scored, gold, t / 20) for t in range(-60, 41)]
    top = max(tried)[0]
    best = max((row for row in tried if row[0] >= NEARLY * top), key=lambda row: row[1])
    print("all proposals      ", figures([row for _, row in scored], gold))
    print(f"threshold {best[1]:+.2f}    ", figures([row for s, row in scored if s >= best[1]], gold))
    return best[1]


def quality(scored: list[tuple[float, Row]], gold: int, threshold: float) -> tuple[float, float]:
    kept = [row for s, row in scored if s >= threshold]
    return f1(sum(r.detect for r in kept), len(kept), gold) + f1(sum(r.who for r in kept), len(kept), gold) + f1(
        sum(r.strict for r in kept), len(kept), gold
    ), threshold


def figures(kept: list[Row], gold: int) -> str:
    hits = {name: sum(getattr(row, name) for row in kept) for name in ("detect", "who", "strict")}
    return "  ".join(f"{name} P {n / max(len(kept), 1):.2f} R {n / gold:.2f} F1 {f1(n, len(kept), gold):.3f}" for name, n in hits.items())


def f1(hits: int, predicted: int, gold: int) -> float:
    return 2 * hits / (predicted + gold) if predicted + gold else 0.0


def labelled(language: str, paths: list[str], packs: Packs) -> dict[str, list[list[Row]]]:
    """The proposals of each labelled sentence by their type; types with fewer than ENOUGH sentences that tell one teach nothing.

    A file with `quad` classes instead, of another kind of text, teaches less: what is of the sentence's class holds.
    """
    found: dict[str, list[list[Row]]] = {}
    for line in score.load(paths):
        if line["lang"] != language or line.get("label", "yes") not in ("yes", "easy no", "difficult no"):
            continue
        events = interpret(Source(id=line["id"], text=line["text"], language=language), packs, "all").events
        told: dict[str, list[Row]] = {line["type"]: []} if "label" in line else {}
        for event, evidence in zip(events, evidence_of(events), strict=True):
            act = event.first.act
            if "quad" in line:
                holds = packs.world.quads[act.cameo[:2]] == line["quad"]
                told.setdefault(act.type, []).append(Row(evidence, holds, holds, holds, AFAR))
            elif act.type == line["type"]:
                holds = line["label"] == "yes"
                told[act.type].append(Row(evidence, holds, holds, holds))
        for kind, rows in told.items():
            holds = "label" in line and line["label"] == "yes"
            found.setdefault(kind, []).append(rows or [Row((), holds, holds, holds, 0.0)])
    return {kind: rows for kind, rows in found.items() if sum(row[0].detect and row[0].weight != AFAR for row in rows) >= ENOUGH}


def wide(kind: str, sentences: list[list[Row]]) -> list[str]:
    """The table of one type for `--scope all`; prints how well five folds do on labelled sentences left out."""
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        bias, weights = fit([row for k, rows in enumerate(sentences) if k % FOLDS != fold for row in rows if row.weight])
        for rows in sentences[fold::FOLDS]:
            if rows[0].weight != AFAR:
                told = (bias + sum(weights.get(f, 0.0) for f in row.features) for row in rows if row.weight)
                scored.append((max(told, default=-math.inf), rows[0].detect))
    gold = sum(holds for _, holds in scored)
    tried = {t / 20: f1(sum(h for s, h in scored if s >= t / 20), sum(s >= t / 20 for s, _ in scored), gold) for t in range(-80, 41)}
    threshold = min(t for t, value in tried.items() if value >= LENIENT * max(tried.values()))
    print(f"{kind} in all sentences: F1 {tried[threshold]:.3f}, recall {sum(h for s, h in scored if s >= threshold) / gold:.3f}, at {threshold:+.2f}")
    return table(f"scorer.all.{kind}", *fit([row for rows in sentences for row in rows if row.weight]), threshold=threshold)


def table(name: str, bias: float, weights: dict[str, float], threshold: float) -> list[str]:
    """One scorer as TOML, its weights sorted by name."""
    kept = {feature: round(weight, 2) for feature, weight in weights.items() if abs(weight) >= 0.03}
    rows = (f"{json.dumps(feature, ensure_ascii=False)} = {weight}" for feature, weight in sorted(kept.items()))
    return [f"[{name}]", f"bias = {bias:.3f}", f"threshold = {threshold:.2f}", f"[{name}.weights]", *rows]


if __name__ == "__main__":
    main()
