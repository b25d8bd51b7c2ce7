"""The commands that run one engine over one or more files."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from rich.progress import track
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from dongbo.commandline.answer import Answer
from dongbo.commandline.progress import PROGRESS
from dongbo.engines.citations import find_citations
from dongbo.engines.decree30 import write_tracked_docx
from dongbo.engines.figures import figure
from dongbo.engines.intake import read_paper_file
from dongbo.engines.mending import marker
from dongbo.engines.metadata import read_metadata
from dongbo.engines.papers import Paper, PaperRefused
from dongbo.engines.provisions import Node, Outline, read_outline
from dongbo.engines.redline import Redline, compare
from dongbo.engines.retrieval import ProvisionIndex
from dongbo.engines.targets import Target, find_targets
from dongbo.engines.terms import review_terms

UNSURE = 0.75
"""A provision read with less confidence than this is marked."""

FIELD_NAMES = {
    "type": "Tên loại",
    "number": "Số, ký hiệu",
    "date": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "place": "Nơi ban hành",
    "subject": "Trích yếu",
    "signing_power": "Quyền hạn ký",
    "signer_position": "Chức vụ",
    "signer": "Người ký",
    "urgency": "Độ khẩn",
    "effective_date": "Hiệu lực từ",
}


def outline(asked: Namespace) -> Answer:
    """Return the provision tree of a paper and its quality report."""
    paper = read_paper_file(asked.file)
    read = read_outline(paper)
    tree = Tree(Text(read.title or paper.name, style="bold"))
    for node in read.nodes:
        _grow(tree, node)
    notices = [{"code": n.code, "message": n.message, "line": n.line, "path": ""} for n in paper.notices]
    as_json = {
        "kind": "document",
        "number": "",
        "heading": read.title,
        "text": _preamble(paper, read),
        "confidence": round(min((node.confidence for node in read.walk()), default=1.0), 3),
        "style": read.style,
        "children": [node.as_json() for node in read.nodes],
        "findings": notices + read.as_json()["findings"],
    }
    return Answer(as_json, [tree, *_report(as_json["findings"])])


def _preamble(paper: Paper, read: Outline) -> str:
    if read.preamble is None:
        return ""
    first, last = read.preamble
    return "\n".join(line.text for line in paper.lines if first <= line.number <= last)


def _grow(tree: Tree, node: Node) -> None:
    words = " ".join(node.words.split())
    label = Text(" ".join(part for part in (marker(node), words[:100] + ("…" if len(words) > 100 else "")) if part))
    if node.confidence < UNSURE:
        label.append(f"  [máy chắc {figure(node.confidence)}]", style="yellow")
    branch = tree.add(label)
    for child in node.children:
        _grow(branch, child)


def _report(findings: list[dict[str, Any]]) -> list[Any]:
    if not findings:
        return ["", "Báo cáo chất lượng: không thấy chỗ thiếu, trùng hay mơ hồ."]
    table = Table(title="Báo cáo chất lượng", title_justify="left")
    table.add_column("Dòng", justify="right")
    table.add_column("Nhận xét")
    for finding in findings:
        table.add_row(str(finding.get("line") or ""), Text(str(finding["message"])))
    return ["", table]


def metadata(asked: Namespace) -> Answer:
    """Return the fields of a paper and their contradictions."""
    read = read_metadata(read_paper_file(asked.file)).as_json()
    table = Table(title="Thể thức", title_justify="left")
    table.add_column("Trường")
    table.add_column("Đọc được")
    table.add_column("Dòng", justify="right")
    table.add_column("Độ tin cậy", justify="right")
    for name, label in FIELD_NAMES.items():
        evidence = read["evidence"].get(name)
        if read.get(name):
            sure = (str(evidence["line"]), figure(evidence["confidence"])) if evidence else ("", "")
            table.add_row(label, Text(str(read[name])), *sure)
    report = [f"• {finding['message']}" for finding in read["findings"]] or ["Không thấy mâu thuẫn."]
    return Answer(read, [table, "", *report])


def targets(asked: Namespace) -> Answer:
    """Return the measurable targets of a paper."""
    paper = read_paper_file(asked.file)
    found = find_targets(paper, read_outline(paper))
    table = Table(title=f"{figure(len(found))} chỉ tiêu", title_justify="left")
    for heading in ("Chỉ tiêu", "Mức", "Thời hạn", "Ở"):
        table.add_column(heading)
    for target in found:
        table.add_row(Text(target.indicator), Text(level_of(target)), target.deadline or "", target.place)
    return Answer({"targets": [target.as_json() for target in found]}, [table])


def level_of(target: Target) -> str:
    """Return the operator, value and unit of a target as Vietnamese write them: "≥ 80 %", "40 – 50 tổ chức"."""
    signs = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "khoảng ", "=": "", "range": ""}
    if target.value is None:
        return target.text
    to = f" – {figure(target.value_to)}" if target.value_to is not None else ""
    level = f"{signs.get(target.operator, '')}{figure(target.value)}{to} {target.unit}"
    return f"{level.strip()} {target.qualifier}".strip()


def terms(asked: Namespace) -> Answer:
    """Return what is not unified in the wording of one or more papers."""
    review = review_terms([read_paper_file(path) for path in asked.files]).as_json()
    parts: list[Any] = []
    for finding in review["findings"]:
        parts.append(Text(f"• {finding['message']}"))
        for variant in finding["variants"]:
            places = ", ".join(f"{place['paper']}:{place['line']}" for place in variant["places"][:4])
            parts.append(Text(f"    {variant['form']} × {variant['count']}  ({places})", style="dim"))
        if finding["suggestion"]:
            parts.append(Text(f"    → {finding['suggestion']} ({finding['reason']})", style="green"))
    return Answer(review, parts or ["Thuật ngữ thống nhất: không có gì phải sửa."])


def citations(asked: Namespace) -> Answer:
    """Return the documents a paper cites."""
    found = find_citations(read_paper_file(asked.file))
    table = Table(title=f"{figure(len(found))} viện dẫn", title_justify="left")
    for heading in ("Dòng", "Loại", "Số, ký hiệu", "Cơ quan", "Ngày", "Nguyên văn"):
        table.add_column(heading)
    for one in found:
        if not one.internal:
            cells = (str(one.line), one.type or "", one.number or "", one.issuer or "", one.date or "", one.text)
            table.add_row(*(Text(cell) for cell in cells))
    return Answer({"citations": [one.as_json() for one in found]}, [table])


def redline(asked: Namespace) -> Answer:
    """Return what became of every provision between two papers; write the tracked Word file where asked."""
    old, new = (read_outline(read_paper_file(path)) for path in (asked.old, asked.new))
    found = compare(old, new)
    if asked.out is not None:
        write_out(asked.out, {".docx": lambda: write_tracked_docx(old, new, found, author="Đồng Bộ")})
    return Answer(found.as_json(), _changes(found) or ["Hai bản giống nhau từng điều khoản."])


def _changes(found: Redline) -> list[Any]:
    signs = {
        "modified": "~",
        "inserted": "+",
        "deleted": "−",
        "moved": "→",
        "renumbered": "#",
        "split": "÷",
        "merged": "∪",
    }
    parts: list[Any] = []
    for entry in found.entries:
        places = " → ".join(_written(path) for path in (entry.old, entry.new) if path)
        parts.append(Text(f"{signs[entry.op]} {entry.op:<10} {places}", style="bold"))
        line = Text("    ")
        for kind, words in entry.words:
            line.append(words, style={"insert": "green underline", "delete": "red strike"}.get(kind, ""))
        if entry.words:
            parts.append(line)
        elif entry.op in ("inserted", "deleted"):
            parts.append(Text(f"    {entry.new_text or entry.old_text}", style="green" if entry.new else "red"))
    return parts


def _written(path: str | tuple[str, ...]) -> str:
    return path if isinstance(path, str) else " + ".join(path)


def search(asked: Namespace) -> Answer:
    """Return the provisions of the files that answer the query, best first."""
    index = ProvisionIndex()
    places: dict[str, tuple[Path, Node]] = {}
    for path in track(asked.files, description="Đang đọc", console=PROGRESS, disable=len(asked.files) < 3):
        for node in read_outline(read_paper_file(path)).walk():
            key = f"{len(places):08d}"
            places[key] = (path, node)
            index.add(key, node.words or node.number)
    hits = index.search(asked.query, limit=asked.limit)
    as_json = [
        {
            "file": str(places[hit.key][0]),
            "path": places[hit.key][1].path,
            "line": places[hit.key][1].line,
            "score": round(hit.score, 4),
            "text": hit.snippet.text,
            "spans": [list(span) for span in hit.snippet.spans],
        }
        for hit in hits
    ]
    parts: list[Any] = []
    for hit in hits:
        path, node = places[hit.key]
        line = Text(hit.snippet.text)
        for start, end in hit.snippet.spans:
            line.stylize("bold yellow", start, end)
        parts += [Text(f"{path.name} › {node.path}", style="bold"), line, ""]
    return Answer({"hits": as_json}, parts or [f"Không thấy «{asked.query}» trong các tệp này."])


def write_out(path: Path, writers: dict[str, Any]) -> None:
    """This will write what the ending of `path` asks for, or raise PaperRefused naming the endings there are."""
    writer = writers.get(path.suffix.lower())
    if writer is None:
        endings = ", ".join(writers)
        raise PaperRefused("out_ending", f"Không ghi được «{path.name}»: đuôi tệp phải là {endings}.")
    try:
        path.write_bytes(writer())
    except OSError as error:
        raise PaperRefused("out_not_written", f"Không ghi được «{path}»: {error.strerror}.") from error
