"""HTML: an article's text told apart from its page, with the title, date and publisher that the page tells."""

import re

import msgspec

from sijill.errors import EmptyInput, MissingExtra
from sijill.records import Source
from sijill.sources.text import decode

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page may declare its encoding


def decode_page(data: bytes, file: str = "") -> str:
    """The text of a page's bytes: in the encoding it declares, else as any text. Raises InputError."""
    declared = _DECLARED.search(data[:_HEAD])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # pages often declare what they are not
    return decode(data, file)


def extract(page: str, given: Source) -> Source:
    """`given` with the page's text, and with what the page tells where `given` tells nothing. Raises MissingExtra, EmptyInput."""
    try:
        from trafilatura import bare_extraction  # slow to import: only for HTML
    except ImportError as error:
        raise MissingExtra("HTML needs the extra `html`", fix="pip install 'sijill[html]'", article=given.id) from error
    dates = {"extensive_search": False, "original_date": True}  # a date that the page tells; never one guessed from its text
    found = bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dates)
    values = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text = values.get("text")
    if not text or not text.strip():
        raise EmptyInput("no article was found in the page", fix="give the article's text", article=given.id)
    return msgspec.structs.replace(
        given,
        text=text,
        title=given.title or values.get("title"),
        published=given.published or values.get("date"),
        publisher=given.publisher or values.get("sitename"),
        url=given.url or values.get("url"),
    )
