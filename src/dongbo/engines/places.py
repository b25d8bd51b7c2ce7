"""What a person calls the place a path names."""

_NAMES = {
    "phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu_muc": "Tiểu mục", "dieu": "Điều", "khoan": "khoản",
    "diem": "điểm", "phu_luc": "Phụ lục", "dong": "dòng", "doan": "đoạn", "tieu_de": "tiêu đề",
}  # fmt: skip
_SMALL = ("dieu", "khoan", "diem")


def place_name(path: str) -> str:
    """Return "điểm a khoản 2 Điều 5", "III.2.c", "Phụ lục I, dòng 11.1" for a path of the outline.

    From the article down the smallest part comes first, as Vietnamese papers cite; larger parts come in reading order;
    plain numbers are joined by points, bullets count as "gạch đầu dòng thứ 2".
    """
    large: list[str] = []
    plain: list[str] = []
    small: list[str] = []
    for part in filter(None, path.split("/")):
        kind, _, number = part.partition(":")
        if kind in _SMALL:
            small.append(f"{_NAMES[kind]} {number}")
        elif kind in _NAMES:
            large += _joined(plain)
            plain = []
            large.append(f"{_NAMES[kind]} {number}")
        elif part[0] in "-+":
            large += _joined(plain)
            plain = []
            large.append(f"{'gạch đầu dòng' if part[0] == '-' else 'dấu cộng'} thứ {part[1:]}")
        else:
            plain.append(part)
    return ", ".join([*large, *_joined(plain), *([" ".join(reversed(small))] if small else [])])


def _joined(plain: list[str]) -> list[str]:
    return [".".join(plain)] if plain else []
