"""Citations resolved against the register of documents."""

import re
from collections.abc import Sequence

from dongbo.engines.citations.model import Citation, RegisterEntry, ResolvedCitation
from dongbo.engines.citations.same_agency import same_agency
from dongbo.engines.numbers import parse_number, vietnamese_date
from dongbo.engines.vietnamese import fold


def resolve(citations: Sequence[Citation], register: Sequence[RegisterEntry]) -> list[ResolvedCitation]:
    """Return each citation with the register's entry it names, in order.

    A number decides; among entries of one number (numbers begin anew each year) the one whose date and issuer agree.
    When the number is an entry's but the date, issuer or type that the citation writes out is not, it contradicts the
    register. A law cited by name is found by its title, and by its date where one is given.
    """
    by_number: dict[str, list[RegisterEntry]] = {}
    by_title: dict[str, list[RegisterEntry]] = {}
    for entry in register:
        by_number.setdefault(_number_key(entry.number), []).append(entry)
        by_title.setdefault(_title_key(entry.title), []).append(entry)
    return [_resolved(citation, by_number, by_title) for citation in citations]


def _number_key(number: str) -> str:
    parsed = parse_number(number)
    return parsed.key if parsed else fold(number).replace(" ", "")


def _title_key(title: str) -> str:
    folded = fold(title)
    for head in ("bộ luật ", "luật ", "pháp lệnh "):
        folded = folded.removeprefix(fold(head) + " ")
    return folded.split(" năm ")[0].strip(" .")


def _resolved(
    citation: Citation, by_number: dict[str, list[RegisterEntry]], by_title: dict[str, list[RegisterEntry]]
) -> ResolvedCitation:
    if citation.number:
        return _by_number(citation, by_number.get(_number_key(citation.number), []))
    if citation.title:
        return _by_title(citation, by_title.get(_title_key(citation.title), []))
    return ResolvedCitation(citation, None, "unresolved", "Viện dẫn không có số, không có tên để tìm trong sổ đăng ký.")


def _by_number(citation: Citation, entries: list[RegisterEntry]) -> ResolvedCitation:
    if not entries:
        return ResolvedCitation(citation, None, "unresolved", f"Chưa có văn bản số {citation.number} trong sổ đăng ký.")
    best = min(entries, key=lambda entry: len(_differences(citation, entry)))
    differences = _differences(citation, best)
    if not differences:
        return ResolvedCitation(citation, best.key, "resolved", "")
    reason = f"Số {citation.number} có trong sổ đăng ký nhưng {'; '.join(differences)}."
    return ResolvedCitation(citation, best.key, "contradicts", reason)


def _differences(citation: Citation, entry: RegisterEntry) -> list[str]:
    found = []
    if citation.date and entry.date and citation.date != entry.date:
        found.append(f"viện dẫn ghi ngày {vietnamese_date(citation.date)}, sổ ghi ngày {vietnamese_date(entry.date)}")
    if citation.type and entry.type and _is_written(citation.type, citation) and not _same_type(citation, entry):
        found.append(f"viện dẫn ghi là {citation.type}, sổ ghi là {entry.type}")
    written = citation.issuer and all(_is_written(name, citation) for name in citation.issuer.split("; "))
    if citation.issuer and written and entry.issuer and not same_agency(citation.issuer, entry.issuer):
        found.append(f"viện dẫn ghi của {citation.issuer}, sổ ghi của {entry.issuer}")
    return found


def _is_written(words: str, citation: Citation) -> bool:
    """Tell whether the citation says it in words: what only its number implies contradicts nothing."""
    return fold(words) in fold(citation.text)


def _same_type(citation: Citation, entry: RegisterEntry) -> bool:
    """Tell whether the types agree; "Thông tư" is said of a joint circular, "Luật" of a code."""
    ours, theirs = fold(citation.type or ""), fold(entry.type)
    return ours == theirs or theirs in (f"{ours} liên tịch", f"bộ {ours}")


def _by_title(citation: Citation, entries: list[RegisterEntry]) -> ResolvedCitation:
    entries = [entry for entry in entries if not entry.type or fold(entry.type) == fold(citation.type or "")]
    year = re.search(r"năm (\d{4})$", citation.title or "")
    if year:
        entries = [entry for entry in entries if entry.date.startswith(year[1])]
    if not entries:
        return ResolvedCitation(
            citation, None, "unresolved", f"Chưa có văn bản tên “{citation.title}” trong sổ đăng ký."
        )
    dated = [entry for entry in entries if not citation.date or entry.date == citation.date]
    if len(dated) == 1:
        return ResolvedCitation(citation, dated[0].key, "resolved", "")
    if not dated:
        entry = entries[0]
        reason = (
            f"“{citation.title}” có trong sổ đăng ký nhưng viện dẫn ghi ngày {vietnamese_date(citation.date or '')}, "
            f"sổ ghi ngày {vietnamese_date(entry.date)}."
        )
        return ResolvedCitation(citation, entry.key, "contradicts", reason)
    return ResolvedCitation(
        citation,
        None,
        "unresolved",
        f"Có {len(dated)} văn bản tên “{citation.title}”; cần ghi rõ số hoặc ngày.",
    )
