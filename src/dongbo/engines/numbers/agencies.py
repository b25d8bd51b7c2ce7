"""Agencies and their abbreviations, dissolved ones included: an old paper keeps its issuer's name.

Ministries and central bodies only; a local body is recognised by the head of its abbreviation (UBND, HĐND).
"""

from dataclasses import dataclass

from dongbo.engines.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Agency:
    """An issuing body: its name, the abbreviations its numbers carry, other names of it, its English name."""

    name: str
    abbreviations: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


AGENCIES: tuple[Agency, ...] = (
    Agency("Quốc hội", ("QH",), english=("National Assembly",)),
    Agency("Ủy ban Thường vụ Quốc hội", ("UBTVQH",), ("UBTVQH",), ("National Assembly Standing Committee",)),
    Agency(
        "Chủ tịch nước",
        ("CTN",),
        ("Chủ tịch nước Cộng hòa xã hội chủ nghĩa Việt Nam",),
        ("President of the Socialist Republic of Vietnam",),
    ),
    Agency("Chính phủ", ("CP",), english=("Government",)),
    Agency("Thủ tướng Chính phủ", ("TTg",), ("Thủ tướng",), ("Prime Minister",)),
    Agency("Hội đồng Bộ trưởng", ("HĐBT",)),
    Agency("Văn phòng Chính phủ", ("VPCP",), english=("Government Office",)),
    Agency("Văn phòng Quốc hội", ("VPQH",)),
    Agency("Văn phòng Chủ tịch nước", ("VPCTN",)),
    Agency("Bộ Công an", ("BCA",), english=("Minister of Public Security",)),
    Agency("Bộ Quốc phòng", ("BQP",), english=("Minister of National Defense", "Minister of National Defence")),
    Agency("Bộ Ngoại giao", ("BNG",), english=("Minister of Foreign Affairs",)),
    Agency("Bộ Nội vụ", ("BNV",), english=("Minister of Home Affairs", "Minister of the Interior")),
    Agency("Bộ Tư pháp", ("BTP",), english=("Minister of Justice",)),
    Agency("Bộ Tài chính", ("BTC",), english=("Minister of Finance",)),
    Agency("Bộ Kế hoạch và Đầu tư", ("BKHĐT", "BKH"), english=("Minister of Planning and Investment",)),
    Agency("Bộ Công Thương", ("BCT",), english=("Minister of Industry and Trade",)),
    Agency("Bộ Công nghiệp", ("BCN",), english=("Minister of Industry",)),
    Agency("Bộ Thương mại", ("BTM",), english=("Minister of Trade",)),
    Agency("Bộ Nông nghiệp và Môi trường", ("BNNMT",), english=("Minister of Agriculture and Environment",)),
    Agency(
        "Bộ Nông nghiệp và Phát triển nông thôn",
        ("BNNPTNT", "BNN"),
        english=("Minister of Agriculture and Rural Development",),
    ),
    Agency("Bộ Tài nguyên và Môi trường", ("BTNMT",), english=("Minister of Natural Resources and Environment",)),
    Agency("Bộ Xây dựng", ("BXD",), english=("Minister of Construction",)),
    Agency("Bộ Giao thông vận tải", ("BGTVT",), english=("Minister of Transport",)),
    Agency("Bộ Khoa học và Công nghệ", ("BKHCN",), english=("Minister of Science and Technology",)),
    Agency("Bộ Thông tin và Truyền thông", ("BTTTT",), english=("Minister of Information and Communications",)),
    Agency(
        "Bộ Lao động - Thương binh và Xã hội",
        ("BLĐTBXH",),
        english=("Minister of Labor, War Invalids and Social Affairs",),
    ),
    Agency("Bộ Văn hóa, Thể thao và Du lịch", ("BVHTTDL",), english=("Minister of Culture, Sports and Tourism",)),
    Agency("Bộ Văn hóa - Thông tin", ("BVHTT",)),
    Agency("Bộ Giáo dục và Đào tạo", ("BGDĐT", "BGD&ĐT"), english=("Minister of Education and Training",)),
    Agency("Bộ Y tế", ("BYT",), english=("Minister of Health",)),
    Agency("Bộ Dân tộc và Tôn giáo", ("BDTTG",)),
    Agency("Ủy ban Dân tộc", ("UBDT",)),
    Agency(
        "Ngân hàng Nhà nước Việt Nam",
        ("NHNN",),
        ("Ngân hàng Nhà nước",),
        ("Governor of the State Bank of Vietnam",),
    ),
    Agency("Thanh tra Chính phủ", ("TTCP",), english=("Government Inspector General",)),
    Agency("Kiểm toán nhà nước", ("KTNN",), ("Kiểm toán Nhà nước",), ("State Auditor General",)),
    Agency("Tòa án nhân dân tối cao", ("TANDTC", "TATC"), english=("Supreme People's Court",)),
    Agency("Hội đồng Thẩm phán Tòa án nhân dân tối cao", ("HĐTP",)),
    Agency("Viện kiểm sát nhân dân tối cao", ("VKSNDTC", "VKSTC"), english=("Supreme People's Procuracy",)),
    Agency("Bảo hiểm xã hội Việt Nam", ("BHXH",)),
    Agency("Đài Truyền hình Việt Nam", ("THVN",)),
    Agency("Ban Chấp hành Trung ương", ("TW",), ("Ban Chấp hành Trung ương Đảng", "Bộ Chính trị", "Ban Bí thư")),
    Agency("Văn phòng Trung ương Đảng", ("VPTW",)),
    Agency("Đảng ủy Công an Trung ương", ("ĐUCA",)),
    Agency("Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", ("ĐCTUBTWMTTQVN", "ĐCTUBTWMTQVN", "MTTW")),
    Agency("Tổng Liên đoàn Lao động Việt Nam", ("TLĐ",)),
)

_BY_ABBREVIATION = {short.upper(): agency for agency in AGENCIES for short in agency.abbreviations}
_BY_NAME = {
    fold(name): agency
    for agency in AGENCIES
    for name in (agency.name, *agency.aliases, *agency.english, *(f"The {name}" for name in agency.english))
}
_HEADS = ("Bộ trưởng ", "Thống đốc ", "Chánh án ", "Viện trưởng ", "Tổng Thanh tra ", "Tổng Kiểm toán ")


def agency_of(abbreviation: str) -> Agency | None:
    """Return the agency written `abbreviation` in a number ("BCA", "QH15", "TTg"); None if unknown."""
    return _BY_ABBREVIATION.get(abbreviation.upper().rstrip("0123456789")) or _BY_ABBREVIATION.get(abbreviation.upper())


def agency_named(name: str) -> Agency | None:
    """Return the agency called `name`, or led by that officer ("Bộ trưởng Bộ Y tế"); None if unknown."""
    folded = fold(name).strip(" .,;:")
    if folded in _BY_NAME:
        return _BY_NAME[folded]
    head = next((head for head in map(fold, _HEADS) if folded.startswith(head + " ")), None)
    return _BY_NAME.get(folded[len(head) + 1 :]) if head else None
