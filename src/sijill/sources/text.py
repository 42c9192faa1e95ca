"""Bytes to text: Unicode in its usual forms, and the legacy encodings in which the Arabic, Russian and Chinese press still comes."""

from sijill.errors import BinaryInput, EmptyInput, EncodingError

# told by the file's first bytes; the longer marks come first
_MARKS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LEGACY = ["cp1256", "cp1251", "gb18030", "cp1252"]
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"BZh", b"\xfd7zXZ", b"\x7fELF")
_SAMPLE = 100_000  # bytes that decide whether a file is text, and on a legacy encoding
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_FIX = "save it as UTF-8"
_UNKNOWN = "the bytes are no text in UTF-8, windows-1256, windows-1251, windows-1252 or GB18030"


def decode(data: bytes, file: str = "") -> str:
    """The text of a file's bytes, without its byte order mark. Raises EmptyInput, BinaryInput, EncodingError."""
    if not data.strip():
        raise EmptyInput("the file is empty", fix="leave it out, or give its text", file=file)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, file)
    if _is_binary(data[:_SAMPLE]):
        raise BinaryInput("the file is not text", fix="give text, HTML or JSON Lines; extract the text of a document first", file=file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _was_utf8(data, error):
            place = "ends in the middle of a character" if error.reason == "unexpected end of data" else "is UTF-8 with broken bytes"
            raise EncodingError(f"the file {place}, at byte {error.start}", fix="fetch it again, or repair it at that byte", file=file) from error
    return _legacy(data, file)


def encoding_of(sample: bytes) -> str:
    """The encoding of a file by its beginning, for files that are read piece by piece. Raises BinaryInput, EncodingError."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    if _is_binary(sample):
        raise BinaryInput("the file is not text", fix="save it as UTF-8")
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
        return "utf-8" if cut or _was_utf8(sample, error) else _best(sample, "")
    return "utf-8"


def sound(text: str) -> str | None:
    """What keeps `text` from being written as UTF-8 (a lone surrogate), or None."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"a lone surrogate, U+{ord(text[error.start]):04X}, at character {error.start}"
    return None


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(f"the file is marked as {encoding.removesuffix('-sig')} and is not, at byte {error.start}", fix=_FIX, file=file) from error
    if not text.strip():
        raise EmptyInput("the file is empty", fix="leave it out, or give its text", file=file)
    return text


def _is_binary(sample: bytes) -> bool:
    return sample.startswith(_MAGIC) or b"\x00" in sample or len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 20


def _was_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether bytes that fail as UTF-8 are still UTF-8, damaged: characters of several bytes outnumber what is broken."""
    around = data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE].decode("utf-8", "replace")
    broken = around.count("\ufffd")
    return sum(1 for character in around if character > "\x7f") - broken > broken


def _legacy(data: bytes, file: str) -> str:
    try:
        return data.decode(_best(data, file))
    except UnicodeDecodeError as error:
        raise EncodingError(_UNKNOWN, fix=_FIX, file=file) from error


def _best(data: bytes, file: str) -> str:
    from charset_normalizer import from_bytes  # only here: most files are UTF-8

    best = from_bytes(_whole_lines(data), cp_isolation=_LEGACY).best()
    if best is None:
        raise EncodingError(_UNKNOWN, fix=_FIX, file=file)
    return best.encoding


def _whole_lines(data: bytes) -> bytes:
    """A sample that cuts no character: up to the last line break that fits."""
    return data if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE]
