"""Where the body of a paper ends: signature block, recipients, annexes and papers attached to it."""

import re

_SIGNATURE = re.compile(
    r"(?:N[ơo]i nhận|NƠI NHẬN)\s*[:.]?\s*(?:$|[-–])|N[ơo]i nhận:|[-–]\s*Như (?:trên|[Đđ]iều \d+)\s*[;,.]"
    r"|(?:TM|T/M|KT|TL|TUQ|TUN|Q)\s*\.\s*[A-ZĐÀ-Ỹ]{2,}"
    r"|[\[(]?\s*(?:đã ký|Đã ký|ĐÃ KÝ|Ký tên|đã ký tên)[^a-zà-ỹ]{0,12}[\])]?$"
    r"|(?:(?:QUYỀN |PHÓ |THỨ |TỔNG )?(?:TỔNG )?(?:BỘ TRƯỞNG|TRƯỞNG|CHỦ TỊCH|THỦ TƯỚNG|BÍ THƯ|CHÁNH ÁN|CHÁNH VĂN PHÒNG|"
    r"VIỆN TRƯỞNG|KIỂM TOÁN|THỐNG ĐỐC|THANH TRA|CHỦ NHIỆM|CỤC TRƯỞNG|VỤ TRƯỞNG|GIÁM ĐỐC|HIỆU TRƯỞNG|TƯ LỆNH|"
    r"CHÍNH ỦY|CHỦ TỌA|THƯ KÝ))\b"
    r"(?:[ ,A-ZĐÀ-Ỹ-]{0,60})$"
)
_PASSED = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Hiến pháp) (?:này )?(?:đã )?(?:này )?(?:được|do) .{0,40}"
    r"(?:[Qq]uốc hội|Hội đồng nhân dân|[UỦ]y ban [Tt]hường vụ).{0,160}thông qua"
)
_ATTACHED = re.compile(
    r"[(\[]?\s*(?:Được\s+)?(?:Ban hành\s+|Phê duyệt\s+)?(?:kèm theo|Kèm theo|KÈM THEO)\b", re.IGNORECASE
)


def begins_signature(text: str) -> bool:
    """Whether `text` looks like a line of the signature block or of the recipients."""
    return _SIGNATURE.match(text) is not None or _PASSED.match(text) is not None


def is_attachment_note(text: str) -> bool:
    """Whether `text` is the note "(Kèm theo Nghị quyết số …)" beneath the title of an attached paper."""
    return len(text) < 400 and _ATTACHED.match(text) is not None


def is_capital(text: str) -> bool:
    """Whether `text` is written in capitals, as titles are; small words of two letters may slip in."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and sum(sign.isupper() for sign in letters) >= 0.85 * len(letters)
