"""A text that was written here, as the file it leaves behind: Markdown, and where each provision stands in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dongbo.engines.decree30.passages import RowPassage, passages
from dongbo.engines.intake import Intake, take_in
from dongbo.engines.markdown_export import write_markdown
from dongbo.engines.papers import Paper, Table
from dongbo.engines.provisions import Finding, Kind, Node, Outline


@dataclass(frozen=True, slots=True)
class WrittenText:
    """The file, the line of each provision in it by path, and what reading the file back tells."""

    data: bytes
    lines: dict[str, int]
    intake: Intake


def write_text(outline: Outline, metadata: Mapping[str, str], *, name: str) -> WrittenText:
    """Return `outline` as a file called `name`, with the keys of `metadata` that write_markdown takes.

    The file is read back, so that what is kept is what every later reader will read. Raises PaperRefused where its
    words bear a secrecy level.
    """
    data = write_markdown(outline, metadata).encode()
    intake = take_in(data, name=name)
    return WrittenText(data, _lines(outline, intake.paper), intake)


def empty_provisions(outline: Outline) -> list[Finding]:
    """Return a finding for each provision that says nothing and holds nothing."""
    return [
        Finding("empty_provision", f"{_called(node)} chưa có lời nào; hãy viết hoặc bỏ nó.", path=node.path)
        for node in outline.walk()
        if not (node.words.strip() or node.children or any(node.cells.values()))
    ]


def _called(node: Node) -> str:
    name = node.label if node.kind is not Kind.PARAGRAPH else "Đoạn văn"
    return f"{name[:1].upper()}{name[1:]}" if name else "Điều khoản"


def _lines(outline: Outline, paper: Paper) -> dict[str, int]:
    """Return the first line of each provision: what is printed is looked for in order, each line used once."""
    found: dict[str, int] = {}
    printed = list(_printed(paper))
    reached = 0
    for passage in passages(outline.nodes):
        words = _tidy(" ".join(passage.cells) if isinstance(passage, RowPassage) else passage.text)
        place = next((at for at in range(reached, len(printed)) if printed[at][1] == words), None)
        if place is None:
            continue
        found.setdefault(passage.path, printed[place][0])
        reached = place + 1
    return found


def _printed(paper: Paper) -> Iterator[tuple[int, str]]:
    for block in paper.blocks:
        if isinstance(block, Table):
            yield from ((block.number + at, _tidy(" ".join(row))) for at, row in enumerate(block.rows))
        else:
            yield block.number, _tidy(block.text)


def _tidy(words: str) -> str:
    return " ".join(words.split())
