"""Word papers from before 2007 (.doc) and rich text, converted by LibreOffice into .docx and then read."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from dongbo.engines.papers.paper import Paper, PaperRefused
from dongbo.engines.papers.word import read_word

TIMEOUT_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")


def read_legacy_word(data: bytes, *, name: str) -> Paper:
    """This will read a .doc or .rtf; raises PaperRefused (converter-missing, converter-failed, encrypted …).

    LibreOffice runs without a window, in a profile of its own that is gone afterwards, for at most two minutes.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise PaperRefused(
            "converter-missing",
            f"Để đọc tệp Word đời cũ “{name}”, máy chủ cần LibreOffice mà hiện chưa cài (gói libreoffice-writer). "
            "Xin nhờ người quản trị cài gói ấy, hoặc mở bằng Word và lưu thành .docx rồi nạp lại.",
        )
    with tempfile.TemporaryDirectory(prefix="dongbo-word-") as folder:
        return read_word(_convert(program, data, Path(folder), name), name=name, kind="doc")


def _convert(program: str, data: bytes, folder: Path, name: str) -> bytes:
    source = folder / ("paper.rtf" if data.lstrip().startswith(b"{\\rtf") else "paper.doc")
    source.write_bytes(data)
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    try:
        # The program is LibreOffice from the path, and every argument is ours.
        subprocess.run(  # noqa: S603
            command, capture_output=True, timeout=TIMEOUT_SECONDS, check=False, cwd=folder
        )
    except subprocess.TimeoutExpired as error:
        raise _failed(name, f"sau {TIMEOUT_SECONDS} giây vẫn chưa chuyển xong") from error
    except OSError as error:
        raise _failed(name, "không khởi động được LibreOffice") from error
    result = folder / "paper.docx"
    if not result.is_file():
        raise _failed(name, "tệp bị hỏng, bị cắt giữa chừng hoặc bị khóa bằng mật khẩu")
    return result.read_bytes()


def _failed(name: str, reason: str) -> PaperRefused:
    return PaperRefused(
        "converter-failed",
        f"LibreOffice không chuyển được tệp “{name}”: {reason}. Xin mở bằng Word, lưu thành .docx rồi nạp lại.",
    )
