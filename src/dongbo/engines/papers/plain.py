"""Plain text papers, in whatever encoding they were saved."""

import codecs
import unicodedata

from dongbo.engines.papers.builder import PaperBuilder
from dongbo.engines.papers.legacy_encodings import (
    ENCODING_NAMES,
    convert,
    recognise_encoding,
    share_of_syllables,
)
from dongbo.engines.papers.paper import Paper, PaperRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_RUBBISH = {*range(0x20), 0x7F} - set(b"\t\n\r\f\v\x1a")
_RUBBISH_SHARE = 0.01
_SAMPLE = 40_000
_CERTAIN = 0.85


def read_plain(data: bytes, *, name: str) -> Paper:
    """This will read plain text, one line of the paper for each line of the file that is not blank.

    Raises PaperRefused (not-a-paper, unknown-encoding, truncated).
    """
    builder = PaperBuilder(name, "txt")
    for line in decode(data, builder).split("\n"):
        builder.add_line(line)
    return builder.build()


def decode(data: bytes, builder: PaperBuilder) -> str:
    """Return the text of a file with line feeds only; a legacy encoding is converted and named in a notice."""
    text = _decode_unicode(data, builder)
    if text is None:
        text = _decode_legacy(data, builder)
    elif (key := recognise_encoding(text)) is not None:
        text = convert(text, key)
        _say_converted(builder, ENCODING_NAMES[key])
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x1a", "")


def _decode_unicode(data: bytes, builder: PaperBuilder) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, builder)
    wide = _wide_encoding(data)
    if wide:
        return _strictly(data, wide, builder)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _nearly_unicode(data, error, builder)
    _refuse_rubbish(data, builder)
    return text


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 with its byte order when half the bytes on one side are nought, as in Latin letters."""
    even, odd = data[:4096:2], data[1:4096:2]
    if len(data) % 2 or not odd:
        return None
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _strictly(data: bytes, encoding: str, builder: PaperBuilder) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "ignore")
        raise _broken(builder.name, encoding, before) from error


def _nearly_unicode(data: bytes, error: UnicodeDecodeError, builder: PaperBuilder) -> str | None:
    """Refuse text that is plainly UTF-8 but for one broken place; None when it is some other encoding."""
    before = data[: error.start].decode("utf-8")
    if any(ord(sign) > 0xFF for sign in before):
        raise _broken(builder.name, "utf-8", before) from error
    return None


def _broken(name: str, encoding: str, before: str) -> PaperRefused:
    line = before.count("\n") + 1
    tail = before.rsplit("\n", 1)[-1].strip()[-40:]
    return PaperRefused(
        "truncated",
        f"Tệp “{name}” ghi bằng {encoding.removesuffix('-sig').upper()} nhưng bị hỏng hoặc cắt giữa chừng ở dòng {line}"
        + (f", sau chữ “{tail}”" if tail else "")
        + ". Xin tải hoặc chép lại bản gốc rồi nạp lại.",
    )


def _refuse_rubbish(data: bytes, builder: PaperBuilder) -> None:
    sample = data[:_SAMPLE]
    rubbish = sum(sample.count(bytes((sign,))) for sign in _RUBBISH)
    if b"\x00" in sample or rubbish > _RUBBISH_SHARE * len(sample):
        raise PaperRefused(
            "not-a-paper",
            f"Tệp “{builder.name}” chứa dữ liệu nhị phân, không phải chữ: có lẽ tệp bị đổi đuôi. "
            "Xin xuất lại văn bản sang .docx, .pdf hoặc .txt rồi nạp lại.",
        )


def _decode_legacy(data: bytes, builder: PaperBuilder) -> str:
    if b"\x00" in data:
        _refuse_rubbish(data, builder)
    latin = data.decode("latin-1")
    key = recognise_encoding(latin)
    if key is not None:
        _say_converted(builder, ENCODING_NAMES[key])
        return convert(latin, key)
    text = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    signed = [word.strip(".,;:()[]\"'") for word in text[:_SAMPLE].split() if not word.isascii()]
    if "\ufffd" not in text[:_SAMPLE] and share_of_syllables(signed) >= _CERTAIN:
        _say_converted(builder, "Windows-1258")
        return text
    _refuse_rubbish(data, builder)
    raise PaperRefused(
        "unknown-encoding",
        f"Không nhận ra bảng mã chữ của tệp “{builder.name}” (không phải Unicode, TCVN3, VNI, VISCII, VPS hay "
        "Windows-1258). Xin mở bằng phần mềm đã soạn, lưu lại với bảng mã UTF-8 rồi nạp lại.",
    )


def _say_converted(builder: PaperBuilder, encoding: str) -> None:
    builder.add_notice(
        "legacy-encoding",
        f"Tệp dùng bảng mã {encoding}: đã chuyển sang Unicode. Xin đối chiếu lại với bản gốc, nhất là chữ hoa có dấu.",
    )
