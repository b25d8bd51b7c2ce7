"""Taking a file in: read it, refuse what is secret, and say everything the engines found in it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dongbo.engines.citations import Citation, find_citations
from dongbo.engines.metadata import Metadata, read_metadata
from dongbo.engines.papers import MAX_BYTES, Paper, PaperRefused, read_bytes
from dongbo.engines.provisions import Outline, read_outline
from dongbo.engines.secrecy import find_secrecy

STATE_SECRET = "state_secret"  # noqa: S105
"""The code of a refusal for secrecy."""


@dataclass(frozen=True, slots=True)
class Intake:
    """One file taken in: the paper and what the engines read in it."""

    paper: Paper
    outline: Outline
    metadata: Metadata
    citations: list[Citation]
    sha256: str
    size: int

    @property
    def preamble(self) -> str:
        """The lines before the first provision, as written."""
        if self.outline.preamble is None:
            return ""
        first, last = self.outline.preamble
        return "\n".join(line.text for line in self.paper.lines if first <= line.number <= last)


def take_in(data: bytes, *, name: str) -> Intake:
    """This will read `data` as the paper called `name`.

    Raises PaperRefused with a Vietnamese sentence where the file cannot be read, or with the code `state_secret` where
    it bears a secrecy level (Law 29/2018, Decree 63/2026: secrets stay outside this system); nothing of it is kept.
    """
    paper = read_paper(data, name=name)
    outline = read_outline(paper)
    return Intake(
        paper=paper,
        outline=outline,
        metadata=read_metadata(paper),
        citations=find_citations(paper),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )


def read_paper(data: bytes, *, name: str) -> Paper:
    """This will read `data` and pass it through the secrecy gate; raises PaperRefused as `take_in` does."""
    paper = read_bytes(data, name=name)
    refuse_secret(paper)
    return paper


def read_paper_file(path: Path) -> Paper:
    """This will read the file at `path` and pass it through the secrecy gate; no more than may be accepted is read.

    Raises PaperRefused, also where there is no such file or it may not be opened.
    """
    try:
        with path.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        raise PaperRefused("not_a_file", f"«{path}» là thư mục; hãy chọn một tệp trong đó.") from error
    except FileNotFoundError as error:
        raise PaperRefused("not_found", f"Không thấy tệp «{path}»; hãy kiểm tra lại đường dẫn.") from error
    except OSError as error:
        raise PaperRefused("not_readable", f"Không mở được tệp «{path}»: {error.strerror}.") from error
    return read_paper(data, name=path.name)


def refuse_secret(paper: Paper) -> None:
    """This will raise PaperRefused with the code `state_secret` where the paper bears a secrecy level."""
    mark = find_secrecy(paper)
    if mark is not None:
        raise PaperRefused(
            STATE_SECRET,
            f"Tệp có dấu hiệu độ mật ở dòng {mark.line} nên không được tiếp nhận; không nội dung nào được lưu. "
            "Tài liệu mật được quản lý ngoài hệ thống này: hãy chuyển cho bộ phận bảo mật của đơn vị.",
        )
