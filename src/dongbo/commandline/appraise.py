"""`./dong-bo appraise`: a draft plan held against its directives, without server or database."""

import json
from argparse import Namespace
from typing import Any

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from dongbo.commandline.answer import Answer
from dongbo.commandline.engines import level_of, write_out
from dongbo.commandline.progress import PROGRESS
from dongbo.engines.alignment import Answered, Axis
from dongbo.engines.appraisal import Appraisal, appraise, paper_file
from dongbo.engines.appraisal_report import write_docx, write_html
from dongbo.engines.figures import figure
from dongbo.engines.intake import read_paper_file

READING = 40
"""How much of the bar reading the papers takes; the rest is the appraisal's own percentage."""


def appraise_files(asked: Namespace) -> Answer:
    """Return the appraisal of a plan against its directives; write the report where asked."""
    with _bar() as bar:
        task = bar.add_task("Đọc văn bản", total=100)
        paths = [asked.plan, *asked.against, *([asked.previous] if asked.previous else [])]
        papers = []
        for done, path in enumerate(paths, start=1):
            papers.append(paper_file(read_paper_file(path)))
            bar.update(task, completed=READING * done / len(paths))
        previous = papers.pop() if asked.previous else None

        def tell(percent: int, stage: str) -> None:
            bar.update(task, completed=READING + (100 - READING) * percent / 100, description=stage)

        found = appraise(papers[0], papers[1:], previous, progress=tell)
        if asked.out is not None:
            write_out(
                asked.out,
                {
                    ".html": lambda: write_html(found).encode(),
                    ".docx": lambda: write_docx(found),
                    ".json": lambda: json.dumps(found.as_json(), ensure_ascii=False, indent=2).encode(),
                },
            )
    return Answer(found.as_json(), _told(found, asked))


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
        console=PROGRESS,
        transient=True,
    )


def _told(found: Appraisal, asked: Namespace) -> list[Any]:
    parts: list[Any] = [Text(f"Dự thảo: {found.plan.title}", style="bold"), _coverage(found)]
    parts += [_heading(f"Chưa trả lời: {figure(len(found.alignment.unanswered))} điều khoản")]
    parts += [
        Text(f"  {one.provision.document} › {one.provision.path}: {_short(one.provision.words)}")
        for one in found.alignment.unanswered
    ]
    parts += [_heading(f"Chỉ tiêu phải xem: {figure(len(found.deviating_targets))}")]
    for one in found.deviating_targets:
        directive = one.comparison.directive
        bound = f" [{level_of(directive)}]" if directive else ""
        parts.append(Text(f"  {one.document}{bound}: {one.comparison.message}"))
    parts += [_heading(f"Thuật ngữ chưa thống nhất: {figure(len(found.terms.findings))}")]
    parts += [Text(f"  {finding.message}") for finding in found.terms.findings]
    parts += [_heading(f"Viện dẫn phải xem: {figure(len(found.doubtful_citations))}")]
    parts += [Text(f"  dòng {one.citation.line}: {one.reason}") for one in found.doubtful_citations]
    if found.previous is not None:
        parts += [_heading(f"Thay đổi từ bản trước: {figure(len(found.changes))}")]
        parts += [
            Text(f"  {change.change.op} {change.change.old or ''} → {change.change.new or ''}")
            for change in found.changes
        ]
    return [*parts, *([Text(f"\nĐã ghi {asked.out}", style="bold green")] if asked.out else [])]


def _coverage(found: Appraisal) -> Table:
    table = Table(title="Đã trả lời / tổng số, theo bảy trục", title_justify="left")
    table.add_column("Văn bản chỉ đạo")
    for axis in Axis:
        table.add_column(axis.label, justify="right")
    for document, axes in found.coverage().items():
        cells = []
        for axis in Axis:
            total = axes[axis].total()
            style = "red" if axes[axis][Answered.NO] else "yellow" if axes[axis][Answered.PARTLY] else "green"
            cells.append(Text(f"{axes[axis][Answered.YES]}/{total}" if total else "–", style=style if total else "dim"))
        table.add_row(Text(document), *cells)
    return table


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 140 else f"{flat[:140]}…"
