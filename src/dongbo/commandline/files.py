"""Files in and files out, with a clear word where one cannot be had."""

import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dongbo.engines.papers import Paper, PaperRefused

TRACKED_ENDINGS = (".docx",)
REPORT_ENDINGS = (".html", ".docx", ".json")


def read(path: Path, *, called: str = "") -> Paper:
    """This will read the paper at `path` through the secrecy gate and tell its notices on the error stream.

    Raises PaperRefused; `called` says in its sentence which of several files is meant, since the name of a secret
    paper is not repeated.
    """
    from dongbo.engines.intake import read_paper_file

    try:
        paper = read_paper_file(_as_stored(path))
    except PaperRefused as refusal:
        raise PaperRefused(refusal.code, f"{called}: {refusal}" if called else str(refusal)) from refusal
    for notice in paper.notices:
        place = f", dòng {notice.line}" if notice.line else ""
        print(f"Lưu ý («{paper.name}»{place}): {notice.message}", file=sys.stderr)
    return paper


def read_all(paths: Sequence[Path], *, called: str = "Tệp") -> list[Paper]:
    """This will read several papers; those whose files have the same name are called by the whole path typed."""
    many = len(paths) > 1
    papers = [read(path, called=f"{called} thứ {number}" if many else "") for number, path in enumerate(paths, start=1)]
    named = Counter(paper.name for paper in papers)
    return [
        replace(paper, name=str(path)) if named[paper.name] > 1 else paper
        for path, paper in zip(paths, papers, strict=True)
    ]


def _as_stored(path: Path) -> Path:
    """Return the path in the Unicode form the disk holds: a name typed composed may be stored decomposed."""
    composed, decomposed = (Path(unicodedata.normalize(form, str(path))) for form in ("NFC", "NFD"))
    return next((one for one in (path, composed, decomposed) if _stands(one)), path)


def _stands(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return False
    return True


def check_out(path: Path | None, endings: Sequence[str]) -> None:
    """This will raise PaperRefused where `path` could not be written; called before any long work."""
    if path is None:
        return
    if path.suffix.lower() not in endings:
        raise PaperRefused(
            "out_ending", f"Không ghi được «{path}»: tên tệp sau --out phải kết thúc bằng {', '.join(endings)}."
        )
    if not _stands(path.parent):
        raise PaperRefused(
            "out_folder", f"Không ghi được «{path}»: không có thư mục «{path.parent}»; hãy tạo thư mục đó trước."
        )
    if not os.access(path if _stands(path) else path.parent, os.W_OK):
        raise PaperRefused("out_not_written", f"Không ghi được «{path}»: không có quyền ghi ở đó.")


def write_out(path: Path | None, writers: Mapping[str, Callable[[], bytes]]) -> None:
    """This will write what the ending of `path` asks for; raises PaperRefused where the disk does not take it."""
    if path is None:
        return
    content = writers[path.suffix.lower()]()
    try:
        path.write_bytes(content)
    except OSError as error:
        raise PaperRefused("out_not_written", f"Không ghi được «{path}»: {_reason(error)}.") from error


def _reason(error: OSError) -> str:
    return "đó là một thư mục" if isinstance(error, IsADirectoryError) else f"hệ thống báo «{error.strerror}»"
