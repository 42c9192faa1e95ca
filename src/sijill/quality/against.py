"""What another revision of sijill reads differently in the same articles."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from sijill.errors import ReaderFault, UnknownRevision
from sijill.quality.gold import Annotated

_COMPARED = ("act", "modality", "time", "channel", "duration", "place", "speaker")
_Told = dict[str, Any]


class Change(NamedTuple):
    """A report that appears, vanishes or changes; `was` and `is_` hold the fields that differ; `gold` says whether an annotated event matches it now."""

    article: str
    kind: str
    act: str
    parties: str
    sentence: str
    was: dict[str, str | None]
    is_: dict[str, str | None]
    gold: bool


def replies_of(revision: str, root: Path, articles: Sequence[Annotated]) -> dict[str, Mapping[str, Any]]:
    """The readings that the code and packs of a git revision give. Raises UnknownRevision, ReaderFault."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    if not commit:
        raise UnknownRevision(f"no revision {revision!r}", fix="name a commit, branch or tag of the repository", file=str(root))
    with tempfile.TemporaryDirectory(prefix="sijill-") as folder:
        tree = Path(folder).resolve() / "tree"
        _git(root, "worktree", "add", "--detach", "--quiet", str(tree), commit)
        try:
            return _read_there(tree, articles)
        finally:
            _git(root, "worktree", "remove", "--force", str(tree))


def _git(root: Path, *arguments: str) -> str:
    """What git says, or nothing where it fails or is not there."""
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:
        return ""


def _read_there(tree: Path, articles: Sequence[Annotated]) -> dict[str, Mapping[str, Any]]:
    keys = ("id", "language", "title", "text", "published", "publisher")
    feed = "".join(json.dumps({key: getattr(a.source, key) for key in keys}, ensure_ascii=False) + "\n" for a in articles)
    command = [sys.executable, "-m", "sijill", "read", "--json", "--format", "jsonl", "-"]
    environment = os.environ | {"PYTHONPATH": str(tree / "src"), "PYTHONUTF8": "1"}
    run = subprocess.run(command, input=feed.encode(), capture_output=True, cwd=tree.parent, env=environment)
    if run.returncode not in (0, 1):  # 1: some articles could not be read, and have no reply
        said = run.stderr.decode(errors="replace").strip().splitlines()
        raise ReaderFault(f"that revision ended with {run.returncode}: {said[-1] if said else ''}", fix="name one whose reader works", file=str(tree))
    lines = (json.loads(line) for line in run.stdout.decode().split("\n") if line)
    return {line["article"]["id"]: line for line in lines if "article" in line}


def changes(articles: Sequence[Annotated], before: Mapping[str, Any], after: Mapping[str, Any], score: ModuleType) -> Iterator[Change]:
    """What differs, article by article, in the order of the text."""
    for article in articles:
        was, is_ = (sorted(replies.get(article.source.id, {}).get("reports", ()), key=_place) for replies in (before, after))
        right = [{id(p) for _, p in score.pair(article.gold["events"], told)[0]} for told in (was, is_)]
        for old, new in _aligned(was, is_):
            fields = [_fields(told, score) if told else {} for told in (old, new)]
            differ = [key for key in fields[0] or fields[1] if fields[0].get(key) != fields[1].get(key)]
            told = new or old
            if told is None or not differ:
                continue
            kind = "changes" if old and new else "appears" if new else "vanishes"
            before_, after_ = ({key: side[key] for key in differ} if kind == "changes" else {} for side in fields)
            parties = (fields[1] or fields[0])["parties"] or ""
            yield Change(article.source.id, kind, told["act"], parties, told["evidence"]["exact"], before_, after_, id(told) in right[bool(new)])


def _aligned(was: Sequence[_Told], is_: Sequence[_Told]) -> Iterator[tuple[_Told | None, _Told | None]]:
    """Reports of both sides that start at one trigger, those of one act first; the others alone."""
    left = list(is_)
    for old in was:
        there = [new for new in left if _place(new) == _place(old)]
        best = next((new for new in there if new["act"] == old["act"]), None)
        if best is None:
            others = {r["act"] for r in was if r is not old and _place(r) == _place(old)}
            best = next((new for new in there if new["act"] not in others), None)
        if best is not None:
            left = [new for new in left if new is not best]
        yield old, best
    yield from ((None, new) for new in left)


def _place(report: _Told) -> tuple[bool, int, int]:
    trigger = report["trigger"]
    return trigger.get("in") != "title", trigger["start"], trigger["end"]


def _fields(report: _Told, score: ModuleType) -> dict[str, str | None]:
    """What is compared, as text."""
    rows: dict[str, Any] = {field: score.plain(report, field) for field in _COMPARED}
    sides = [" ".join(sorted(score.codes(report.get(side)))) for side in ("actors", "recipients")]
    return rows | {"parties": " → ".join(side for side in sides if side)}
