"""References of a paper to itself, held against its own outline."""

from collections.abc import Iterable

from dongbo.engines.citations.model import Citation, ProvisionReference
from dongbo.engines.provisions import Finding, Kind, Node, Outline
from dongbo.engines.provisions.quotation import has_quotes
from dongbo.engines.vietnamese import fold


def check_internal(citations: Iterable[Citation], outline: Outline) -> list[Finding]:
    """Return a finding for each internal citation of a provision that `outline` does not hold.

    "Điều này" and a clause without an article are the article where the reference stands. Only references that say
    "này" are checked: a bare "khoản 2 Điều 5" may be of a document named a sentence earlier. A paper without
    articles, and a reference outside every article, cannot be checked and are passed over; so is one in an article
    that quotes the words it puts into another document, where "này" is that other document. One finding a place.
    """
    articles = [node for node in outline.walk() if node.kind is Kind.ARTICLE]
    if not articles:
        return []
    numbers = {node.number: node for node in articles}
    findings: list[Finding] = []
    amending = {node.number for node in articles if _puts_words_elsewhere(node)}
    for citation in citations:
        if not citation.internal or not citation.text.lower().endswith("này"):
            continue
        here = next((node for node in articles if node.line <= citation.line <= node.end), None)
        if here is None or here.number not in amending:
            missing = list(_missing(citation, here, numbers))
            findings += [_finding(citation, ", ".join(missing))] if missing else []
    return findings


def _puts_words_elsewhere(article: Node) -> bool:
    quotes = any(has_quotes(node.text) for node in article.walk())
    words = fold(" ".join((article.heading, article.text, *(child.words for child in article.children))))
    return quotes and any(verb in words for verb in ("sửa đổi", "bổ sung", "thay thế", "bãi bỏ"))


def _missing(citation: Citation, here: Node | None, numbers: dict[str, Node]) -> Iterable[str]:
    for reference in citation.provisions:
        article = numbers.get(reference.article) if reference.article else here
        if reference.article and article is None:
            yield f"Điều {reference.article}"
        elif article is not None and not reference.own_clause:
            missing = _missing_part(article, reference)
            if missing:
                yield f"{missing} Điều {article.number}"


def _missing_part(article: Node, reference: ProvisionReference) -> str:
    """Return what of the reference the article does not hold: "khoản 4", "điểm c khoản 2"; "" when it holds all."""
    clause = _child(article, Kind.CLAUSE, reference.clause) if reference.clause else article
    if clause is None:
        return f"khoản {reference.clause}"
    if reference.point and _child(clause, Kind.POINT, reference.point) is None:
        return f"điểm {reference.point}" + (f" khoản {reference.clause}" if reference.clause else "")
    return ""


def _child(parent: Node, kind: Kind, number: str) -> Node | None:
    return next((node for node in parent.walk() if node.kind is kind and node.number.lower() == number.lower()), None)


def _finding(citation: Citation, what: str) -> Finding:
    return Finding(
        "reference_to_nothing",
        f"“{citation.text}” dẫn chiếu {what} nhưng văn bản không có; cần sửa số điều, khoản, điểm.",
        citation.line,
    )
