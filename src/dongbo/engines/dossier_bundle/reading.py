"""Reading an archive that somebody sent: within bounds, in memory, damaged files as far as they go."""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from dongbo.engines.dossier_bundle.model import BundleRefused, is_plain_name

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_ENCRYPTED_FLAG = 0x1
_RATIO_MATTERS_FROM = 8 * 1024**2
_CONTAINER_ERRORS = (zipfile.BadZipFile, struct.error, EOFError, OverflowError, NotImplementedError, OSError,
                     RuntimeError, ValueError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much an archive may hold: files, bytes of one, bytes of all, and how many times its packed size a file."""

    files: int = 1_000
    file_bytes: int = 256 * 1024**2
    all_bytes: int = 512 * 1024**2
    ratio: int = 150


BOUNDS = Bounds()


def unpack(data: bytes, bounds: Bounds = BOUNDS) -> dict[str, bytes]:
    """Return the files of an archive by name, without asking whether they are whole.

    Raises BundleRefused where it is no archive, is locked, holds more than `bounds`, the same name twice, or a name
    that leads elsewhere. Nothing is written anywhere.
    """
    files: dict[str, bytes] = {}
    total = 0
    for info in _listed(data, bounds):
        _refuse_unsafe(info, files, bounds)
        held = _content(data, info, bounds.all_bytes - total)
        total += len(held)
        files[info.filename] = held
    return files


def _listed(data: bytes, bounds: Bounds) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except _CONTAINER_ERRORS as error:
        raise BundleRefused(
            "not-an-archive", "Tệp không phải tệp nén ZIP, hoặc mục lục của nó đã hỏng; xin tải lại từ hệ thống."
        ) from error
    if len(infos) > bounds.files:
        raise BundleRefused("too-many", f"Tệp nén có {len(infos)} tệp, quá mức {bounds.files} tệp nên không mở.")
    return infos


def _refuse_unsafe(info: zipfile.ZipInfo, files: dict[str, bytes], bounds: Bounds) -> None:
    name = info.filename
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise BundleRefused("encrypted", f"Tệp “{name}” trong tệp nén bị khóa bằng mật khẩu nên không kiểm tra được.")
    if not is_plain_name(name) or info.orig_filename != name:
        raise BundleRefused("unsafe-name", f"Tệp nén có tên tệp không an toàn (“{name}”) nên không mở.")
    if name in files:
        raise BundleRefused("name-twice", f"Tệp nén có hai tệp cùng tên “{name}” nên không biết tệp nào là thật.")
    swollen = info.file_size > _RATIO_MATTERS_FROM and info.file_size > bounds.ratio * max(info.compress_size, 1)
    if info.file_size > bounds.file_bytes or swollen:
        raise _too_large(name)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BundleRefused("unknown-packing", f"Tệp “{name}” được nén theo cách không hỗ trợ; xin tải lại tệp gốc.")


def _content(data: bytes, info: zipfile.ZipInfo, most: int) -> bytes:
    """Return the bytes of a file, as many as it says it has and one more at the most; none where they do not unpack."""
    packed = _packed(data, info)
    if info.compress_type == zipfile.ZIP_STORED:
        content = packed
    else:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = unpacker.decompress(packed, min(info.file_size, most) + 1)
        except zlib.error:
            content = b""
    if len(content) > most:
        raise _too_large(info.filename)
    return content


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a file as they lie in the archive; less where the archive ends before."""
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        return b""
    name_length, extra_length = _LOCAL_HEADER.unpack(header)[-2:]
    begin = info.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    return data[begin : begin + info.compress_size]


def _too_large(name: str) -> BundleRefused:
    return BundleRefused("too-large", f"Tệp “{name}” bung ra quá lớn nên không mở tệp nén này.")
