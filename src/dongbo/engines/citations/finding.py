"""Finding the citations of a paper, line by line."""

import re
from collections.abc import Iterator

from dongbo.engines.citations.documents import NamedDocument, named_documents
from dongbo.engines.citations.model import Citation, Relation
from dongbo.engines.citations.provision_runs import ProvisionRun, provision_runs
from dongbo.engines.citations.relations import relation_of
from dongbo.engines.numbers import DOCUMENT_TYPES, type_named
from dongbo.engines.papers import Paper

_OWN_TYPES = "|".join(sorted((re.escape(kind.name) for kind in DOCUMENT_TYPES), key=len, reverse=True))
_OWN_PAPER = re.compile(rf"\s+(?:của\s+|tại\s+)?(?P<type>{_OWN_TYPES})\s+này(?![^\W_])", re.IGNORECASE)
_JOINS = re.compile(r"^\s*(?:[,;]|và|hoặc|,\s*và|;\s*và)?\s*$")
_REACHES_DOCUMENT = re.compile(r"^\s*(?:(?:của|tại|trong|ban hành kèm theo|kèm theo)\s+)?$")
_AMENDING = re.compile(
    r"^\W*(?:\d+[a-z]?[.)]\s*|[a-zđ]\d?\)\s*|Điều\s+\d+\w?\.\s*)*(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Thay cụm từ|Bỏ cụm từ|Bỏ từ)\b"
)
_ENDS_LINE = (".", ";", ":", "!", "?")
_LAW_IN_FULL = re.compile(
    r"\b(?:Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[^\W\d_a-zà-ỹ][^;:.()\d]{2,110}?),?\s+(?:số\s*:?\s*\d|ngày\s+\d)"
)


def find_citations(paper: Paper) -> list[Citation]:
    """Return what `paper` cites, in reading order: other documents, and (`internal`) its own provisions.

    Quoted text of an amending paper still cites other documents, but its "Điều này" is not the paper's own.
    """
    texts = list(paper.every_text())
    names = _names_in_full(texts)
    found: list[Citation] = []
    depth = 0
    carried = 0
    for index, (line, text) in enumerate(texts):
        following = (
            texts[index + 1][1] if index + 1 < len(texts) and not text.rstrip().endswith(_ENDS_LINE) else ""
        )
        cited = list(_cited(line, text, following, names, quoted=depth > 0, floor=carried))
        reach = max((end for _, end in cited), default=0)
        carried = max(0, reach - len(text) - 1) if following else 0
        found.extend(citation for citation, _ in cited)
        depth = max(0, depth + text.count("“") - text.count("”"))
    return found


def _names_in_full(texts: list[tuple[int, str]]) -> frozenset[str]:
    """Return the laws' names that the paper gives with a number or a date, without the words of an amending law."""
    names = {match["name"].strip() for _, text in texts for match in _LAW_IN_FULL.finditer(text)}
    return frozenset(name for name in names if " Luật " not in name and "sửa đổi" not in name.lower())


def _cited(
    line: int, text: str, following: str, names: frozenset[str], *, quoted: bool, floor: int
) -> Iterator[tuple[Citation, int]]:
    """Yield each citation that begins in `text`, with its end in `text` and `following` run together."""
    whole = f"{text} {following}" if following else text
    documents = [each for each in named_documents(whole, names) if floor <= each.start < len(text)]
    runs = [run for run in provision_runs(whole) if run.start < len(text)]
    taken = _runs_of_documents(whole, documents, runs)
    for document, owned in taken:
        yield _external(line, text, whole, document, owned)
    used = {id(run) for _, owned in taken for run in owned}
    own = [run for run in runs if id(run) not in used]
    if not (quoted or _AMENDING.match(text) or text.count("“") > text.count("”")):
        yield from _internals(line, text, whole, own, documents)


def _runs_of_documents(
    whole: str, documents: list[NamedDocument], runs: list[ProvisionRun]
) -> list[tuple[NamedDocument, list[ProvisionRun]]]:
    """Give each document the runs of provisions that lead up to it: "khoản 1 Điều 5, Điều 6 Nghị định số …"."""
    given: list[tuple[NamedDocument, list[ProvisionRun]]] = []
    for document in documents:
        owned: list[ProvisionRun] = []
        edge = document.start
        for run in reversed([run for run in runs if run.end <= document.start]):
            between = whole[run.end : edge]
            fits = _REACHES_DOCUMENT if not owned else _JOINS
            if run.own or not fits.match(between):
                break
            owned.insert(0, run)
            edge = run.start
        given.append((document, owned))
    return given


def _external(
    line: int, text: str, whole: str, document: NamedDocument, owned: list[ProvisionRun]
) -> Citation:
    start = owned[0].start if owned else document.start
    citation = Citation(
        number=document.number,
        type=document.type,
        issuer=document.issuer,
        date=document.date,
        title=document.title,
        provisions=tuple(reference for run in owned for reference in run.provisions),
        relation=relation_of(whole, start, document.end),
        line=line,
        start=start,
        end=min(document.end, len(text)),
        text=whole[start : document.end],
    )
    return citation, document.end


def _internals(
    line: int, text: str, whole: str, runs: list[ProvisionRun], documents: list[NamedDocument]
) -> Iterator[tuple[Citation, int]]:
    for run in runs:
        own = _OWN_PAPER.match(whole, run.end)
        end = own.end() if own else run.end
        if any(each.start < end and run.start < each.end for each in documents):
            continue
        kind = type_named(own["type"]) if own else None
        citation = Citation(
            number=None,
            type=kind.name if kind else None,
            issuer=None,
            date=None,
            title=None,
            provisions=run.provisions,
            relation=Relation.REFERS,
            line=line,
            start=run.start,
            end=min(end, len(text)),
            text=whole[run.start : end],
            internal=True,
        )
        yield citation, end
