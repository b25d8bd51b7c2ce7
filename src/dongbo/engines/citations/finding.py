"""Finding the citations of a paper, line by line."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dongbo.engines.citations.documents import NamedDocument, ends_a_name, named_documents
from dongbo.engines.citations.model import Citation, Relation
from dongbo.engines.citations.provision_runs import JOINS, ProvisionRun, provision_runs
from dongbo.engines.citations.relations import relation_of
from dongbo.engines.numbers import TYPE_PATTERN, UPPER, find_numbers, parse_number, type_named
from dongbo.engines.papers import Paper

_OWN_PAPER = re.compile(rf"\s+(?:của\s+|tại\s+)?(?P<type>{TYPE_PATTERN})\s+này(?![^\W_])", re.IGNORECASE)
_OF_ELSE = re.compile(
    r"\s+(?:của\s+|tại\s+)?"
    r"(?:Phụ lục|Mẫu|Công ước|Hiệp định|Hiệp ước|Nghị định thư|Quy chuẩn|QCVN|Hợp đồng|Luật|Bộ luật)\b(?! này)"
)
_REACHES_DOCUMENT = re.compile(r"^\s*(?:(?:của|tại|trong|ban hành kèm theo|kèm theo)\s+)?$")
_AMENDING = re.compile(
    r"^\W*(?:\d+[a-z]?[.)]\s*|[a-zđ]\d?\)\s*|Điều\s+\d+\w?\.\s*)*"
    r"(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Thay cụm từ|Bỏ cụm từ|Bỏ từ)\b"
)
_SEVERAL = re.compile(r"\b(?:Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|sửa đổi|Sửa đổi)\b")
_MAY_NAME = re.compile(r"\d\s?[/-]|[Ll]uật|LUẬT|Hiến pháp|Pháp lệnh|\d.{0,60}\bcủa\s")
_MAY_REFER = re.compile(r"iều |hoản |iểm |IỀU |HOẢN |IỂM ")
_RECIPIENTS = re.compile(r"^\W*Nơi nhận\b", re.IGNORECASE)
_AFTER_RECIPIENTS = re.compile(
    r"^[\s*#>|(]*(?:Phụ lục|Mẫu|Biểu|Danh mục|Quy chế|Quy định|Quy hoạch|Chương trình|Chiến lược|Kế hoạch|Đề án|"
    r"Điều lệ|\d{1,2}\.\s|(?:Ban hành )?kèm theo|Chương\s+[IVX\d]|Phần\s+(?:thứ|[IVX\d])|Điều\s+\d+\s?[.:]|[IVX]+\.)",
    re.IGNORECASE,
)
_LAST_RECIPIENT = re.compile(r"^\W*Lưu\b")
_MOST_RECIPIENTS, _LONGEST_SIGNATURE = 60, 12
_LONGEST_HEADER = 40
_ENDS_LINE = (".", ";", ":", "!", "?")
_OWN_NUMBER = re.compile(r"^\W*(?:[Ss]ố\s*:?|(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh|Lệnh)\s+số\s*:)\s*(?=[\d.…/])")
_LAW_IN_FULL = re.compile(
    rf"\b(?:Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[{UPPER}][^;:.()\d]{{2,110}}?),?"
    r"(?:\s+(?:số\s*:?\s*\d|ngày\s+\d)|;)"
)


def find_citations(paper: Paper) -> list[Citation]:
    """Return what `paper` cites, in reading order: other documents, and (`internal`) its own provisions and number.

    Quoted text of an amending paper still cites other documents, but its "Điều này" is not the paper's own. Nor is
    "Như Điều 3" in the list of recipients a reference that anyone follows.
    """
    texts = list(paper.every_text())
    names = _names_in_full(texts)
    own = _own_number(texts)
    addressed = _recipient_lines(texts)
    found: list[Citation] = []
    depth = 0
    carried = 0
    for index, (line, text) in enumerate(texts):
        goes_on = index + 1 < len(texts) and not text.rstrip().endswith(_ENDS_LINE)
        following = texts[index + 1][1] if goes_on else ""
        cited = list(_cited(line, text, following, names, quoted=depth > 0, floor=carried))
        carried = max(0, max((end for _, end in cited), default=0) - len(text) - 1) if following else 0
        found.extend(
            _told_from_own(citation, own)
            for citation, _ in cited
            if not _is_header_number(citation, text) and not (citation.internal and index in addressed)
        )
        depth = max(0, depth + text.count("“") - text.count("”"))
    return found


def _recipient_lines(texts: list[tuple[int, str]]) -> frozenset[int]:
    """Return which texts, by their index, are of a list of recipients or of the signatures beside it."""
    found: set[int] = set()
    since = _MOST_RECIPIENTS
    for index, (_, text) in enumerate(texts):
        if _RECIPIENTS.match(text):
            since = 0
        elif _AFTER_RECIPIENTS.match(text):
            since = _MOST_RECIPIENTS
        elif _LAST_RECIPIENT.match(text):
            since = max(since, _MOST_RECIPIENTS - _LONGEST_SIGNATURE)
        if since < _MOST_RECIPIENTS:
            found.add(index)
        since += 1
    return frozenset(found)


def _own_number(texts: list[tuple[int, str]]) -> str | None:
    """Return the key of the number in the paper's header, so that its annexes' "kèm theo" is not another document."""
    for _, text in texts[:_LONGEST_HEADER]:
        match = _OWN_NUMBER.match(text)
        found = next(find_numbers(text[match.end() :]), None) if match else None
        if found:
            return found.number.key
    return None


def _is_header_number(citation: Citation, text: str) -> bool:
    match = _OWN_NUMBER.match(text)
    return match is not None and citation.start <= match.end() and citation.line < _LONGEST_HEADER


def _told_from_own(citation: Citation, own: str | None) -> Citation:
    number = parse_number(citation.number) if citation.number and own else None
    return replace(citation, internal=True) if number and number.key == own else citation


def _names_in_full(texts: list[tuple[int, str]]) -> frozenset[str]:
    """Return the laws' names that the paper gives with a number or a date, without the words of an amending law."""
    names = {match["name"].strip() for _, text in texts for match in _LAW_IN_FULL.finditer(text)}
    return frozenset(name for name in names if not (_SEVERAL.search(name) or ends_a_name(name)))


def _cited(
    line: int, text: str, following: str, names: frozenset[str], *, quoted: bool, floor: int
) -> Iterator[tuple[Citation, int]]:
    """Yield each citation that begins in `text`, with its end in `text` and `following` run together."""
    whole = f"{text} {following}" if following else text
    hinted = _MAY_NAME.search(whole) is not None
    documents = [each for each in named_documents(whole, names) if floor <= each.start < len(text)] if hinted else []
    runs = [run for run in provision_runs(whole) if run.start < len(text)] if _MAY_REFER.search(whole) else []
    taken = _runs_of_documents(whole, documents, runs)
    for document, owned in taken:
        yield _external(line, text, whole, document, owned), document.end
    used = {id(run) for _, owned in taken for run in owned}
    if _AMENDING.match(text):
        return
    for run in runs:
        if id(run) in used or quoted or _inside_quotation(whole, run.start):
            continue
        owner = None if run.own or _OWN_PAPER.match(whole, run.end) else _enumerated_of(whole, run, documents)
        if owner:
            yield _external(line, text, whole, owner, [run]), run.end
        else:
            yield from _internal(line, text, whole, run, documents)


def _inside_quotation(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”")


def _enumerated_of(text: str, run: ProvisionRun, documents: list[NamedDocument]) -> NamedDocument | None:
    """Return the document whose provisions a list counts out: "một số điều của Luật X, bao gồm: khoản 1 Điều 2, …"."""
    before = [each for each in documents if each.end <= run.start]
    if not before:
        return None
    between = text[before[-1].end : run.start]
    return before[-1] if re.search(r"(?:gồm|như sau|sau đây)[^.:]*:", between) and ". " not in between else None


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
            fits = _REACHES_DOCUMENT if not owned else JOINS
            if run.own or not fits.match(between):
                break
            owned.insert(0, run)
            edge = run.start
        given.append((document, owned))
    return given


def _external(line: int, text: str, whole: str, document: NamedDocument, owned: list[ProvisionRun]) -> Citation:
    start = owned[0].start if owned else document.start
    end = max([document.end, *(run.end for run in owned)])
    return Citation(
        number=document.number,
        type=document.type,
        issuer=document.issuer,
        date=document.date,
        title=document.title,
        provisions=tuple(reference for run in owned for reference in run.provisions),
        relation=relation_of(whole, start, end, in_part=bool(owned)),
        line=line,
        start=start,
        end=min(end, len(text)),
        text=whole[start:end],
    )


def _internal(
    line: int, text: str, whole: str, run: ProvisionRun, documents: list[NamedDocument]
) -> Iterator[tuple[Citation, int]]:
    own = _OWN_PAPER.match(whole, run.end)
    end = own.end() if own else run.end
    if _OF_ELSE.match(whole, run.end) or any(each.start < end and run.start < each.end for each in documents):
        return
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
