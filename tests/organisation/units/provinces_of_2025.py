"""The mergers of 1 July 2025 (Resolution 202/2025/QH15), by hand, with fictional codes of a fictional ministry.

The last two figures of a code are those of the province's statistical code before the mergers.
"""

from datetime import date

END_OF_DISTRICTS = date(2025, 3, 1)
MERGERS = date(2025, 7, 1)

UNCHANGED = {
    "01": "Hà Nội",
    "04": "Cao Bằng",
    "11": "Điện Biên",
    "12": "Lai Châu",
    "14": "Sơn La",
    "20": "Lạng Sơn",
    "22": "Quảng Ninh",
    "38": "Thanh Hóa",
    "40": "Nghệ An",
    "42": "Hà Tĩnh",
    "46": "Huế",
}

MERGED: dict[str, tuple[str, str, dict[str, str]]] = {
    # code of after: (code of before, name, who came to it)
    "08": ("08", "Tuyên Quang", {"02": "Hà Giang"}),
    "15": ("10", "Lào Cai", {"15": "Yên Bái"}),
    "19": ("19", "Thái Nguyên", {"06": "Bắc Kạn"}),
    "25": ("25", "Phú Thọ", {"26": "Vĩnh Phúc", "17": "Hòa Bình"}),
    "24": ("27", "Bắc Ninh", {"24": "Bắc Giang"}),
    "33": ("33", "Hưng Yên", {"34": "Thái Bình"}),
    "31": ("31", "Hải Phòng", {"30": "Hải Dương"}),
    "37": ("37", "Ninh Bình", {"35": "Hà Nam", "36": "Nam Định"}),
    "44": ("45", "Quảng Trị", {"44": "Quảng Bình"}),
    "48": ("48", "Đà Nẵng", {"49": "Quảng Nam"}),
    "51": ("51", "Quảng Ngãi", {"62": "Kon Tum"}),
    "52": ("64", "Gia Lai", {"52": "Bình Định"}),
    "56": ("56", "Khánh Hòa", {"58": "Ninh Thuận"}),
    "68": ("68", "Lâm Đồng", {"67": "Đắk Nông", "60": "Bình Thuận"}),
    "66": ("66", "Đắk Lắk", {"54": "Phú Yên"}),
    "79": ("79", "Hồ Chí Minh", {"74": "Bình Dương", "77": "Bà Rịa – Vũng Tàu"}),
    "75": ("75", "Đồng Nai", {"70": "Bình Phước"}),
    "80": ("72", "Tây Ninh", {"80": "Long An"}),
    "92": ("92", "Cần Thơ", {"94": "Sóc Trăng", "93": "Hậu Giang"}),
    "86": ("86", "Vĩnh Long", {"83": "Bến Tre", "84": "Trà Vinh"}),
    "82": ("87", "Đồng Tháp", {"82": "Tiền Giang"}),
    "96": ("96", "Cà Mau", {"95": "Bạc Liêu"}),
    "91": ("89", "An Giang", {"91": "Kiên Giang"}),
}
"""By the code of after: the code the name stood under before, the name, and the provinces that came to it."""

BEFORE: dict[str, str] = UNCHANGED | {
    code: name for former, kept, others in MERGED.values() for code, name in {former: kept, **others}.items()
}
"""The 63 provinces of before, by code."""

AFTER: dict[str, str] = UNCHANGED | {code: name for code, (_former, name, _others) in MERGED.items()}
"""The 34 provinces of after, by code."""
