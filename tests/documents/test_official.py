"""A version as an official paper: which of the lines before its first provision are its opening."""

import pytest

from dongbo.documents.models import Document, Version
from dongbo.documents.queries import opening_of

HEAD = (
    "BỘ THỬ NGHIỆM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/KH-BTN\n"
    "Hà Nội, ngày 02 tháng 6 năm 2026\nKẾ HOẠCH\nVề dữ liệu số\n"
)
BASES = ("Căn cứ Luật Thử nghiệm;", "Theo đề nghị của Cục trưởng Cục A,")


@pytest.mark.parametrize(
    ("subject", "preamble", "opening"),
    [
        ("Về dữ liệu số", "\n".join(BASES), BASES),
        ("Về dữ liệu số", HEAD + "\n".join(BASES), BASES),
        ("Về dữ liệu số", HEAD + "\n\nBộ ban hành Kế hoạch như sau:", ("Bộ ban hành Kế hoạch như sau:",)),
        ("Tên khác hẳn", HEAD + "\n".join(BASES), BASES),
        ("Tên khác hẳn", HEAD, ()),
        ("Về dữ liệu số", "", ()),
    ],
)
def test_the_head_of_a_paper_that_was_sent_is_no_opening(subject: str, preamble: str, opening: tuple[str, ...]) -> None:
    assert opening_of(Version(document=Document(subject=subject), preamble=preamble)) == opening
