"""The component of spaCy: a pipeline gains reports, and their offsets are those of its text."""

import pytest
import spacy

from sijill.records import Reading

ENGLISH = "French President Emmanuel Macron met Egyptian President Abdel Fattah el-Sisi in Cairo."
ARABIC = "التقى الرئيس المصري عبد الفتاح السيسي نظيره الروسي فلاديمير بوتين في موسكو."


@pytest.mark.parametrize(("language", "text", "act", "parties"), [
    ("en", ENGLISH, "meeting", {"FRA", "EGY"}),
    ("ar", ARABIC, "meeting", {"EGY", "RUS"}),
])  # fmt: skip
def test_a_pipeline_gains_reports(language: str, text: str, act: str, parties: set[str]) -> None:
    nlp = spacy.blank(language)
    nlp.add_pipe("sijill")
    doc = nlp(text)
    assert isinstance(doc._.sijill, Reading)
    (report,) = doc._.reports
    assert report.act == act
    assert {party.country for party in (*report.actors, *report.recipients)} == parties
    (span,) = doc.spans["sijill"]
    assert span.label_ == act
    assert report.trigger.exact in span.text
    assert doc.text[report.evidence.start : report.evidence.end] == report.evidence.exact


def test_what_is_known_of_the_article_counts() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sijill")
    doc = nlp.make_doc("France and Germany signed an agreement on Tuesday.")
    doc._.sijill_about = {"published": "2023-06-15", "publisher": "Harbour Wire"}
    assert nlp(doc)._.reports[0].times[0].edtf == "2023-06-13"
    doc._.sijill_about = {"date": "2023-06-15"}
    with pytest.raises(ValueError, match="not date"):
        nlp(doc)


def test_a_doc_without_words_or_acts_has_no_reports() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sijill")
    for text in ("", "  \n", "The weather was fine."):
        doc = nlp(text)
        assert doc._.reports == ()
        assert len(doc.spans["sijill"]) == 0


def test_it_runs_after_other_components_and_over_many_texts() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("sijill", config={"scope": "all"})
    assert [len(doc._.reports) for doc in nlp.pipe([ENGLISH, "Nothing.", ENGLISH])] == [1, 0, 1]
