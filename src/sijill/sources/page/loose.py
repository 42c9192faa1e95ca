"""Text that stands in a page beside its paragraphs and in none: put into one, or the extraction leaves it out."""

from lxml.html import Element, HtmlElement

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "center", "div", "dl", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
     "main", "nav", "ol", "p", "pre", "section", "table", "ul")
)  # fmt: skip
_LONG = 40  # characters from which a stretch is more than a label


def bind(tree: HtmlElement) -> None:
    """<td><b>Headline</b><br>First paragraph<p>Second: what stands loose beside paragraphs becomes one, with the inline elements in it."""
    for node in list(tree.iter("td", "div")):
        if node.find("p") is not None:
            for child in list(node):
                if child.tag in _BLOCKS and len((child.tail or "").strip()) > _LONG:
                    _wrap(child)
            if len((node.text or "").strip()) > _LONG:
                first = Element("p")
                first.text, node.text = node.text, None
                node.insert(0, first)


def _wrap(block: HtmlElement) -> None:
    """The stretch behind a block, up to the next one, as a paragraph."""
    paragraph, following = Element("p"), block.getnext()
    paragraph.text, block.tail = block.tail, None
    block.addnext(paragraph)
    while following is not None and following.tag not in _BLOCKS:
        inline, following = following, following.getnext()
        paragraph.append(inline)
