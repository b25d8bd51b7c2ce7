"""The cells of a row in words: what was said, and what was answered."""

from collections.abc import Iterable, Iterator, Sequence

from dongbo.engines.consultation_papers.model import OUTCOMES, WHOLE_DRAFT, Matrix, MatrixRow, ReceiptOpinion, plain
from dongbo.engines.figures import figure

TITLE = "BẢN TỔNG HỢP Ý KIẾN, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý, PHẢN BIỆN XÃ HỘI ĐỐI VỚI"
RESULTS_FOLLOW = "Kết quả cụ thể như sau:"
SILENT = "Cơ quan, tổ chức, cá nhân không gửi ý kiến"
ALL_ANSWERED = "Tất cả cơ quan, tổ chức, cá nhân được xin ý kiến đã gửi ý kiến."


def title(matrix: Matrix) -> str:
    """Return the title of the official table."""
    return f"{TITLE} {matrix.subject.upper()}"


def opening(matrix: Matrix) -> tuple[str, str]:
    """Return the two lines above the official table."""
    asked, received = figure(matrix.asked), figure(matrix.received)
    return (
        f"Tổng số {asked} cơ quan, tổ chức, cá nhân đã gửi xin ý kiến, tham vấn/góp ý, phản biện xã hội "
        f"và tổng số {received} ý kiến nhận được.",
        RESULTS_FOLLOW,
    )


def silent_heading(matrix: Matrix) -> str:
    """Return the heading of the list of those who did not answer, or the sentence that all did."""
    return f"{SILENT} ({figure(len(matrix.silent_units))}):" if matrix.silent_units else ALL_ANSWERED


def topic(row: MatrixRow) -> str:
    """Return the first column: the provision, or that it is the whole draft."""
    return plain(row.topic).strip() or WHOLE_DRAFT


def consultees(row: MatrixRow) -> str:
    """Return those who said it, one to a line."""
    return _lines(row.consultees)


def opinion(row: MatrixRow) -> str:
    """Return the opinion under its ordinal, the words it is about and those it proposes."""
    return _lines((f"({row.ordinal}) {row.opinion}", *said_of(row)))


def said_of(row: MatrixRow | ReceiptOpinion) -> Iterable[str]:
    """Yield the words an opinion is about, and those it proposes in their place."""
    if row.quote.strip():
        yield quoted(row.quote)
    if row.proposed.strip():
        yield f"Đề nghị sửa thành: {row.proposed}"


def quoted(words: str) -> str:
    """Return a quotation with its label."""
    return f"Trích dự thảo: “{words}”"


def answer(row: MatrixRow | ReceiptOpinion, draft_label: str) -> str:
    """Return the answer: the outcome, the response, the reason, and where the matter now stands."""
    outcome = OUTCOMES[row.outcome]
    lines = [f"{outcome}: {row.response}" if row.response.strip() else f"{outcome}."]
    if row.reason.strip():
        lines.append(f"Lý do: {row.reason}")
    if row.place_now.strip():
        lines.append(f"Thể hiện tại {draft_label or 'dự thảo'}: {row.place_now}")
    return _lines(lines)


def punctuated(items: Sequence[str]) -> Iterator[str]:
    """Yield the items of a list: a semicolon after each, a full stop after the last; a question keeps its mark."""
    for place, item in enumerate(items, start=1):
        asked = item.rstrip().endswith("?")
        yield ended(item) if asked or place == len(items) else f"{item.rstrip(' .;')};"


def ended(sentence: str) -> str:
    """Return the sentence with a full stop, unless it ends with a mark of its own."""
    words = sentence.rstrip(" ;")
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(map(plain, lines))
