"""Pages kept as they came, each once, under the hash of its bytes: what an article was taken from can be looked at again."""

import gzip
import os
import tempfile
from hashlib import sha256
from pathlib import Path


def keep(data: bytes, folder: str | Path) -> Path:
    """Put the bytes of a page into `folder`, as ab/cdef….gz; where it stands. Written aside and moved into place: half a page is never there."""
    digest = sha256(data).hexdigest()
    place = Path(folder) / digest[:2] / f"{digest[2:]}.gz"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(gzip.compress(data, mtime=0))
        os.replace(file.name, place)
    return place


def kept(sha256: str, folder: str | Path) -> bytes:
    """The bytes of a page, by the hash that its provenance gives. Raises OSError where it was not kept."""
    return gzip.decompress((Path(folder) / sha256[:2] / f"{sha256[2:]}.gz").read_bytes())
