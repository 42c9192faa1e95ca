"""What can be read of a page without taking it apart: its markup cut out in one pass, in time linear in its length whatever it holds."""

import html
import re

_TAG = re.compile(r"<[^<>]*>")  # a bracket that is never closed costs no look at all that follows
_UNSEEN = re.compile(r"<(script|style)\b", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}\b[^<>]*>?", re.IGNORECASE) for name in ("script", "style")}


def visible(page: str) -> str:
    """The text between the tags of a page, scripts and styles left out."""
    parts: list[str] = []
    at = 0
    while unseen := _UNSEEN.search(page, at):
        parts.append(page[at : unseen.start()])
        end = _ENDS[unseen[1].lower()].search(page, unseen.end())
        if end is None:
            at = len(page)
            break
        at = end.end()
    parts.append(page[at:])
    text = _TAG.sub(" ", " ".join(parts))
    return html.unescape(text) if "&" in text else text
