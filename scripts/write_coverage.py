"""Write docs/coverage.md: what each language can tell of each act, counted in the packs themselves, and what is never told.

    python scripts/write_coverage.py           writes docs/coverage.md
    python scripts/write_coverage.py --check   exit status 1 if that file is not what would be written
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sijill.packs import Packs, load_packs
from sijill.packs.entries import Act
from sijill.quality.gold import annotated

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "coverage.md"
# Names of modes in the PLOVER manual (Open Event Data Alliance); its DEMAND is REQUEST in the releases since 2021.
MODES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "economic military humanitarian asylum",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot strike-gen strike-lim strike-hun boycott obstruct",
    "SANCTION": "convict cancel expel withdraw discontinue",
    "MOBILIZE": "troops weapons police",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold cyberattack",
    "ASSAULT": "abduct beat torture execute sexual assassinate destroy primitive firearms explosives suicide-attack heavy-weapons",
}
HEAD = """\
# Coverage

This page says which acts each language can tell, counted in its packs; it is written by `python scripts/write_coverage.py`.

A trigger is one entry of a pack: a verb, a noun or a phrase with all its forms. *Gold* counts the events of that act in the annotated articles of
[gold/](../gold/README.md), so that an act without any is one whose quality nobody has measured. Acts, types, modes and codes are those of
`src/sijill/packs/world/acts.toml`; a second CAMEO code is given where the event is planned, denied or by a channel of its own.
"""


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    text = "\n".join((HEAD, *_table(load_packs()), "", *_never(load_packs()))) + "\n"
    if "--check" in arguments:
        return int(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


def _triggers(packs: Packs) -> dict[str, Counter[str]]:
    return {code: Counter(trigger.act for trigger in packs.language(code).triggers) for code in packs.languages}


def _table(packs: Packs) -> Iterator[str]:
    triggers = _triggers(packs)
    gold = Counter((a.gold["lang"], event["act"]) for a in annotated(ROOT) for event in a.gold["events"])
    heads = ["act", "PLOVER", "mode", "CAMEO", *(f"triggers {code}" for code in triggers), *(f"gold {code}" for code in triggers)]
    yield _row(heads)
    yield _row(["---"] * 4 + ["--:"] * (len(heads) - 4))
    for act in packs.world.acts.values():
        counts = [*(rows[act.name] for rows in triggers.values()), *(gold[code, act.name] for code in triggers)]
        yield _row([act.name, act.type, " ".join(_modes(act)), " ".join(_cameo(act)), *(str(n or "") for n in counts)])
    yield _row(["all", "", "", "", *(str(sum(rows.values())) for rows in triggers.values()), *(str(_sum(gold, code)) for code in triggers)])


def _never(packs: Packs) -> Iterator[str]:
    acts = list(packs.world.acts.values())
    yield "## Never told\n"
    for code, rows in _triggers(packs).items():
        none = [act.name for act in acts if not rows[act.name]]
        yield f"- Acts without a trigger in {code}: {', '.join(none) or 'none'}."
    types = {act.type for act in acts}
    yield f"- PLOVER types without an act: {', '.join(name for name in MODES if name not in types) or 'none'}."
    emitted = {(act.type, mode) for act in acts for mode in _modes(act)}
    for name, modes in MODES.items():
        if left := [mode for mode in modes.split() if (name, mode) not in emitted]:
            yield f"- PLOVER modes of {name} that no act has: {', '.join(left)}."
    roots = {cameo[:2] for act in acts for cameo in _cameo(act)}
    yield f"- CAMEO roots that no act has: {', '.join(f'{n:02}' for n in range(1, 21) if f'{n:02}' not in roots) or 'none'}."
    yield "\nModes of domestic politics (strikes, curfews, censorship, resignations) and of single weapons are left out on purpose:"
    yield "sijill reads what states do to each other."


def _modes(act: Act) -> list[str]:
    return list(dict.fromkeys(mode for mode in (act.mode, *(codes.get("mode") for codes in act.codes.values())) if mode))


def _cameo(act: Act) -> list[str]:
    return list(dict.fromkeys((act.cameo, *(codes["cameo"] for codes in act.codes.values() if "cameo" in codes))))


def _sum(gold: Counter[tuple[str, str]], code: str) -> int:
    return sum(n for (language, _), n in gold.items() if language == code)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
