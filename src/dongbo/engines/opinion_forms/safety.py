"""The door for forms: what kind of file it is, by its content, and whether it is safe to open."""

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from openpyxl.utils import range_boundaries

from dongbo.engines.opinion_forms.form import FormRefused
from dongbo.engines.papers.archive import UNPACKING_ERRORS

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_PARTS = 1_000
MAX_CELLS = 200_000
MAX_MERGED = 200_000
MAX_ROWS = 5_000

_COMPOUND = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_FLAG = 0x1
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:]{1,30})[\"']")

Kind = Literal["xlsx", "docx"]


def recognise(data: bytes, *, name: str) -> Kind:
    """Return the kind of a file that is safe to open; raises FormRefused."""
    if not data:
        raise FormRefused("empty", f"Tệp «{name}» rỗng: hãy chọn lại tệp.")
    if len(data) > MAX_BYTES:
        raise FormRefused(
            "too-large", f"Tệp «{name}» lớn hơn {MAX_BYTES // 1024**2} MB: hãy bỏ ảnh và những phần không phải ý kiến."
        )
    if data.startswith(_COMPOUND):
        raise _compound(data, name)
    if not data.startswith(b"PK"):
        raise _stranger(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _checked(archive, name)
    except FormRefused:
        raise
    except UNPACKING_ERRORS as error:
        raise damaged(name) from error


def damaged(name: str) -> FormRefused:
    """Return the refusal of a file that is cut off or broken."""
    return FormRefused(
        "damaged", f"Tệp «{name}» bị cắt giữa chừng hoặc bị hỏng: hãy mở bằng Excel hay Word, lưu lại rồi gửi lại."
    )


def _stranger(name: str) -> FormRefused:
    ending = PurePath(name).suffix.lower()
    what = f" (đuôi {ending})" if ending else ""
    return FormRefused(
        "not-a-form", f"Tệp «{name}»{what} không phải phiếu ý kiến .xlsx hay .docx: hãy gửi lại tệp phiếu đã được cấp."
    )


def _compound(data: bytes, name: str) -> FormRefused:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return FormRefused("encrypted", f"Tệp «{name}» bị khóa bằng mật khẩu: hãy bỏ mật khẩu, lưu lại rồi gửi lại.")
    return FormRefused(
        "legacy", f"Tệp «{name}» theo kiểu cũ (.xls, .doc) hoặc bị khóa: hãy lưu thành .xlsx hoặc .docx rồi gửi lại."
    )


def _checked(archive: zipfile.ZipFile, name: str) -> Kind:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    kind = _kind(names, name)
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise FormRefused("encrypted", f"Tệp «{name}» bị khóa bằng mật khẩu: hãy bỏ mật khẩu, lưu lại rồi gửi lại.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _unsafe(name, "bung ra quá lớn")
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise FormRefused("macros", f"Tệp «{name}» có macro nên không được nhận: hãy lưu thành .xlsx hoặc .docx.")
    cells = merged = 0
    for part in names:
        if not part.endswith((".xml", ".rels")):
            continue
        held = archive.read(part)
        if b"<!DOCTYPE" in held or held[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in held[:64]:
            raise _unsafe(name, "có khai báo mà Excel và Word không bao giờ ghi")
        if part.startswith("xl/worksheets/"):
            cells += len(_CELL.findall(held))
            merged += sum(map(_area, _MERGED.findall(held)))
    if cells > MAX_CELLS or merged > MAX_MERGED:
        raise FormRefused("too-many-cells", f"Tệp «{name}» có quá nhiều ô: hãy chép ý kiến sang phiếu mới được cấp.")
    return kind


def _kind(names: set[str], name: str) -> Kind:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    if "META-INF/manifest.xml" in names:
        raise FormRefused(
            "opendocument",
            f"Tệp «{name}» ở dạng OpenDocument (.ods, .odt): hãy lưu thành .xlsx hoặc .docx rồi gửi lại.",
        )
    raise _stranger(name)


def _area(reference: bytes) -> int:
    left, top, right, bottom = range_boundaries(reference.decode())
    if None in (left, top, right, bottom):
        return MAX_MERGED + 1
    return (int(right or 0) - int(left or 0) + 1) * (int(bottom or 0) - int(top or 0) + 1)


def _unsafe(name: str, reason: str) -> FormRefused:
    return FormRefused(
        "unsafe", f"Tệp «{name}» {reason} nên không an toàn để mở: hãy chép ý kiến sang phiếu mới được cấp."
    )


def too_many_rows(name: str) -> FormRefused:
    """Return the refusal of a form with more opinions than one form may hold."""
    return FormRefused("too-many-rows", f"Tệp «{name}» có quá {MAX_ROWS} dòng ý kiến: hãy chia thành nhiều lần gửi.")
