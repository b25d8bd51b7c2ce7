"""A cell of agencies split into agencies, although their names hold commas and "và" themselves."""

import re

_HEADS = (
    "bộ|các|ủy ban|uỷ ban|ubnd|hđnd|hội|ban|văn phòng|viện|ngân hàng|thanh tra|tòa án|toà án|kiểm toán|"
    "bảo hiểm|đài|thông tấn|tập đoàn|tổng|cục|vụ|sở|phòng|công an|công ty|trung tâm|trung ương|mặt trận|"
    "đoàn|liên|cổng|học viện|trường|cơ quan|chính phủ|quốc hội|thủ tướng|thành phố|tp|tỉnh|đại học|quỹ|"
    "báo|tạp chí|chi cục|đơn vị|doanh nghiệp|tổ chức|bệnh viện|kho bạc|nhà xuất bản|hiệp hội|bảo tàng|"
    "chủ tịch"
)
# A group written "các bộ, ngành, địa phương" is one entry: its members are not heads of a name of their own.
_BREAK = re.compile(
    rf"\s*(?:;|\n|(?:^|\n)\s*[-+•])\s*|\s*,?\s+và\s+(?=(?:{_HEADS})\b)|\s*,\s*(?=(?:{_HEADS})\b|(?-i:[A-ZĐ]{{2,}})\b)",
    re.IGNORECASE,
)


def split_units(cell: str) -> tuple[str, ...]:
    """This will return the agencies named in `cell`, in order, as written.

    "Bộ Văn hóa, Thể thao và Du lịch, các bộ, ngành" gives two: a comma or "và" parts two agencies only where
    the next word can begin the name of one.
    """
    return tuple(piece for part in _BREAK.split(cell) if (piece := part.strip(" ,.;-–\n\t")))
