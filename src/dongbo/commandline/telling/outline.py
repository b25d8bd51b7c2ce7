"""The provision tree drawn for people, and the quality report beneath it."""

from collections.abc import Iterator, Sequence

from dongbo.commandline.commands.outline import ReadOutline
from dongbo.commandline.telling.words import shortened
from dongbo.engines.figures import figure
from dongbo.engines.mending import marker
from dongbo.engines.provisions import Node

UNSURE = 0.75
"""A provision read with less confidence than this is marked."""


def tell(read: ReadOutline) -> Iterator[str]:
    """Yield the tree, one provision a line, then the quality report."""
    yield " ".join(read.outline.title.split()) or read.paper.name
    yield from _branches(read.outline.nodes, "")
    yield ""
    yield from _report(read)


def _branches(nodes: Sequence[Node], stem: str) -> Iterator[str]:
    for node in nodes:
        last = node is nodes[-1]
        yield f"{stem}{'└── ' if last else '├── '}{_label(node)}"
        yield from _branches(node.children, f"{stem}{'    ' if last else '│   '}")


def _label(node: Node) -> str:
    label = " ".join(filter(None, (marker(node), shortened(node.words, 100))))
    return label if node.confidence >= UNSURE else f"{label}  [máy chỉ chắc {figure(100 * node.confidence)} %]"


def _report(read: ReadOutline) -> Iterator[str]:
    count = sum(1 for _ in read.outline.walk())
    findings = read.findings
    if not findings:
        yield f"{figure(count)} điều khoản. Báo cáo chất lượng: không thấy chỗ thiếu, trùng hay mơ hồ."
        return
    yield f"{figure(count)} điều khoản. Báo cáo chất lượng, {figure(len(findings))} chỗ phải xem:"
    for finding in findings:
        place = f"dòng {finding['line']}: " if finding["line"] else ""
        yield f"  • {place}{finding['message']}"
