"""How a document is called without its full number, per issuer: "Nghị quyết số 12 của Bộ Chính trị"."""

from dongbo.engines.numbers import type_named
from dongbo.engines.vietnamese import fold

_PARTY = "{ordinal}-{party}/TW"
ALIASES: tuple[tuple[str, str], ...] = (
    ("Bộ Chính trị", _PARTY),
    ("Ban Bí thư", _PARTY),
    ("Ban Chấp hành Trung ương", _PARTY),
    ("Trung ương Đảng", _PARTY),
    ("Chính phủ", "{ordinal}/{state}-CP"),
    ("Thủ tướng Chính phủ", "{ordinal}/{state}-TTg"),
)
"""Issuer's beginning and the form its numbers take; a decree also needs its year."""

LISTED_NAMES: tuple[str, ...] = (
    "An toàn, vệ sinh lao động",
    "Cán bộ, công chức",
    "Chất lượng sản phẩm, hàng hóa",
    "Chuyển giao người đang chấp hành án phạt tù",
    "Đầu tư theo phương thức đối tác công tư",
    "Giao thông đường thủy nội địa",
    "Khoa học, công nghệ và đổi mới sáng tạo",
    "Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
    "Phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "Phòng cháy và chữa cháy",
    "Phòng, chống bạo lực gia đình",
    "Phòng, chống bệnh truyền nhiễm",
    "Phòng, chống khủng bố",
    "Phòng, chống ma túy",
    "Phòng, chống mua bán người",
    "Phòng, chống rửa tiền",
    "Phòng, chống tác hại của rượu, bia",
    "Phòng, chống tác hại của thuốc lá",
    "Phòng, chống tham nhũng",
    "Phòng, chống thiên tai",
    "Quản lý, sử dụng tài sản công",
    "Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
    "Sử dụng năng lượng tiết kiệm và hiệu quả",
    "Thi đua, khen thưởng",
    "Thực hành tiết kiệm, chống lãng phí",
    "Thuế xuất khẩu, thuế nhập khẩu",
    "Xử lý vi phạm hành chính",
    "Xuất cảnh, nhập cảnh của công dân Việt Nam",
)
"""Laws whose names hold a comma or a word that would otherwise end a name."""


def full_number(ordinal: str, type_name: str, issuer: str, year: str | None) -> str | None:
    """Return the number that an ordinal, a type and an issuer stand for; None where they do not settle it."""
    kind = type_named(type_name)
    form = next((form for name, form in _BY_LENGTH if fold(issuer).startswith(fold(name))), None)
    if kind is None or form is None:
        return None
    if kind.name in ("Nghị định", "Thông tư"):
        form = form.replace("{ordinal}/", "{ordinal}/{year}/") if year else ""
    abbreviations = kind.party if form == _PARTY else kind.state
    if not form or not abbreviations:
        return None
    return form.format(ordinal=ordinal, party=abbreviations[0], state=abbreviations[0], year=year)


_BY_LENGTH = sorted(ALIASES, key=lambda alias: len(alias[0]), reverse=True)
