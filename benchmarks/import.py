"""Import: numbering of whole laws, structure against the portal's own trees, and speed beside python-docx.

Run `.venv/bin/python benchmarks/import.py`; it needs the shared papers beside the project.
"""

import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table as WordTable

from dongbo.engines.papers import Line, Paper, Table, paper_from_lines, read_file
from dongbo.engines.provisions import Kind, Node, Outline, read_outline

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"
REPEATS = 5
TIMED_LAWS = 12
PAGES = 2_000
LINES_A_PAGE = 34

Label: TypeAlias = tuple[str, ...]
"""A provision as the portal names it, with the article and clause it stands in: ("khoan", "5", "2")."""

LEVELS = {
    "phần": Kind.PART, "chương": Kind.CHAPTER, "mục": Kind.SECTION, "tiểu mục": Kind.SUBSECTION,
    "điều": Kind.ARTICLE, "khoản": Kind.CLAUSE, "điểm": Kind.POINT,
}  # fmt: skip
_ENTRY = re.compile(r"\s*(Phần|Chương|Mục|Tiểu mục|Điều|Khoản|Điểm)\s+(?:thứ\s+)?(\w+)(?:[.:\s]|$)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+[a-zđ]?|[a-zđ]\d?|[ivxlc]+")
_PLAIN = re.compile(
    r"\s*(?:(?P<chuong>Chương [IVXLC]+)\b|(?P<muc>Mục \d+)\b|(?P<dieu>Điều \d+)\b|"
    r"(?P<khoan>\d+)\.\s|(?P<diem>[a-zđ])\)\s)",
    re.IGNORECASE,
)
_AMENDS = re.compile("sửa đổi|bổ sung|bãi bỏ|thay thế", re.IGNORECASE)


@dataclass(frozen=True)
class PortalPaper:
    """A paper of the portal: its lines, its own tree, whether it amends others."""

    file: str
    title: str
    lines: Sequence[str]
    entries: Sequence[str]

    @property
    def amends(self) -> bool:
        return _AMENDS.search(self.title) is not None

    @property
    def labels(self) -> list[Label]:
        """The portal's entries; one that names no number stays as it is written, and nothing can equal it."""
        return placed(_label(entry) for entry in self.entries)

    @property
    def sound(self) -> bool:
        """Whether the portal's tree is in itself regular: every entry numbered, every list in order and whole."""
        return all(label[0] != "?" for label in self.labels) and in_order(self.labels)


@dataclass
class Score:
    """Counts of one level, or of whole trees, over many papers."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0


@dataclass
class Structure:
    """Scores by level, and how many papers came out exactly."""

    levels: dict[str, Score] = field(default_factory=dict)
    papers: int = 0
    exact: int = 0

    def add(self, gold: Sequence[Label], found: Sequence[Label]) -> None:
        wanted, got = Counter(gold), Counter(found)
        for kind in (Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.CLAUSE, Kind.POINT):
            score = self.levels.setdefault(kind.value, Score())
            score.gold += sum(count for label, count in wanted.items() if label[0] == kind.value)
            score.found += sum(count for label, count in got.items() if label[0] == kind.value)
            score.right += sum(count for label, count in (wanted & got).items() if label[0] == kind.value)
        self.papers += 1
        self.exact += list(gold) == list(found)


def main() -> None:
    """Print the four tables."""
    print_laws()
    print_structure()
    print_speed()
    print_length()


def _label(entry: str) -> tuple[str, str]:
    found = _ENTRY.match(entry)
    if found is None or not _NUMBER.fullmatch(found[2].lower()):
        return "?", entry
    return LEVELS[found[1].lower()].value, found[2].lower()


def placed(labels: Iterable[tuple[str, str]]) -> list[Label]:
    """Give clauses and points the article and clause they stand in."""
    article = clause = ""
    result: list[Label] = []
    for kind, number in labels:
        if kind == Kind.ARTICLE.value:
            article, clause = number, ""
            result.append((kind, number))
        elif kind == Kind.CLAUSE.value:
            clause = number
            result.append((kind, article, number))
        elif kind == Kind.POINT.value:
            result.append((kind, article, clause, number))
        else:
            result.append((kind, number))
    return result


def in_order(labels: Sequence[Label]) -> bool:
    """Whether articles run 1, 2, 3 …, and clauses within every article too."""
    articles = [label[1] for label in labels if label[0] == Kind.ARTICLE.value]
    if articles != [str(number) for number in range(1, len(articles) + 1)]:
        return False
    clauses: dict[str, list[str]] = {}
    for label in labels:
        if label[0] == Kind.CLAUSE.value:
            clauses.setdefault(label[1], []).append(label[2])
    return all(numbers == [str(one) for one in range(1, len(numbers) + 1)] for numbers in clauses.values())


def portal_papers() -> list[PortalPaper]:
    """Return the papers that have a tree of the portal."""
    with gzip.open(SHARED / "vbpl" / "documents.jsonl.gz", "rt", encoding="utf-8") as file:
        documents: list[dict[str, Any]] = [json.loads(line) for line in file]
    return [PortalPaper(one["file"], one["title"] or "", one["lines"], one["toc"]) for one in documents if one["toc"]]


def body_of(outline: Outline) -> list[Node]:
    """Return the nodes of the paper itself; the portal leaves out what is attached to it."""
    roots = [node for node in outline.nodes if node.kind is not Kind.ANNEX]
    return [node for root in roots for node in root.walk()]


def ours(lines: Sequence[str]) -> list[Label]:
    """Return our reading in the portal's labels."""
    kinds = set(LEVELS.values())
    nodes = body_of(read_outline(paper_from_lines(lines)))
    return placed((node.kind.value, node.number.lower()) for node in nodes if node.kind in kinds)


def plain_pattern(lines: Sequence[str]) -> list[Label]:
    """Return what a plain pattern at the beginning of each line reads."""
    found = [(match.lastgroup or "", match[match.lastgroup or 0]) for match in map(_PLAIN.match, lines) if match]
    return placed((kind, words.split()[-1].lower()) for kind, words in found)


def measure_structure(papers: Iterable[PortalPaper], read: Callable[[Sequence[str]], list[Label]]) -> Structure:
    """Score `read` on `papers`."""
    structure = Structure()
    for paper in papers:
        structure.add(paper.labels, read(paper.lines))
    return structure


def laws() -> list[Path]:
    """Return the shared laws."""
    return sorted((SHARED / "laws").glob("*.docx"))


def articles_by_pattern(paper: Paper) -> list[str]:
    """Return the article numbers a plain pattern finds."""
    matches = (re.match(r"\s*Điều (\d+)\b", line.text) for line in paper.lines)
    return [match[1] for match in matches if match]


def is_whole(numbers: Sequence[str]) -> bool:
    """Whether article numbers run 1, 2, 3 … without gap, repeat or step back."""
    return bool(numbers) and list(numbers) == [str(number) for number in range(1, len(numbers) + 1)]


def print_laws() -> None:
    whole = pattern = 0
    exceptions: list[str] = []
    for path in laws():
        paper = read_file(path)
        outline = read_outline(paper)
        numbers = [node.number for node in body_of(outline) if node.kind is Kind.ARTICLE]
        pattern += is_whole(articles_by_pattern(paper))
        whole += is_whole(numbers)
        if not is_whole(numbers):
            said = [finding.message for finding in outline.findings if finding.path.count("/") == 0 and finding.path]
            exceptions.append(f"- {path.name}: {' '.join(said) or 'KHÔNG ĐƯỢC BÁO CÁO NÊU'}")
    count = len(laws())
    print("## Điều numbering whole and in order\n\n| reader | laws | share |\n|---|--:|--:|")
    print(f"| plain pattern | {pattern}/{count} | {pattern / count:.1%} |")
    print(f"| read_outline | {whole}/{count} | {whole / count:.1%} |\n")
    print("Exceptions, as the quality report explains them:\n", *exceptions, "", sep="\n")


def print_structure() -> None:
    papers = portal_papers()
    groups = {
        "all": papers,
        "not amending": [paper for paper in papers if not paper.amends],
        "amending": [paper for paper in papers if paper.amends],
        "portal tree sound": [paper for paper in papers if paper.sound],
    }
    print("## Structure against the portal's own trees (precision / recall, %)\n")
    print("| papers | reader | chương | điều | khoản | điểm | whole tree exact |\n|---|---|--:|--:|--:|--:|--:|")
    for name, group in groups.items():
        for reader, read in (("plain pattern", plain_pattern), ("read_outline", ours)):
            structure = measure_structure(group, read)
            levels = (structure.levels[kind] for kind in ("chuong", "dieu", "khoan", "diem"))
            cells = " | ".join(f"{100 * level.precision:.1f} / {100 * level.recall:.1f}" for level in levels)
            share = structure.exact / structure.papers
            print(f"| {name} | {reader} | {cells} | {structure.exact}/{structure.papers} ({share:.1%}) |")
    differing = [paper for paper in papers if ours(paper.lines) != paper.labels]
    irregular = [paper for paper in differing if not paper.sound]
    print(f"\n{len(differing)} papers differ; in {len(irregular)} of them the portal's tree is irregular in itself ")
    print("(entries without a number, articles or clauses out of order, left out or repeated):")
    print(", ".join(paper.file for paper in irregular))
    print("\nThe others:", ", ".join(paper.file for paper in differing if paper.sound), "\n")


def by_python_docx(path: Path, *, look: bool) -> Paper:
    """Return the paper as python-docx reads it: texts and tables, with the same look as ours when `look`."""
    blocks: list[Line | Table] = []
    for item in docx.Document(str(path)).iter_inner_content():
        number = len(blocks) + 1
        if isinstance(item, WordTable):
            blocks.append(Table(tuple(tuple(cell.text for cell in row.cells) for row in item.rows), number))
            continue
        bold = italic = centred = False
        heading = 0
        if look:
            bold = all(run.bold for run in item.runs)
            italic = all(run.italic for run in item.runs)
            centred = item.alignment is WD_ALIGN_PARAGRAPH.CENTER
            heading = int((item.style.name or "").startswith("Heading")) if item.style else 0
        for text in item.text.split("\n"):
            blocks.append(Line(text, len(blocks) + 1, None, bold, italic, centred, heading))
    return Paper(path.name, "docx", tuple(blocks))


def print_speed() -> None:
    paths = laws()[:TIMED_LAWS]
    readers: dict[str, Callable[[Path], Paper]] = {
        "ours: read_file": read_file,
        "python-docx, the same look (bold, italic, alignment, style)": lambda path: by_python_docx(path, look=True),
        "python-docx, texts only": lambda path: by_python_docx(path, look=False),
    }
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(REPEATS):
        for name, read in readers.items():
            start = time.perf_counter()
            for path in paths:
                read_outline(read(path))
            seconds[name].append(time.perf_counter() - start)
    base = seconds["ours: read_file"]
    print(f"## Import speed: reading and the same parse, {len(paths)} laws, {REPEATS} repeats\n")
    print("| reader | ms a law, min / median / max | ratio to ours, min / median / max |\n|---|--:|--:|")
    for name, times in seconds.items():
        ratios = [peer / own for peer, own in zip(times, base, strict=True)]
        print(f"| {name} | {spread([1000 * one / len(paths) for one in times])} | {spread(ratios)} |")
    print()


def spread(values: Sequence[float]) -> str:
    """Return min / median / max."""
    return f"{min(values):.1f} / {statistics.median(values):.1f} / {max(values):.1f}"


def print_length() -> None:
    lines = long_law(PAGES * LINES_A_PAGE)
    paper = paper_from_lines(lines)
    start = time.perf_counter()
    outline = read_outline(paper)
    taken = time.perf_counter() - start
    print(f"## A law of {PAGES} pages\n\n| lines | nodes | seconds |\n|--:|--:|--:|")
    print(f"| {len(lines):,} | {sum(1 for _ in outline.walk()):,} | {taken:.2f} |")


def long_law(lines: int) -> list[str]:
    """Return a law of about `lines` lines: articles of three clauses, each with three points and a paragraph."""
    article = [
        "{}. Khoản này quy định như sau:",
        "a) Nội dung thứ nhất;",
        "b) Nội dung thứ hai;",
        "c) Nội dung thứ ba.",
    ]
    law: list[str] = []
    while len(law) < lines:
        law.append(f"Điều {len(law) // 13 + 1}. Tên điều")
        for clause in (1, 2, 3):
            law += [line.format(clause) for line in article]
    return law


if __name__ == "__main__":
    main()
