"""A spaCy component that puts the reports of a text on its `Doc`; needs the extra `spacy`.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("sijill")
>>> doc = nlp("The French president met the Egyptian president in Cairo.")
>>> [(span.label_, span.text) for span in doc.spans["sijill"]]
[('meeting', 'met')]
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc

from sijill import Reading, Report, read

ABOUT = ("title", "published", "publisher", "url", "id")  # what `doc._.sijill_about` may tell of the article


@Language.factory("sijill", assigns=["doc._.sijill", "doc._.reports", "doc.spans"], default_config={"language": None, "scope": "international"})
def component(nlp: Language, name: str, language: str | None, scope: Literal["international", "all"]) -> Callable[[Doc], Doc]:
    """The component `sijill`. `language` is ISO 639-1, else that of the pipeline; `scope` as in `sijill.read`."""
    for attribute, default in (("sijill", None), ("sijill_about", None)):
        if not Doc.has_extension(attribute):
            Doc.set_extension(attribute, default=default)
    if not Doc.has_extension("reports"):
        Doc.set_extension("reports", getter=_reports)
    code = language or (nlp.lang if nlp.lang != "xx" else None)

    def put(doc: Doc) -> Doc:
        """Reads the text of a Doc: `doc._.sijill` is the Reading, `doc.spans["sijill"]` the words of each act. An empty Doc has none."""
        if not doc.text.strip():
            doc.spans["sijill"] = []
            return doc
        about: Mapping[str, Any] = doc._.sijill_about or {}
        if unknown := set(about) - set(ABOUT):
            raise ValueError(f"sijill_about knows {', '.join(ABOUT)}, not {', '.join(sorted(unknown))}")
        reading = read(doc.text, language=code, scope=scope, **about)
        doc._.sijill = reading
        found = [doc.char_span(r.trigger.start, r.trigger.end, label=r.act, alignment_mode="expand") for r in reading.reports if not r.trigger.where]
        doc.spans["sijill"] = [span for span in found if span is not None]
        return doc

    return put


def _reports(doc: Doc) -> tuple[Report, ...]:
    reading: Reading | None = doc._.sijill
    return reading.reports if reading else ()
