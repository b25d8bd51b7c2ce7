"""What a file is, judged by its first bytes; its name is only a hint."""

from pathlib import PurePath

from dongbo.engines.papers.paper import PaperRefused

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRANGERS = (
    (b"MZ", "là một chương trình chạy được"),
    (b"\x7fELF", "là một chương trình chạy được"),
    (b"\x89PNG", "là một tệp ảnh"),
    (b"\xff\xd8\xff", "là một tệp ảnh"),
    (b"GIF8", "là một tệp ảnh"),
    (b"II*\x00", "là một tệp ảnh"),
    (b"MM\x00*", "là một tệp ảnh"),
    (b"Rar!", "là một tệp nén RAR"),
    (b"7z\xbc\xaf", "là một tệp nén 7-Zip"),
    (b"\x1f\x8b", "là một tệp nén gzip"),
)
_OFFICE_PARTS = (
    (b"xl/workbook.", "là một bảng tính Excel"),
    (b"ppt/presentation.", "là một bản trình chiếu"),
    (b"META-INF/manifest.xml", "là một tệp OpenDocument"),
    (b"mimetypeapplication/", "là một tệp OpenDocument"),
)
_COMPOUND_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "là một bảng tính Excel"),
    ("PowerPoint Document", "là một bản trình chiếu"),
)
_SUFFIXES = {
    "docx": "docx",
    "docm": "docx",
    "doc": "doc",
    "rtf": "doc",
    "pdf": "pdf",
    "md": "md",
    "markdown": "md",
}


def suffix_kind(name: str) -> str:
    """Return the kind that the ending of `name` promises; txt for an unknown ending."""
    return _SUFFIXES.get(PurePath(name).suffix.lower().lstrip("."), "txt")


def recognise(data: bytes, *, name: str) -> str:
    """Return docx, doc, pdf, md or txt for the content of a file.

    Raises PaperRefused with code empty-file, not-a-paper, encrypted or content-mismatch.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise PaperRefused(
            "empty-file", f"Tệp “{name}” rỗng, không có nội dung nào: xin kiểm tra lại bản gốc rồi nạp lại."
        )
    if data.startswith(b"PK"):
        return _recognise_zip(data, name)
    if data.startswith(_COMPOUND):
        return _recognise_compound(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.lstrip().startswith(b"{\\rtf"):
        return "doc"
    for sign, what in _STRANGERS:
        if data.startswith(sign):
            raise _not_a_paper(name, what)
    return _recognise_text(data, name)


def _recognise_zip(data: bytes, name: str) -> str:
    if b"word/document" in data or suffix_kind(name) == "docx":
        return "docx"
    for sign, what in _OFFICE_PARTS:
        if sign in data:
            raise _not_a_paper(name, what)
    raise _not_a_paper(name, "là một tệp nén ZIP")


def _recognise_compound(data: bytes, name: str) -> str:
    for stream, what in _COMPOUND_STREAMS:
        if stream.encode("utf-16-le") not in data:
            continue
        if what == "encrypted":
            raise PaperRefused(
                "encrypted", f"Tệp “{name}” bị khóa bằng mật khẩu: xin bỏ mật khẩu, lưu lại rồi nạp lại."
            )
        if what == "doc":
            return "doc"
        raise _not_a_paper(name, what)
    if suffix_kind(name) == "doc":
        return "doc"
    raise _not_a_paper(name, "là một tệp Office đời cũ không phải văn bản Word")


def _recognise_text(data: bytes, name: str) -> str:
    promised = suffix_kind(name)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise _not_a_paper(name, "là một trang web (HTML)")
    if promised in ("docx", "doc", "pdf"):
        raise PaperRefused(
            "content-mismatch",
            f"Tệp “{name}” có đuôi .{PurePath(name).suffix.lstrip('.')} nhưng nội dung không phải là tệp loại ấy: "
            "có lẽ tệp bị đổi đuôi hoặc hỏng ngay từ đầu. Xin xuất lại từ bản gốc rồi nạp lại.",
        )
    return promised


def _not_a_paper(name: str, what: str) -> PaperRefused:
    return PaperRefused(
        "not-a-paper",
        f"Tệp “{name}” {what}, không phải văn bản đọc được. "
        "Chỉ nhận Word (.docx, .doc), PDF có lớp chữ, Markdown (.md) và chữ thuần (.txt).",
    )
