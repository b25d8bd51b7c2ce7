"""A cell of agencies split into agencies, although their names hold commas and "và" themselves."""

import re

_HEADS = (
    "bộ|các|ủy ban|uỷ ban|ubnd|hđnd|hội|ban|văn phòng|viện|ngân hàng|thanh tra|tòa án|toà án|kiểm toán|"
    "bảo hiểm|đài|thông tấn|tập đoàn|tổng|cục|vụ|sở|phòng|công an|công ty|trung tâm|trung ương|mặt trận|"
    "đoàn|liên|cổng|học viện|trường|cơ quan|chính phủ|quốc hội|thủ tướng|thành phố|tp|tỉnh|đại học|quỹ|"
    "báo|tạp chí|chi cục|đơn vị|doanh nghiệp|tổ chức|bệnh viện|kho bạc|nhà xuất bản|hiệp hội|bảo tàng|"
    "chủ tịch"
)
_BREAK = re.compile(
    rf"\s*(?:;|\n|(?:^|\n)\s*[-+•])\s*|\s*,?\s+và\s+(?=(?:{_HEADS})\b)|"
    r"\s*,\s*(?=(?:" + _HEADS + r")\b|(?-i:[A-ZĐ]{2,})\b)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\bcác\s", re.IGNORECASE)
_GROUP_OF_STATE = re.compile(r"\bcác\s+(?:bộ|ngành|cơ quan|tỉnh|địa phương|sở|cục|vụ)\b", re.IGNORECASE)
_ENTERPRISE = re.compile(r"(?:doanh nghiệp|hiệp hội|tập đoàn|công ty)\b")
_LOCAL = r"(?:ubnd|hđnd|[uủ][ỷy] ban nhân dân|hội đồng nhân dân|tỉnh ủy|thành ủy|tỉnh uỷ|thành uỷ)"
_ONLY_KINDS = re.compile(rf"{_LOCAL}(?:\s*,\s*(?:và\s+)?{_LOCAL})*", re.IGNORECASE)
_KIND_OF = re.compile(rf"{_LOCAL}(?![^\W_])", re.IGNORECASE)


def split_units(cell: str) -> tuple[str, ...]:
    """This will return the agencies named in `cell`, in order, as written.

    "Bộ Văn hóa, Thể thao và Du lịch, các bộ, ngành" gives two: a comma or "và" parts two agencies only where
    the next word can begin the name of one. A group is one entry: "các bộ, cơ quan ngang bộ", "Sở Y tế các tỉnh,
    thành phố", "HĐND, UBND các tỉnh".
    """
    entries: list[str] = []
    end = 0
    joint = ""
    for match in _BREAK.finditer(cell):
        _add(entries, joint, cell[end : match.start()])
        joint, end = match[0], match.end()
    _add(entries, joint, cell[end:])
    return tuple(piece for entry in entries if (piece := entry.strip(_MARGIN)))


_MARGIN = " ,.;-–\n\t"


def _add(entries: list[str], joint: str, piece: str) -> None:
    """Add a piece of a cell, to the entry before it where it goes on with that entry's group."""
    if entries and not re.search(r"[;\n]", joint) and _goes_on(entries[-1].strip(_MARGIN), piece):
        entries[-1] += joint + piece
    else:
        entries.append(piece)


def _goes_on(entry: str, piece: str) -> bool:
    """Tell whether `piece` is a further member of the group `entry`, or what its bare kinds of agency are of.

    An enterprise is no member of a group of state bodies.
    """
    if _GROUP.search(entry):
        apart = _ENTERPRISE.match(piece) and _GROUP_OF_STATE.search(entry)
        return piece[:1].islower() and not _GROUP.match(piece) and not apart
    return _ONLY_KINDS.fullmatch(entry) is not None and _KIND_OF.match(piece) is not None
