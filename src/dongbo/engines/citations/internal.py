"""References of a paper to itself, held against its own outline."""

from collections.abc import Iterable

from dongbo.engines.citations.model import Citation, ProvisionReference
from dongbo.engines.provisions import Finding, Kind, Node, Outline


def check_internal(citations: Iterable[Citation], outline: Outline) -> list[Finding]:
    """Return a finding for each internal citation of a provision that `outline` does not hold.

    "Điều này" and a clause without an article are the article where the reference stands. Only references that say
    "này" are checked: a bare "khoản 2 Điều 5" may be of a document named a sentence earlier. A paper without
    articles, and a reference outside every article, cannot be checked and are passed over.
    """
    articles = [node for node in outline.walk() if node.kind is Kind.ARTICLE]
    if not articles:
        return []
    numbers = {node.number: node for node in articles}
    findings: list[Finding] = []
    for citation in citations:
        if citation.internal and citation.text.lower().endswith("này"):
            findings.extend(_missing(citation, articles, numbers))
    return findings


def _missing(citation: Citation, articles: list[Node], numbers: dict[str, Node]) -> Iterable[Finding]:
    here = next((node for node in articles if node.line <= citation.line <= node.end), None)
    for reference in citation.provisions:
        article = numbers.get(reference.article) if reference.article else here
        if reference.article and article is None:
            yield _finding(citation, f"Điều {reference.article}")
        elif article is not None and not reference.own_clause:
            missing = _missing_part(article, reference)
            if missing:
                yield _finding(citation, f"{missing} Điều {article.number}")


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
