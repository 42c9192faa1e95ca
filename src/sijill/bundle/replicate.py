"""Replicating: a bundle opened and checked, and the user's copies of its articles read again and compared with its output."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self, TypeVar
from zipfile import BadZipFile, ZipFile

import msgspec

from sijill.bundle import records as b
from sijill.errors import BundleError, InputError, PackError
from sijill.exports.quotes import report_of
from sijill.ledger import Listed
from sijill.ledger.listing import title_hash
from sijill.packs import Packs, load_packs
from sijill.reading import read
from sijill.records import Source
from sijill.version import __version__

_T = TypeVar("_T")
_PACK = re.compile(r"packs/[a-z]+(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+\.toml")  # nothing that leaves the folder
_AGAIN = "get the bundle again from where it was published"
_LONGEST = 1 << 28  # bytes of a pack's file


class Bundle:
    """A bundle, checked, with its packs unpacked. Use it as a context manager. Raises BundleError."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        try:
            self._zip = ZipFile(self.path)
        except (BadZipFile, OSError) as error:
            raise BundleError("it is no bundle", fix="give the file that `sijill bundle` wrote", file=str(path)) from error
        self._folder = TemporaryDirectory()
        try:
            self._check()
            self.manifest = self._decoded(b.MANIFEST, b.Manifest)
            self.packs = self._unpacked()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file and of what was unpacked."""
        self._zip.close()
        self._folder.cleanup()

    def replicate(self, sources: Iterable[Source]) -> Iterator[b.Difference | b.Summary]:
        """What became of each article of the bundle, as the copies come, then of those that did not come; at the end the sum of it."""
        listed = {article.key: article for article in self._lines(b.ARTICLES, Listed)}
        by_text: defaultdict[str, list[str]] = defaultdict(list)
        for article in listed.values():
            by_text[article.sha256].append(article.key)
        reports = self._reports()
        seen: set[str] = set()
        outcomes = dict.fromkeys(("same", "differs", "failed", "missing"), 0)
        strangers = total = same = 0
        for source in sources:
            keys = [key for key in by_text.get(_text_hash(source.text), ()) if key not in seen]
            strangers += not by_text.get(_text_hash(source.text))
            for key in keys:
                seen.add(key)
                found = self._compared(listed[key], source, reports[key])
                outcomes[found.outcome] += 1
                total += len(reports[key])
                same += len(reports[key]) - len(found.lost) - len(found.changed) if found.outcome != "failed" else 0
                yield found
        for article in listed.values():
            if article.key not in seen:
                outcomes["missing"] += 1
                total += len(reports[article.key])
                yield b.Difference(article=article.id, url=article.url, outcome="missing", why="no copy with this text was given")
        yield b.Summary(articles=outcomes, reports=total, same=same, strangers=strangers, versions=(self.manifest.sijill, __version__))

    def _compared(self, article: Listed, copy: Source, told: dict[str, dict[str, Any]]) -> b.Difference:
        """One article read again as the bundle says it was: with its packs, its scope, its publisher and dates, and the user's text and headline."""
        if title_hash(copy.title) != article.title and article.title is not None:
            return b.Difference(article=article.id, url=article.url, outcome="failed", why="the copy's headline is another, or is not there")
        source = Source(
            id=article.id, text=copy.text, title=copy.title if article.title else None, published=article.published, publisher=article.publisher,
            language=article.language, url=article.url, published_from=article.published_from,
        )  # fmt: skip
        try:
            reading = read(source, self.packs, article.scope)
        except InputError as error:
            return b.Difference(article=article.id, url=article.url, outcome="failed", why=str(error))
        now = {report.id: _plain(report_of(report, "none")) for report in reading.reports}
        changed = {id: _fields(told[id], now[id]) for id in told.keys() & now.keys() if told[id] != now[id]}
        lost, new = tuple(sorted(told.keys() - now.keys())), tuple(sorted(now.keys() - told.keys()))
        outcome: b.Outcome = "differs" if changed or lost or new else "same"
        return b.Difference(article=article.id, url=article.url, outcome=outcome, lost=lost, new=new, changed=dict(sorted(changed.items())))

    def _reports(self) -> defaultdict[str, dict[str, dict[str, Any]]]:
        """The bundle's reports by article and id."""
        found: defaultdict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        for bundled in self._lines(b.REPORTS, b.Bundled):
            found[bundled.article][bundled.report["id"]] = bundled.report
        return found

    def _check(self) -> None:
        """Every file is as its checksum says, and no other is there."""
        names = [info.filename for info in self._zip.infolist()]
        try:
            lines = [line.split("  ", 1) for line in self._zip.read(b.CHECKSUMS).decode().splitlines()]
            sums = {name: digest for digest, name in lines}
        except (KeyError, ValueError) as error:
            raise BundleError("it has no checksums", fix=_AGAIN, file=str(self.path)) from error
        if len(names) != len(set(names)) or set(names) - {b.CHECKSUMS} != set(sums):
            raise BundleError("its files are not those of its checksums", fix=_AGAIN, file=str(self.path))
        for name, digest in sums.items():
            if self._digest(name) != digest:
                raise BundleError(f"{name} is not as its checksum says", fix=_AGAIN, file=str(self.path))

    def _digest(self, name: str) -> str:
        digest = sha256()
        try:
            with self._zip.open(name) as member:
                while some := member.read(1 << 20):
                    digest.update(some)
        except BadZipFile:
            return ""
        return digest.hexdigest()

    def _unpacked(self) -> Packs:
        for info in self._zip.infolist():
            if not info.filename.startswith(f"{b.PACKS}/"):
                continue
            if not _PACK.fullmatch(info.filename) or info.file_size > _LONGEST:
                raise BundleError(f"{info.filename} is no file of a pack", fix=_AGAIN, file=str(self.path))
            self._zip.extract(info, self._folder.name)
        try:
            packs = load_packs(folder=Path(self._folder.name) / b.PACKS)
            found = {name: packs.world.hash if name == "world" else packs.hashes(name)[name] for name in self.manifest.packs}
        except (PackError, OSError) as error:
            raise BundleError(f"its packs cannot be used: {error}", fix=_AGAIN, file=str(self.path)) from error
        if found != self.manifest.packs:
            raise BundleError("its packs are not those that its articles were read with", fix=_AGAIN, file=str(self.path))
        return packs

    def _decoded(self, name: str, kind: type[_T]) -> _T:
        return next(self._records([self._zip.read(name)], name, kind))

    def _lines(self, name: str, kind: type[_T]) -> Iterator[_T]:
        with self._zip.open(name) as member:
            yield from self._records(member, name, kind)

    def _records(self, lines: Iterable[bytes], name: str, kind: type[_T]) -> Iterator[_T]:
        decoder = msgspec.json.Decoder(kind)
        for number, line in enumerate(lines, 1):
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as error:
                raise BundleError(f"{name}: {error}", fix=_AGAIN, file=str(self.path), line=number) from error


def _text_hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(report: dict[str, Any]) -> dict[str, Any]:
    """As JSON gives it back: lists for tuples."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(report))
    return plain


def _fields(was: dict[str, Any], now: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in was if was[name] != now.get(name))
