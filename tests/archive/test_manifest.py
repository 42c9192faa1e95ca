"""Manifests: frozen lists of files here and elsewhere; large files in stretches that give what the whole file gives."""

import functools
import gzip
import hashlib
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import msgspec
import pytest

from sijill.archive import Settings, frozen, perform, read_manifest, write_manifest
from sijill.archive.addresses import files_at
from sijill.errors import ArchiveError, BrokenManifest, ChangedFile, MissingFile
from sijill.packs import Packs
from tests.archive.made import done, jsonl, members, parquet, rows, run_of, warc, written

Made = Callable[[Path, range], Path]


def test_a_manifest_names_each_file_with_size_and_hash_and_is_read_back(tmp_path: Path) -> None:
    files = [warc(tmp_path / "a.warc.gz", range(2)), jsonl(tmp_path / "b.jsonl", range(2)), parquet(tmp_path / "c.parquet", range(2))]
    (tmp_path / ".hidden").write_text("no")
    manifest = frozen([str(tmp_path)], 1 << 30)
    assert [(s.address, s.format, s.size) for s in manifest.shards] == [
        (str(path), kind, path.stat().st_size) for path, kind in zip(files, ("warc", "jsonl", "parquet"), strict=True)
    ]
    write_manifest(manifest, tmp_path / "m.jsonl")
    assert read_manifest(tmp_path / "m.jsonl") == manifest
    assert frozen([str(tmp_path / "m.jsonl")], 1) == manifest, "what is frozen stays as it is"
    assert frozen([str(tmp_path / "*.warc.gz")], 1 << 30).shards == manifest.shards[:1]


def test_a_list_written_by_hand_is_frozen_first(tmp_path: Path) -> None:
    warc(tmp_path / "a.warc.gz", range(2))
    listed = tmp_path / "list.toml"
    listed.write_text(f'[[shard]]\naddress = "{tmp_path}/a.warc.gz"\nformat = "warc"\n')
    with pytest.raises(BrokenManifest, match="not frozen"):
        read_manifest(listed)
    (shard,) = frozen([str(listed)], 1 << 30).shards
    listed.write_text(f'[[shard]]\naddress = "{shard.address}"\nformat = "warc"\nsize = {shard.size}\nhash = "{shard.hash}"\n')
    assert read_manifest(listed).shards == (shard,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"address": 3}', "not frozen"),
        ('{"address": "a", "format": "pdf", "size": 1, "hash": "x"}', r"m\.jsonl:1: no shard: Invalid enum value 'pdf'"),
        ("{", r"m\.jsonl:1: not a JSON object"),
        ("", "names no files"),
        ('{"address": "a", "format": "warc", "size": 1, "hash": "x"}\n' * 2, "in it twice"),
    ],
)
def test_a_broken_manifest_says_where(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "m.jsonl").write_text(text)
    with pytest.raises(BrokenManifest, match=said):
        read_manifest(tmp_path / "m.jsonl")


def test_what_is_not_there_or_of_no_known_kind_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(ArchiveError, match="neither WARC nor JSON Lines nor Parquet"):
        frozen([str(tmp_path / "a.pdf")], 1)
    for path in ("none.warc", "*.none"):
        with pytest.raises(MissingFile):
            frozen([str(tmp_path / path)], 1)
    with pytest.raises(MissingFile, match="Protocol not known: nosuch"):
        frozen(["nosuch://a/b"], 1)


def told(folder: Path) -> list[tuple[object, ...]]:
    """What was read, without what tells the shard."""
    articles = {row["article"]: row for row in rows(folder, "articles")}
    found = [(a["id"], a["line"], a["offset"], a["length"], a["text"], a["record"]) for a in articles.values()]
    return found + [(articles[r["article"]]["id"], r["record"]) for r in rows(folder, "reports")]


@pytest.mark.parametrize(("make", "name"), [(warc, "a.warc.gz"), (jsonl, "a.jsonl"), (parquet, "a.parquet")])
def test_stretches_of_a_file_give_what_the_whole_gives(tmp_path: Path, packs: Packs, make: Made, name: str) -> None:
    path = make(tmp_path / name, range(40))
    how = Settings(columns={"id": "key", "text": "body"} if make is parquet else {})
    done([path], tmp_path / "whole", packs, settings=how)
    cut = done([path], tmp_path / "cut", packs, size=path.stat().st_size // 3, settings=how)
    assert len(cut) > 1
    assert sum(one.marker.items for one in cut if one.marker) == 40
    assert sorted(told(tmp_path / "cut"), key=str) == sorted(told(tmp_path / "whole"), key=str)


def test_what_cannot_be_cut_stays_whole(tmp_path: Path) -> None:
    together = tmp_path / "together.warc.gz"
    together.write_bytes(gzip.compress(b"".join(gzip.decompress(one) for one in members(range(20)))))
    packed = tmp_path / "packed.jsonl.gz"
    packed.write_bytes(gzip.compress(jsonl(tmp_path / "a.jsonl", range(20)).read_bytes()))
    for path in (together, packed):
        (shard,) = frozen([str(path)], 100).shards
        assert (shard.start, shard.end, shard.size) == (0, None, path.stat().st_size)


def test_a_line_is_named_by_its_place_in_the_whole_file(tmp_path: Path, packs: Packs) -> None:
    path = jsonl(tmp_path / "a.jsonl", range(40))
    path.write_text(path.read_text() + '{"id": "broken"}\n')
    done([path], tmp_path / "cut", packs, size=path.stat().st_size // 3)
    assert [row["line"] for row in rows(tmp_path / "cut", "failures")] == [41]


class Store(http.server.SimpleHTTPRequestHandler):
    """A server of files as stores of objects are: it tells an ETag, and gives the stretch that is asked for."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        start, end = (int(asked[1]), int(asked[2] or len(data)) + 1) if asked else (0, len(data))
        self.send_response(206 if asked else 200)
        self.send_header("ETag", f'"{hashlib.md5(data).hexdigest()}"')
        self.send_header("Content-Length", str(len(data[start:end])))
        self.send_header("Accept-Ranges", "bytes")
        if asked:
            self.send_header("Content-Range", f"bytes {start}-{min(end, len(data)) - 1}/{len(data)}")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data[start:end])

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def remote(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Addresses of the files of `served`, in memory, here and over HTTP on loopback."""
    served = tmp_path / "served"
    served.mkdir()
    memory = fsspec.filesystem("memory")
    handler = functools.partial(Store, directory=str(served))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def address(kind: str) -> str:
            for path in served.iterdir():
                memory.pipe(f"/kept/{path.name}", path.read_bytes())
            return {"memory": "memory://kept/", "file": f"file://{served}/", "http": f"http://127.0.0.1:{server.server_port}/"}[kind]

        yield address
        server.shutdown()
    memory.rm("/kept", recursive=True)


@pytest.mark.parametrize("kind", ["memory", "file", "http"])
def test_files_elsewhere_give_what_files_here_give(tmp_path: Path, packs: Packs, remote: Callable[[str], str], kind: str) -> None:
    if kind == "http":
        pytest.importorskip("aiohttp")
    path = warc(tmp_path / "served" / "a.warc.gz", range(8))
    done([path], tmp_path / "here", packs)
    away = remote(kind) + "a.warc.gz"
    made = done([away], tmp_path / "away", packs, size=path.stat().st_size // 2)
    assert [one.error for one in made] == [None, None]
    assert told(tmp_path / "away") == told(tmp_path / "here")
    assert {row["file"] for row in rows(tmp_path / "away", "articles")} == {away}


def test_a_file_elsewhere_is_known_by_its_etag(tmp_path: Path, packs: Packs, remote: Callable[[str], str]) -> None:
    pytest.importorskip("aiohttp")
    path = warc(tmp_path / "served" / "a.warc.gz", range(2))
    run = run_of(frozen([remote("http") + "a.warc.gz"], 1 << 30), tmp_path / "out", packs)
    (task,) = run.tasks(tmp_path / "out")
    assert task.shard.hash.startswith("etag:")
    assert perform(task).articles == 2
    warc(path, range(3))
    with pytest.raises(ChangedFile):
        perform(msgspec.structs.replace(task, id="again"))


def test_folders_and_patterns_elsewhere(tmp_path: Path, remote: Callable[[str], str]) -> None:
    for name in ("a.warc.gz", "b.warc.gz", "c.txt"):
        (tmp_path / "served" / name).write_bytes(b"".join(members([1])))
    root = remote("memory")
    assert [path.rpartition("/")[2] for path in files_at(root + "*.warc.gz")] == ["a.warc.gz", "b.warc.gz"]
    assert len(files_at(root)) == 3
    with pytest.raises(MissingFile):
        frozen([root + "none.warc.gz"], 1)


def test_a_file_is_known_by_the_hash_that_its_list_gives(tmp_path: Path, packs: Packs) -> None:
    path = jsonl(tmp_path / "a.jsonl", range(3))
    listed = tmp_path / "list.jsonl"
    listed.write_bytes(msgspec.json.encode({"address": str(path), "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"}))
    ((_, marker, _),) = done([listed], tmp_path / "out", packs)
    assert marker is not None
    assert marker.articles == 3
    listed.write_bytes(msgspec.json.encode({"address": str(path), "hash": "sha256:00"}))
    ((_, marker, error),) = done([listed], tmp_path / "other", packs)
    assert marker is None
    assert ChangedFile.code in str(error)
    assert written(tmp_path / "other") == {}
