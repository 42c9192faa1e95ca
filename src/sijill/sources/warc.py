"""WARC archives: the pages that a crawler kept, each with the place of its record, so that the evidence can be found again."""

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from sijill.errors import BrokenArchive, InputError, MissingExtra, TooLarge
from sijill.records import FailureLine, Provenance, Source
from sijill.sources import packed
from sijill.sources.given import Page, Skipped
from sijill.sources.members import DICTIONARY, Lost, Member, members
from sijill.sources.pages import LARGEST_PAGE

if TYPE_CHECKING:
    from fastwarc import WarcRecord
    from fastwarc.warc import HeaderMap

_HTML = ("text/html", "application/xhtml+xml")
_ABOUT = ("warcinfo", "request", "metadata")  # records about others: nothing is left out with them
_SPOOLED = 4_000_000_000  # bytes of an archive packed as one, which has to be laid down somewhere
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_HEADERS = 1 << 16  # bytes that the headers of a record may take
_LARGEST_MEMBER = LARGEST_PAGE + _HEADERS


def is_archive(head: bytes, name: str) -> bool:
    """Whether a file that begins so is a WARC, packed or not; by its name where its first record is too damaged to tell."""
    if head.startswith((packed.GZIP, packed.ZSTD)):
        return packed.head(head).startswith(b"WARC/") or name.endswith((".warc.gz", ".warc.zst"))
    return head.startswith((b"WARC/", DICTIONARY))


def pages(file: BinaryIO, name: str, start: int = 0) -> Iterator[Page | Skipped | FailureLine]:
    """The web pages of an archive that can be sought in, in its order. What is damaged is told with its place. Raises Bomb, MissingExtra.

    A stretch of an archive begins at its byte `start`, by which the places of its records are told.
    """
    size = file.seek(0, io.SEEK_END) + start
    for found in members(file, size - start, _LARGEST_MEMBER):
        member = found._replace(offset=found.offset + start)
        if isinstance(member, Lost):
            message = f"{member.why}, at byte {member.offset}: {member.length} bytes lost"
            more = "" if member.offset + member.length == size else f"; it was read on from byte {member.offset + member.length}"
            yield BrokenArchive(message + more, fix="fetch the archive again", file=name, article=f"{name}@{member.offset}").record()
        elif _several(member):
            yield from _together(file, member, name, start)
        else:
            yield from _member(member, member, name)


def _several(member: Member) -> bool:
    """Whether more than one record stands in a member too large to be kept: the whole archive was packed as one."""
    if member.size == len(member.data):
        return False
    try:
        record = next(iter(_archive(member.data)), None)
    except OSError:
        return False
    return record is not None and record.content_length < len(member.data) - _HEADERS


def _together(file: BinaryIO, member: Member, name: str, start: int) -> Iterator[Page | Skipped | FailureLine]:
    """The records of one large member, which have no places of their own in the file."""
    file.seek(member.offset - start)
    magic = file.read(4)
    file.seek(member.offset - start)
    whole = packed.unpacked(file, magic, packed.Budget(lambda: member.length))
    with packed.seekable(whole, _SPOOLED, member.size) as plain:
        for inner in members(plain, plain.seek(0, io.SEEK_END), _LARGEST_MEMBER):
            if isinstance(inner, Lost):
                message = f"{inner.why}, at byte {inner.offset} of what it holds: {inner.length} bytes lost"
                yield BrokenArchive(message, fix="fetch the archive again", file=name, article=f"{name}@{member.offset}").record()
            else:
                yield from _member(inner, member, name)


def _member(member: Member, place: Member, name: str) -> Iterator[Page | Skipped | FailureLine]:
    """What the records of a member are; `place` is the stretch of the file that holds them."""
    try:
        for record in _archive(member.data):
            kind = str(record.record_type).rpartition(".")[2]
            if kind == "response":
                yield _response(record, member, place, name)
            elif kind not in _ABOUT:
                yield Skipped(f"{kind} record")
    except OSError as error:
        broken = BrokenArchive(f"a record is damaged ({error}), at byte {place.offset}", fix="fetch the archive again", file=name)
        broken.article = f"{name}@{place.offset}"
        yield broken.record()


def _response(record: "WarcRecord", member: Member, place: Member, name: str) -> Page | Skipped | FailureLine:
    from fastwarc.warc import HeaderMap

    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    block = record.reader.read(min(record.content_length, _LARGEST_MEMBER))
    headers = HeaderMap()
    try:
        body = block[headers.parse(io.BytesIO(block)) :]
        status = headers.status_code
        if status != 200:
            return Skipped(f"status {status}" if status else "no HTTP response")
        kind = (headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        if kind not in _HTML and (kind or not body.lstrip().startswith(b"<")):
            return Skipped("not HTML")
        if member.size > len(member.data):
            raise TooLarge(f"the page is larger than {LARGEST_PAGE // 1_000_000} MB", fix="leave it out")
        _verify(record, block)
        data = _decoded(body, headers)
    except OSError as error:
        return _failed(BrokenArchive(f"the page cannot be decoded ({error})", fix="leave it out"), name, place, url)
    except InputError as error:
        return _failed(error, name, place, url)
    provenance = Provenance(
        sha256=hashlib.sha256(data).hexdigest(), retrieved=_moment(record.headers.get("WARC-Date")), file=name, offset=place.offset, length=place.length,
        digest=record.headers.get("WARC-Payload-Digest") or record.headers.get("WARC-Block-Digest"),
    )  # fmt: skip
    charset = _CHARSET.search(headers.get("Content-Type") or "")
    source = Source(id=url or f"{name}@{place.offset}", text="", url=url)
    return Page(data, source, name, None, provenance, charset[1] if charset else None)


def _failed(error: InputError, name: str, place: Member, url: str | None) -> FailureLine:
    error.file, error.article = name, url or f"{name}@{place.offset}"
    error.message += f", at byte {place.offset}"
    return error.record()


def _verify(record: "WarcRecord", block: bytes) -> None:
    """See that a record is what it was when it was written, as far as it says. Raises BrokenArchive."""
    if len(block) < record.content_length:
        raise BrokenArchive(f"the record is cut off: {record.content_length - len(block)} bytes of it are not there", fix="fetch the archive again")
    name, _, digest = (record.headers.get("WARC-Block-Digest") or "").partition(":")
    if name.lower() == "sha1" and len(digest) == 32 and base64.b32encode(hashlib.sha1(block).digest()).decode() != digest.upper():
        raise BrokenArchive("the record is damaged: it is not what its digest says", fix="fetch the archive again")


def _decoded(body: bytes, headers: "HeaderMap") -> bytes:
    """A page without what it was packed in on its way. Raises OSError, TooLarge."""
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader

    codings = {"gzip": GzipReader, "x-gzip": GzipReader, "br": BrotliReader, "zstd": ZstdReader, "chunked": ChunkedReader}
    told = f"{headers.get('Content-Encoding') or ''},{headers.get('Transfer-Encoding') or ''}".lower()
    for coding in reversed([name for part in told.split(",") if (name := part.strip()) not in ("", "identity")]):
        if coding == "chunked" and not body[:1].isalnum() or coding in ("gzip", "x-gzip") and not body.startswith(packed.GZIP):
            continue  # some crawlers keep the header of what they have undone
        if coding == "deflate":
            body = GzipReader(io.BytesIO(body), zlib=True).read(LARGEST_PAGE + 1)
        elif coding in codings:
            body = codings[coding](io.BytesIO(body)).read(LARGEST_PAGE + 1)
        else:
            raise OSError(f"its encoding {coding} is not known")
    if len(body) > LARGEST_PAGE:
        raise TooLarge(f"the page is larger than {LARGEST_PAGE // 1_000_000} MB", fix="leave it out")
    return body


def _archive(data: bytes) -> Iterator["WarcRecord"]:
    try:
        from fastwarc import ArchiveIterator
    except ImportError as error:
        raise MissingExtra("WARC archives need the extra `warc`", fix="pip install 'sijill[warc]'") from error
    return iter(ArchiveIterator(io.BytesIO(data), parse_http=False))


def _moment(told: str | None) -> str | None:
    """A moment in UTC as we write it; None where it is none."""
    try:
        moment = datetime.fromisoformat(told or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
