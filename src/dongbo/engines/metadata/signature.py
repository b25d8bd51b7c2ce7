"""The signature block: powers, position and name of who signed, and the list of recipients beside it."""

import re
from dataclasses import dataclass

from dongbo.engines.metadata.atoms import bare, is_upper
from dongbo.engines.numbers import LOWER, UPPER
from dongbo.engines.papers import Line
from dongbo.engines.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: its power ("KT."), for whom it stands, position, name and the places of its lines."""

    power: str | None
    signed_for: str | None
    position: str
    name: str
    first_line: int
    name_line: int
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    line: Line


_POWER = re.compile(r"^(?:(T\.?U\.?Q|T\.?M|K\.?T|T\.?L|T/M|K/T|T/L)(?:\s?\.\s?|\s)|(Q|TH)\s?\.\s?)(?=[^\W\d_])")
_POWER_NAMES = {"T/M": "TM.", "K/T": "KT.", "T/L": "TL."}
_SIGNED = re.compile(r"[(\[]?\s*(?:đã\s*k[ýí](?:\s*tên)?|signed)\s*[)\]:]?\s*[:.]?", re.IGNORECASE)
_GLUED = re.compile(rf"(?<=[{UPPER}])(?=[{UPPER}][{LOWER}]+(?:\s|$))")
_INNER_POWER = re.compile(rf"\s+(?=(?:TM|KT|TL|TUQ)\.\s?[{UPPER}]{{2}})")
_OFFICES = re.compile(
    r"\b(?:bo truong|thu truong|thu tuong|chu tich|thong doc|tong thanh tra|chanh an|vien truong|"
    r"tong kiem toan|giam doc|cuc truong|vu truong|chanh van phong|van phong|truong ban|bi thu|"
    r"chu nhiem|hieu truong|tu lenh|truong phong|chanh thanh tra|chu toa|tong bien tap|tong thu ky|"
    r"chinh uy|tham muu truong|chi huy truong|truong doan|thu ky|tong cuc truong|tong giam doc|"
    r"prime minister|minister|president|chairman|chairwoman|governor|government|chief justice|"
    r"inspector general)\b"
)
_LOST_BLANK = re.compile(r"(?<![^\W_])(THỨ|PHÓ)(?=TRƯỞNG|THỦ|CHỦ|THỐNG|TỔNG|GIÁM|CỤC|VỤ|CHÁNH|BÍ|TRƯỞNG|VIỆN|TƯ)")
"""A blank that some PDF files lose between two capitals that lean together."""
_RANKS = (
    r"(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|(?:Phó |Chuẩn )?Đô đốc|Đại tá|Thượng tá|Trung tá|"
    r"Thiếu tá|Đại úy|Thượng úy)"
)
_TITLES = r"(?:(?:GS|PGS|TS|ThS|BS|LS|Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Luật sư)\.?,?\s*)*"
_NAME_WORD = rf"[{UPPER}](?:[^\W\d_]|')*"
_NAME = re.compile(rf"^(?:{_RANKS}\s+)?{_TITLES}(?P<words>{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,5}})\.?$")
_JOINED_NAME = re.compile(
    rf"\s+(?P<name>(?:{_RANKS}\s+)?{_TITLES}[{UPPER}][{LOWER}]+(?:\s+[{UPPER}][{LOWER}]*){{1,4}})\.?$"
)
"""A person's name at the end of a line whose other words are capitals."""
_POSITION = re.compile(
    r"(?:(?:PHÓ|QUYỀN|Q\.)\s+)?(?:CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN|(?:TỔNG )?CỤC TRƯỞNG|VỤ TRƯỞNG|BỘ TRƯỞNG|"
    r"THỨ TRƯỞNG|THỦ TƯỚNG|CHỦ TỊCH|CHỦ NHIỆM|THỐNG ĐỐC|(?:TỔNG )?GIÁM ĐỐC|VIỆN TRƯỞNG|HIỆU TRƯỞNG|TỔNG THANH TRA|"
    r"TỔNG KIỂM TOÁN|TỔNG BÍ THƯ|BÍ THƯ|TRƯỞNG BAN|TRƯỞNG PHÒNG|TRƯỞNG ĐOÀN|TƯ LỆNH|CHÍNH ỦY|TỔNG THƯ KÝ)\b"
)
_SURNAMES = re.compile(
    r"(?:nguyen|tran|le|pham|hoang|huynh|vu|vo|phan|truong|bui|dang|do|ngo|ho|duong|dinh|doan|lam|mai|trinh|"
    r"dao|ly|luong|ha|phung|tang|to|ta|cao|chau|thai|lo|nong|y|dam|quach|kieu|luu|vuong|trieu|tong|"
    r"khuat|than|bach|la)\b"
)
_NOT_NAMES = re.compile(
    r"^(?:noi nhan|phu luc|mau so|chuong|dieu|can cu|kinh gui|chinh phu|quoc hoi|cong hoa|doc lap|bo |uy ban|"
    r"ban hanh|appendix|annex|the |ho so|danh muc|thong tu|nghi dinh|luat|quyet dinh|ha noi|ngay|so )"
)
_ANNEX = re.compile(r"^(?:PHỤ LỤC|Phụ lục|Mẫu số|MẪU SỐ|APPENDIX|Appendix|Biểu mẫu)\b")
CERTIFIED = re.compile(r"^xác (?:thực|nhận)(?: nội dung)?(?: văn bản)? hợp nhất", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^Nơi nhận\s*:?\s*(?P<rest>.*)$")
_SHORTEST_BODY = 2


def find_signatures(body: list[Line]) -> list[Signature]:
    """Return a paper's signatures in order: the block before its annexes, or the block that certifies it.

    A consolidated text is signed by who certifies it, at its end; a form in an annex has no names.
    """
    rows = [row for line in body for row in _rows(line)]
    certified = next((index for index, row in enumerate(rows) if CERTIFIED.match(row.text)), None)
    if certified is not None:
        return _block(rows, certified + 1, len(rows))
    annex = next((i for i, row in enumerate(rows) if i > _SHORTEST_BODY and _ANNEX.match(row.text)), len(rows))
    return _block(rows, 0, annex) or _block(rows, annex, len(rows), only_marked=True)


def _rows(line: Line) -> list[_Row]:
    """Split what a file ran together: "CHỦ TỊCH QUỐC HỘI(Đã ký)", "KT. BỘ TRƯỞNG THỨ TRƯỞNG"."""
    texts: list[str] = []
    text = line.text
    joined = _joined(text)
    if joined:
        return [_Row(each, line) for each in joined]
    if len(text) > 200:
        return [_Row(text, line)]
    marks = _SIGNED.search(text)
    short = marks is not None and len(text) < 90
    pieces = [text[: marks.start()], "(Đã ký)", text[marks.end() :]] if marks and short else [text]
    for piece in pieces:
        for part in _INNER_POWER.split(piece):
            texts.extend(_unglued(part.strip()))
    return [_Row(each, line) for each in texts if each]


def _joined(text: str) -> list[str]:
    """Part a signature that stands whole on one line: "TM. CHÍNH PHỦ THỦ TƯỚNG Tên Họ", [] for any other line.

    The name is the line's end; before it each power and each position begins a piece. What else the line holds
    (the list of recipients, "XÁC THỰC VĂN BẢN HỢP NHẤT") is the first piece.
    """
    named = _JOINED_NAME.search(_SIGNED.sub(" ", text))
    if named is None or not _is_name(named["name"], marked=True):
        return []
    head = named.string[: named.start()].rstrip(" |-–:")
    cuts = [match.end() for match in _INNER_POWER.finditer(head)]
    cuts += [match.start() for match in _POSITION.finditer(head) if not _leans(head[: match.start()])]
    starts = sorted({0, *cuts})
    pieces = [head[at:to].strip(" |") for at, to in zip(starts, [*starts[1:], len(head)], strict=True)]
    signed = pieces[1:] if len(pieces) > 1 and not _is_office(pieces[0]) else pieces
    if not signed[0] or not is_upper(" ".join(signed)) or not all(map(_is_office, signed)):
        return []
    marked = ["(Đã ký)"] if _SIGNED.search(text) else []
    return [*(each for each in pieces if each), *marked, named["name"]]


def _leans(before: str) -> bool:
    """Tell whether a position goes on with what stands before it: its power, or the words it is deputy of."""
    return bool(re.search(r"(?:^|\s)(?:(?:TUQ|TM|KT|TL|Q|TH)\.?|PHÓ)\s*$", before))


def _unglued(text: str) -> list[str]:
    if len(text) > 90 or not (_OFFICES.search(bare(text)) or _LOST_BLANK.search(text)):
        return [text]
    cut = _GLUED.search(text)
    if (
        cut
        and is_upper(text[: cut.start()])
        and len(text[: cut.start()]) > 6
        and _is_name(text[cut.start() :], marked=True)
    ):
        return [text[: cut.start()].strip(), text[cut.start() :].strip()]
    text = _LOST_BLANK.sub(r"\1 ", text)
    deputy = re.search(r"(?<=\S)\s+(?=(?:PHÓ|THỨ)\s)", text)
    if deputy and _POWER.match(text) and is_upper(text):
        return [text[: deputy.start()], text[deputy.end() :]]
    return [text]


def _block(rows: list[_Row], start: int, stop: int, *, only_marked: bool = False) -> list[Signature]:
    index = start
    found: list[Signature] = []
    last_end = 0
    while index < stop:
        read = _signature_at(rows, index, stop) if _is_office(rows[index].text) else None
        if read is None or (only_marked and not (read[0].marked or read[0].power)):
            index += 1
            continue
        if found and index - last_end > 3:
            break
        found.append(read[0])
        index = last_end = read[1]
    return found


def _is_office(text: str) -> bool:
    if len(text) > 100 or text.startswith(("-", "–", "+", "(", "“", '"')) or text.endswith((";", ",", ".", ":")):
        return False
    if _POWER.match(text) and is_upper(text):
        return True
    plain = re.sub(r"^(?:pho|quyen|q\.)\s+", "", bare(text))
    return bool(_OFFICES.match(plain)) and (is_upper(text) or len(text.split()) <= 5)


def _signature_at(rows: list[_Row], start: int, stop: int) -> tuple[Signature, int] | None:
    index = start
    offices: list[str] = []
    marked = False
    while index < stop and index < start + 12:
        text = rows[index].text
        if text == "(Đã ký)":
            marked = True
        elif offices and _is_name(text, marked=marked) and (marked or not _is_office(text)):
            return _signature(offices, rows[start], rows[index], marked=marked), index + 1
        elif not marked and len(offices) < 6 and (_is_office(text) or (offices and _carries_on(text))):
            offices.append(text)
        elif not _is_filler(text):
            return None
        index += 1
    return None


def _carries_on(text: str) -> bool:
    return is_upper(text) and len(text) < 70 and not re.search(r"[\d:;]", text)


def _is_filler(text: str) -> bool:
    return bool(re.fullmatch(r"[\s\-_.*…\[\]()]*|\((?:Ký|chữ ký|ký tên)[^)]*\)|\[.*\]|Nơi nhận\s*:?", text))


def _is_name(text: str, *, marked: bool) -> bool:
    """Tell whether a line is a person's name; in capitals it must be marked or begin with a surname."""
    match = _NAME.match(text.strip())
    if match is None or _NOT_NAMES.match(bare(text)):
        return False
    words = match["words"].split()
    if is_upper(match["words"]):
        known = marked or _SURNAMES.match(bare(text)) is not None
        return known and 2 <= len(words) <= 5 and not _OFFICES.search(bare(text))
    return all(word[1:].islower() or len(word) == 1 for word in words)


def _signature(offices: list[str], first: _Row, name: _Row, *, marked: bool) -> Signature:
    power: str | None = None
    powered: list[str] = []
    position: list[str] = []
    for office in offices:
        match = _POWER.match(office)
        if match:
            written = match[1] or match[2]
            power = _POWER_NAMES.get(written, written.replace(".", "") + ".")
            powered.append(office[match.end() :].strip())
            position = []
        elif position and not power and re.match(r"(?:pho|thu) ", bare(office)):
            powered, position = position, [office]
        else:
            position.append(office)
    held = " ".join(position or powered[-1:])
    plain = re.sub(rf"^{_RANKS}\s+", "", name.text.strip(" ."))
    return Signature(
        power=power,
        signed_for=powered[-1] if powered and position else None,
        position=held,
        name=plain,
        first_line=first.line.number,
        name_line=name.line.number,
        text=" / ".join([*offices, name.text]),
        marked=marked,
    )


def find_recipients(body: list[Line]) -> list[str]:
    """Return the entries of "Nơi nhận", as written without their dash and stop, "Lưu: …" the last."""
    start = next((i for i, line in enumerate(body) if _RECIPIENTS.match(line.text)), None)
    if start is None:
        return []
    match = _RECIPIENTS.match(body[start].text)
    entries = re.split(r"[;,.]\s*[-–+•]\s+", match["rest"]) if match and match["rest"] else []
    for line in body[start + 1 : start + 60]:
        text = line.text
        if text.startswith(("-", "–", "+", "•")):
            entries.append(text)
            if re.match(r"[-–+•]\s*Lưu\b", text):
                break
        elif _ANNEX.match(text) or fold(text).startswith("điều "):
            break
    return [entry.strip(" -–+•;.,") for entry in entries if entry.strip(" -–+•;.,…")]
