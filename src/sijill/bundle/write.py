"""Writing a bundle: a zip whose bytes depend on the ledger and on nothing else."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec

from sijill.bundle import records as b
from sijill.bundle.codebook import codebook
from sijill.errors import BundleError
from sijill.exports.quotes import report_of
from sijill.ledger import Event, Ledger, Listed, Query
from sijill.ledger.judged import standing
from sijill.packs.load import own_outlets, packs_folder
from sijill.version import __version__


class _Zip:
    """A zip that remembers the checksums of what is put into it. All dates are the format's first, so that equal content is equal bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file, "w")
        self._sums: dict[str, str] = {}

    @contextmanager
    def lines(self, name: str) -> Iterator["_Lines"]:
        """A member to write line by line."""
        info = ZipInfo(name)
        info.compress_type = ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as member:
            lines = _Lines(member)  # type: ignore[arg-type]  # a member is written as a file is
            yield lines
        self._sums[name] = lines.digest.hexdigest()

    def put(self, name: str, content: bytes) -> None:
        with self.lines(name) as lines:
            lines.write(content)

    def close(self) -> None:
        """The checksums, and the end."""
        self.put(b.CHECKSUMS, "".join(f"{digest}  {name}\n" for name, digest in sorted(self._sums.items())).encode())
        self._zip.close()


class _Lines:
    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, sha256()

    def write(self, content: bytes) -> None:
        self._file.write(content)
        self.digest.update(content)

    def record(self, record: object) -> None:
        """A record as a line of JSON."""
        self.write(msgspec.json.encode(record) + b"\n")


def write(ledger: Ledger, file: BinaryIO, title: str, authors: Sequence[str]) -> b.Manifest:
    """Write the bundle of a ledger, as it is now, to a file. Raises BundleError where the ledger was not read with the packs at hand."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sijill"
        ledger.backup(copy)  # others may write meanwhile
        with Ledger(copy, ledger.packs, create=False) as still:
            return _write(still, file, title, authors)


def _write(ledger: Ledger, file: BinaryIO, title: str, authors: Sequence[str]) -> b.Manifest:
    zip = _Zip(file)
    readers: Counter[str] = Counter()
    extractors: Counter[str] = Counter()
    packs: dict[str, str] = {}
    with zip.lines(b.ARTICLES) as lines:
        for article in ledger.articles():
            _check(article, packs, ledger)
            readers[article.reader] += 1
            extractors[article.extractor or "none"] += 1
            lines.record(article)
    reports, events = _output(zip, ledger)
    judgements = standing(ledger.judgements())
    with zip.lines(b.JUDGEMENTS) as lines:
        for judgement in judgements:
            lines.record(judgement)
    _packs(zip, sorted(packs))
    manifest = b.Manifest(
        title=title, authors=tuple(authors), sijill=__version__, readers=dict(sorted(readers.items())), packs=dict(sorted(packs.items())),
        extractors=dict(sorted(extractors.items())), articles=readers.total(), reports=reports, events=events, judgements=len(judgements),
    )  # fmt: skip
    zip.put(b.CODEBOOK, codebook(ledger.packs, title).encode())
    zip.put(b.CITATION, _citation(manifest).encode())
    zip.put(b.MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    zip.close()
    return manifest


def _check(article: Listed, packs: dict[str, str], ledger: Ledger) -> None:
    """One pack of each language made everything, and it is at hand."""
    for name, digest in article.packs.items():
        if name not in packs:
            packs[name] = ledger.packs.world.hash if name == "world" else ledger.packs.hashes(name)[name]
        if packs[name] != digest:
            raise BundleError(f"article {article.id!r} was read with another pack {name!r} than the one at hand", fix="run `sijill reread` first")


def _output(zip: _Zip, ledger: Ledger) -> tuple[int, int]:
    """Reports without words, and events without the words of their values; how many of each."""
    reports = events = 0
    with SpooledTemporaryFile(max_size=1 << 24) as aside:  # a zip takes one file after the other
        with zip.lines(b.REPORTS) as lines:
            for told in ledger.told(Query()):
                events += 1
                aside.write(msgspec.json.encode(_event(told.event)) + b"\n")
                for stored in told.reports:
                    reports += 1
                    lines.record(b.Bundled(article=stored.article.id, key=stored.key, event=told.event.id, report=report_of(stored.report, "none")))
        aside.seek(0)
        with zip.lines(b.EVENTS) as lines:
            for line in aside:
                lines.write(line)
    return reports, events


def _event(event: Event) -> dict[str, object]:
    return {
        "id": event.id, "act": event.act, "type": event.type, "status": event.status, "parties": event.parties, "time": event.time,
        "conflicts": [conflict.name for conflict in event.conflicts], "reports": event.reports, "counts": event.counts,
    }  # fmt: skip


def _packs(zip: _Zip, names: Sequence[str]) -> None:
    """The packs that made the readings, and the user's own outlets behind the world's files, where they count the same."""
    for name in names:
        for path, file in _toml(packs_folder().joinpath(name), f"{b.PACKS}/{name}"):
            zip.put(path, file.read_bytes())
    if "world" in names and (own := own_outlets()):
        zip.put(f"{b.PACKS}/world/zz-own-outlets.toml", own.read_bytes())


def _toml(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.is_dir():
            yield from _toml(file, f"{name}/{file.name}")
        elif file.name.endswith(".toml"):
            yield f"{name}/{file.name}", file


def _citation(manifest: b.Manifest) -> str:
    """CITATION.cff, whose YAML is written as JSON strings, which YAML reads too."""
    authors = "".join(f"  - name: {json.dumps(author, ensure_ascii=False)}\n" for author in manifest.authors)
    return (
        "cff-version: 1.2.0\nmessage: If you use these data, please cite them with what follows.\ntype: dataset\n"
        f"title: {json.dumps(manifest.title, ensure_ascii=False)}\nauthors:\n{authors}"
        f'references:\n  - type: software\n    title: sijill\n    version: "{manifest.sijill}"\n    authors:\n      - name: The sijill contributors\n'
    )
