"""Names of agencies in capitals, written as running text has them."""

import pytest

from dongbo.engines.metadata.names import readable_name
from dongbo.engines.papers import Line


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("BỘ AN TOÀN CỘNG ĐỒNG", "Bộ An toàn cộng đồng"),
        ("ĐẢNG ỦY BỘ AN TOÀN CỘNG ĐỒNG", "Đảng ủy Bộ An toàn cộng đồng"),
        ("ĐẢNG ỦY BỘ CÔNG AN", "Đảng ủy Bộ Công an"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH LÀO CAI", "Sở Giáo dục và Đào tạo tỉnh Lào Cai"),
        ("VỤ KẾ HOẠCH - TÀI CHÍNH", "Vụ Kế hoạch - Tài chính"),
        ("CỤC PHÒNG, CHỐNG MA TÚY", "Cục Phòng, chống ma túy"),
        ("BAN CHỈ ĐẠO QUỐC GIA VỀ CHUYỂN ĐỔI SỐ", "Ban Chỉ đạo quốc gia về chuyển đổi số"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH", "Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh"),
        ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "Hội đồng nhân dân thành phố Hồ Chí Minh"),
        ("TỈNH ỦY HÀ GIANG", "Tỉnh ủy Hà Giang"),
        ("UBND TỈNH HÀ GIANG", "UBND tỉnh Hà Giang"),
        ("HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM", "Hội Liên hiệp phụ nữ Việt Nam"),
        ("Cục CNTT", "Cục CNTT"),
    ],
)
def test_kind_field_and_place_begin_with_capitals(printed: str, written: str) -> None:
    assert readable_name(printed, []) == written


def test_the_form_used_most_in_the_paper_goes_before_the_rule() -> None:
    texts = ["Ủy ban quốc gia về Sổ tay", "Ủy ban Quốc gia về Sổ tay", "Ủy ban Quốc gia về Sổ tay họp."]
    lines = [Line(text=text, number=at) for at, text in enumerate(texts, start=1)]
    assert readable_name("ỦY BAN QUỐC GIA VỀ SỔ TAY", lines) == "Ủy ban Quốc gia về Sổ tay"
