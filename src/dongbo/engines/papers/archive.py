"""Parts of a Word file out of its zip archive, with bounds against archives made to exhaust the machine."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from lxml import etree

from dongbo.engines.papers.paper import PaperRefused

MAX_PARTS = 5_000
MAX_PART_BYTES = 256 * 1024 * 1024
MAX_RATIO = 150
_RATIO_MATTERS_FROM = 8 * 1024 * 1024
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_ENCRYPTED_FLAG = 0x1
_SIZES_FOLLOW_FLAG = 0x8
_LONGEST_PART_NAME = 200
"""What names a part beyond this, or with what cannot be printed, is no header: noise that begins like one."""
UNPACKING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OverflowError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What unpacking raises over an archive that is cut off, damaged or made up."""
_SAFELY: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}


@dataclass(slots=True)
class Archive:
    """The parts of one Word file, each read once and only when asked for."""

    name: str
    _zip: zipfile.ZipFile
    _strict: bool = False

    @classmethod
    def open(cls, data: bytes, *, name: str) -> "Archive":
        """This will open the archive; raises PaperRefused when it is cut off, damaged or unreasonably large."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except UNPACKING_ERRORS as error:
            raise _cut_off(data, name) from error
        if len(archive.infolist()) > MAX_PARTS:
            raise _unsafe(name, f"chứa {len(archive.infolist())} phần, quá mức {MAX_PARTS} phần")
        return cls(name, archive)

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def parts(self, *beginnings: str) -> list[str]:
        """Return the names of the XML parts that begin so."""
        return [part for part in self._zip.NameToInfo if part.startswith(beginnings) and part.endswith(".xml")]

    def read(self, part: str) -> bytes:
        """Return the bytes of `part`; raises PaperRefused when they are too many or do not unpack whole."""
        try:
            return self._zip.read(self._checked(part))
        except UNPACKING_ERRORS as error:
            raise self._broken(part, "giữa chừng") from error

    def _checked(self, part: str) -> zipfile.ZipInfo:
        """Return the entry of a part that is neither locked nor out of proportion."""
        info = self._zip.getinfo(part)
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise PaperRefused(
                "encrypted", f"Tệp “{self.name}” bị khóa bằng mật khẩu: xin bỏ mật khẩu, lưu lại rồi nạp lại."
            )
        if info.file_size > MAX_PART_BYTES:
            raise _unsafe(self.name, f"phần “{part}” bung ra quá {MAX_PART_BYTES // 1024**2} MB")
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > _RATIO_MATTERS_FROM and ratio > MAX_RATIO:
            raise _unsafe(self.name, f"phần “{part}” bung ra gấp {ratio:.0f} lần")
        return info

    def xml(self, part: str) -> etree._Element:
        """Return the root of an XML part; entities stay unexpanded, nothing outside the file is fetched."""
        parser = etree.XMLParser(**_SAFELY, remove_comments=True, remove_pis=True)
        data = self.read(part)
        if _STRICT in data[:4096]:
            self._strict = True
            data = data.replace(_STRICT, _TRANSITIONAL)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(part, _place(error)) from error
        if _declares_type(root):
            raise _unsafe(self.name, f"phần “{part}” có khai báo kiểu tài liệu, điều mà Word không bao giờ ghi")
        return root

    def elements(self, part: str, *tags: str) -> Iterator[etree._Element]:
        """Yield the elements with these tags as they are reached, parsing no further than asked; none if absent."""
        if part not in self:
            return
        try:
            for _, element in etree.iterparse(self._stream(part), tag=tags, **_SAFELY):
                yield element
        except etree.XMLSyntaxError as error:
            raise self._broken(part, _place(error)) from error
        except UNPACKING_ERRORS as error:
            raise self._broken(part, "giữa chừng") from error

    def _stream(self, part: str) -> IO[bytes]:
        if self._strict:
            return io.BytesIO(self.read(part).replace(_STRICT, _TRANSITIONAL))
        return self._zip.open(self._checked(part))

    def _broken(self, part: str, place: str) -> PaperRefused:
        return PaperRefused(
            "damaged",
            f"Tệp “{self.name}” bị hỏng: phần “{part}” chỉ đọc được đến {place}. "
            "Xin mở bằng Word, lưu lại rồi nạp lại, hoặc xin lại bản gốc.",
        )


def _place(error: etree.XMLSyntaxError) -> str:
    row, column = error.position
    return f"dòng {row}, cột {column}"


def _declares_type(root: etree._Element) -> bool:
    return bool(getattr(root.getroottree().docinfo, "doctype", ""))


def _unsafe(name: str, reason: str) -> PaperRefused:
    return PaperRefused(
        "unsafe-archive",
        f"Tệp “{name}” không an toàn để mở: {reason}. "
        "Nếu đây là văn bản thật, xin mở bằng Word, lưu thành tệp .docx mới rồi nạp lại.",
    )


def _cut_off(data: bytes, name: str) -> PaperRefused:
    whole, broken = _parts_present(data)
    if broken:
        place = f"đọc trọn được {len(whole)} phần, dừng giữa phần “{broken}”"
    elif whole:
        place = f"đọc trọn được {len(whole)} phần, cuối cùng là “{whole[-1]}”, nhưng thiếu mục lục ở cuối tệp"
    else:
        place = "ngay phần đầu đã không đọc được"
    return PaperRefused(
        "truncated",
        f"Tệp “{name}” bị cắt giữa chừng ({place}): có lẽ việc tải hay chép chưa xong. "
        "Xin tải hoặc chép lại rồi nạp lại.",
    )


def _parts_present(data: bytes) -> tuple[list[str], str | None]:
    """Walk the local headers from the start: the parts that are whole, and the one in which the data end."""
    whole: list[str] = []
    at = 0
    while at + _LOCAL_HEADER.size <= len(data):
        sign, _, flags, _, _, _, _, packed, _, name_length, extra_length = _LOCAL_HEADER.unpack_from(data, at)
        if sign != b"PK\x03\x04":
            break
        begin = at + _LOCAL_HEADER.size
        part = data[begin : begin + name_length].decode("utf-8", "replace")
        if name_length > _LONGEST_PART_NAME or not part.isprintable() or "\ufffd" in part:
            break
        body = begin + name_length + extra_length
        if flags & _SIZES_FOLLOW_FLAG and not packed:
            following = data.find(b"PK\x03\x04", body)
            packed = (following if following > 0 else len(data) + 1) - body
        at = body + packed
        if at > len(data):
            return whole, part
        whole.append(part)
    return whole, None
