"""The receipt of one unit: what became of each of its opinions."""

from collections.abc import Iterator

from dongbo.engines.consultation_papers.model import (
    ANSWERS,
    KINDS,
    NO_ANSWER,
    WHOLE_DRAFT,
    Receipt,
    ReceiptOpinion,
    plain,
)
from dongbo.engines.consultation_papers.tables import Cells, TablePaper
from dongbo.engines.consultation_papers.typeset import write_table_pdf
from dongbo.engines.consultation_papers.word import write_table_docx
from dongbo.engines.consultation_papers.wording import answer, said_of
from dongbo.engines.decree30 import Column

RECEIPT_COLUMNS = (
    Column("TT", 5),
    Column("ĐIỀU, KHOẢN KHI GÓP Ý", 18),
    Column("NỘI DUNG GÓP Ý", 37),
    Column("NỘI DUNG TIẾP THU, GIẢI TRÌNH", 40),
)


def write_receipt_docx(receipt: Receipt) -> bytes:
    """Return the receipt as a Word file."""
    return write_table_docx(_paper(receipt))


def write_receipt_pdf(receipt: Receipt) -> bytes:
    """Return the receipt as PDF."""
    return write_table_pdf(_paper(receipt))


def _paper(receipt: Receipt) -> TablePaper:
    answered = ANSWERS[receipt.answer] if receipt.answer else NO_ANSWER
    document = receipt.head.landscape(
        title="Thông báo kết quả tiếp thu, giải trình ý kiến góp ý",
        subject=f"Đối với {receipt.subject}",
        opening=(
            f"Cơ quan, tổ chức, cá nhân góp ý: {receipt.unit}.",
            f"Trả lời chung: {answered}.",
            f"Kết quả tiếp thu, giải trình thể hiện tại {receipt.draft_label} như sau:",
        ),
    )
    return TablePaper(document, RECEIPT_COLUMNS, _rows(receipt))


def _rows(receipt: Receipt) -> Iterator[Cells]:
    for one in receipt.opinions:
        yield receipt_cells(one, receipt.draft_label)


def receipt_cells(one: ReceiptOpinion, draft_label: str) -> Cells:
    """Return the four cells of one opinion."""
    said = (f"[{KINDS[one.kind]}] {one.text}", *said_of(one))
    return (
        str(one.ordinal),
        plain(one.provision).strip() or WHOLE_DRAFT,
        "\n".join(map(plain, said)),
        answer(one, draft_label),
    )
