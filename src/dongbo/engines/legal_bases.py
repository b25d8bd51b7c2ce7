"""Legal bases as a draft cites them: one a line in the order of rank, as Decree 30/2020 lays them out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dongbo.engines.vietnamese import fold

OPENS = "Căn cứ "
_WITHOUT_NUMBER = frozenset(map(fold, ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")))
"""These are cited by their name and day alone."""

_VERBS = frozenset(
    map(
        fold,
        (
            "về", "ban hành", "quy định", "sửa đổi", "phê duyệt", "hướng dẫn", "công bố", "bãi bỏ", "thành lập",
            "triển khai", "tổ chức", "điều chỉnh", "bổ sung", "giao", "kiện toàn", "thực hiện", "tăng cường",
        ),
    )
)  # fmt: skip
"""A subject that begins so follows the agency without «về» before it."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What of a document is cited."""

    type_name: str
    number: str
    issued: date | None
    organ: str
    subject: str


def basis_line(cited: Cited) -> str:
    """Return the line that cites a document, without the sign at its end."""
    day = f" ngày {_day(cited.issued)}" if cited.issued else ""
    kind, subject = cited.type_name.strip(), " ".join(cited.subject.split())
    if fold(kind) in _WITHOUT_NUMBER:
        named = subject if fold(subject).startswith(fold(kind)) else f"{kind} {subject}"
        return f"{OPENS}{named.strip()}{day}"
    number = f" số {cited.number}" if cited.number else ""
    organ = f" của {cited.organ.strip()}" if cited.organ.strip() else ""
    return f"{OPENS}{kind or 'văn bản'}{number}{day}{organ} {_about(subject)}".rstrip()


def basis_lines(cited: Iterable[Cited], *, followed: bool = False) -> list[str]:
    """Return the lines with their signs: each ends in a semicolon, the last in a stop unless more `followed`."""
    lines = [basis_line(one) for one in cited]
    return [f"{line}{'.' if at == len(lines) and not followed else ';'}" for at, line in enumerate(lines, start=1)]


def is_basis(line: str) -> bool:
    """Return whether a line of an opening states a legal basis."""
    return line.lstrip().startswith(OPENS)


def with_bases(opening: str, cited: Sequence[Cited], *, keep: bool) -> str:
    """Return `opening` with the lines of `cited` where its own legal bases stand, else behind what it says.

    With `keep` the lines it has besides stay before them, save those that cite the same; without, they go.
    """
    lines = opening.splitlines()
    ours = {_bare(basis_line(one)) for one in cited}
    others = [line for line in lines if is_basis(line) and _bare(line) not in ours] if keep else []
    first = next((at for at, line in enumerate(lines) if is_basis(line)), len(lines))
    before = [line for line in lines[:first] if not is_basis(line)]
    after = [line for line in lines[first:] if not is_basis(line)]
    followed = any(line.strip() for line in after)
    kept = [f"{line.rstrip().rstrip('.;')};" for line in others]
    return "\n".join([*before, *kept, *basis_lines(cited, followed=followed), *after]).strip("\n")


def other_bases(opening: str, cited: Iterable[Cited]) -> list[str]:
    """Return the legal bases `opening` states that none of `cited` is."""
    ours = {_bare(basis_line(one)) for one in cited}
    return [line.strip() for line in opening.splitlines() if is_basis(line) and _bare(line) not in ours]


def _bare(line: str) -> str:
    return fold(line).rstrip(" .;")


def _about(subject: str) -> str:
    words = subject.split()
    opens = {fold(" ".join(words[:length])) for length in (1, 2)}
    if not words:
        return ""
    if opens & _VERBS:
        return subject[:1].lower() + subject[1:]
    is_name = words[0].isupper() or (len(words) > 1 and words[1][:1].isupper())
    return f"về {subject if is_name else subject[:1].lower() + subject[1:]}"


def _day(day: date) -> str:
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"
