"""The door for files: bounds first, then the format by content, then the reader of that format."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from dongbo.engines.papers import formats, legacy_word, markdown, pdf, plain, word
from dongbo.engines.papers.legacy_encodings import ENCODING_NAMES, convert, recognise_encoding
from dongbo.engines.papers.paper import Line, Notice, Paper, PaperRefused, Table

MAX_BYTES = 64 * 1024 * 1024
_SAMPLE_LINES = 60

_READERS: dict[str, Callable[..., Paper]] = {
    "docx": word.read_word,
    "doc": legacy_word.read_legacy_word,
    "pdf": pdf.read_pdf,
    "md": markdown.read_markdown,
    "txt": plain.read_plain,
}


def read_file(path: Path, *, max_bytes: int = MAX_BYTES) -> Paper:
    """This will read a .docx, .doc, .pdf, .md or .txt file; raises PaperRefused when it cannot become a paper."""
    try:
        if path.is_dir():
            raise PaperRefused("missing-file", f"“{path.name}” là một thư mục, không phải tệp: xin chọn một tệp.")
        _check_size(path.stat().st_size, path.name, max_bytes)
        data = path.read_bytes()
    except OSError as error:
        raise PaperRefused(
            "missing-file",
            f"Không mở được tệp “{path.name}”: tệp không có ở đó hoặc không được phép đọc. Xin kiểm tra lại đường dẫn.",
        ) from error
    return read_bytes(data, name=path.name, max_bytes=max_bytes)


def read_bytes(data: bytes, *, name: str, max_bytes: int = MAX_BYTES) -> Paper:
    """This will read the content of a file called `name`; raises PaperRefused when it cannot become a paper.

    `max_bytes` bounds what is accepted; the ending of `name` is a hint, the content decides.
    """
    _check_size(len(data), name, max_bytes)
    kind = formats.recognise(data, name=name)
    paper = _to_unicode(_READERS[kind](data, name=name))
    if not paper.blocks:
        raise PaperRefused(
            "no-text",
            f"Tệp “{name}” không có chữ nào đọc được. Nếu đây là bản chụp hay bản quét, "
            "xin số hóa (nhận dạng chữ) trước rồi nạp lại.",
        )
    promised = formats.suffix_kind(name)
    if promised == kind or {promised, kind} <= {"md", "txt"}:
        return paper
    notice = Notice("name-differs", f"Tệp “{name}” thực ra là tệp .{kind}; đã đọc theo nội dung thật.")
    return replace(paper, notices=(notice, *paper.notices))


def _to_unicode(paper: Paper) -> Paper:
    """Convert a paper all in a legacy encoding that its fonts do not tell, such as text pasted into a new font."""
    sample = " ".join(islice((text for _, text in paper.every_text()), _SAMPLE_LINES))
    key = recognise_encoding(sample)
    if key is None:
        return paper
    notice = Notice(
        "legacy-encoding",
        f"Chữ trong tệp “{paper.name}” dùng bảng mã {ENCODING_NAMES[key]}: đã chuyển sang Unicode. "
        "Xin đối chiếu lại với bản gốc, nhất là chữ hoa có dấu.",
    )
    blocks = tuple(_converted(block, key) for block in paper.blocks)
    return replace(paper, blocks=blocks, notices=(*paper.notices, notice))


def _converted(block: Line | Table, key: str) -> Line | Table:
    if isinstance(block, Line):
        return replace(block, text=convert(block.text, key))
    return replace(block, rows=tuple(tuple(convert(cell, key) for cell in row) for row in block.rows))


def _check_size(size: int, name: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise PaperRefused(
            "too-large",
            f"Tệp “{name}” lớn hơn {max_bytes / 1024**2:.0f} MB, mức được phép. "
            "Xin bỏ bớt ảnh hoặc tách phụ lục thành tệp riêng rồi nạp lại.",
        )
