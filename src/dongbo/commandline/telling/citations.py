"""The cited documents for people: each once, with the lines that name it."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table

from dongbo.commandline.commands.citations import FoundCitations
from dongbo.commandline.telling.tables import table
from dongbo.commandline.telling.words import shortened, written_date
from dongbo.engines.citations import Citation, Relation
from dongbo.engines.figures import figure

RELATIONS = {
    Relation.BASIS: "căn cứ",
    Relation.AMENDS: "sửa đổi, bổ sung",
    Relation.REPLACES: "thay thế",
    Relation.REPEALS: "bãi bỏ",
    Relation.IMPLEMENTS: "thực hiện",
    Relation.REFERS: "dẫn chiếu",
}
MOST_LINES = 12


def tell(found: FoundCitations) -> Iterator[RenderableType]:
    """Yield the documents in the order of their first mention, then references that lead nowhere."""
    documents = _documents(found.citations)
    if documents:
        yield _table(documents)
    else:
        yield "Không viện dẫn văn bản nào."
    internal = sum(one.internal for one in found.citations)
    if internal:
        yield f"Ngoài ra {figure(internal)} chỗ dẫn chiếu điều khoản của chính văn bản này."
    for finding in found.findings:
        yield f"• dòng {finding.line}: {finding.message}"


def _documents(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Return the citations grouped by the document they name."""
    groups: dict[str, list[Citation]] = {}
    for one in citations:
        if not one.internal:
            groups.setdefault((one.number or one.title or one.text).casefold(), []).append(one)
    return list(groups.values())


def _table(documents: Sequence[Sequence[Citation]]) -> Table:
    rows = table(f"{figure(len(documents))} văn bản được viện dẫn")
    rows.add_column("Văn bản", ratio=5)
    rows.add_column("Cơ quan", ratio=3)
    rows.add_column("Ngày", no_wrap=True)
    rows.add_column("Để", ratio=2)
    rows.add_column("Dòng", ratio=3)
    for group in documents:
        rows.add_row(
            _name(group),
            next((one.issuer for one in group if one.issuer), ""),
            next((written_date(one.date) for one in group if one.date), ""),
            ", ".join(dict.fromkeys(RELATIONS[one.relation] for one in group)),
            _lines(group),
        )
    return rows


def document_name(citation: Citation) -> str:
    """Return "Nghị quyết 57-NQ/TW", "Luật Tổ chức Chính phủ", or what is written where neither is known."""
    if citation.number:
        return f"{citation.type or ''} {citation.number}".strip()
    title, kind = citation.title or shortened(citation.text), citation.type or ""
    return title if title.startswith(kind) else f"{kind} {title}"


def _name(group: Sequence[Citation]) -> str:
    return document_name(next((one for one in group if one.type), group[0]))


def _lines(group: Sequence[Citation]) -> str:
    lines = list(dict.fromkeys(str(one.line) for one in group))
    return ", ".join(lines[:MOST_LINES]) + (" …" if len(lines) > MOST_LINES else "")
