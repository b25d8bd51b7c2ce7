"""`./dong-bo appraise PLAN --against DIRECTIVE …`: a draft plan held against its directives."""

import json
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dongbo.commandline.console import progress_bar
from dongbo.commandline.files import REPORT_ENDINGS, check_out, read, write_out
from dongbo.engines.appraisal import Appraisal, PaperFile, appraise, paper_file
from dongbo.engines.joining import Joined, join

READING = 40
"""How much of the bar reading the papers takes; the rest is the appraisal's own percentage."""


@dataclass(frozen=True, slots=True)
class Appraised:
    """The appraisal, the files the plan came in, and where its report was written."""

    appraisal: Appraisal
    plan: Joined
    out: Path | None

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        told = self.appraisal.as_json()
        told["plan"]["parts"] = [part.as_json() for part in self.plan.parts]
        return told


def run(asked: Namespace) -> Appraised:
    """Return the appraisal of a plan; write its report where asked."""
    check_out(asked.out, REPORT_ENDINGS)
    with progress_bar() as bar:
        task = bar.add_task("Đọc văn bản", total=100)

        def tell(percent: float, stage: str) -> None:
            bar.update(task, completed=percent, description=stage)

        files = _files(asked)
        papers: list[PaperFile] = []
        for done, (called, path) in enumerate(files):
            tell(READING * done / len(files), f"Đọc {called.lower()}")
            papers.append(paper_file(read(path, called=called)))
        annexes = [papers.pop() for _ in asked.annex][::-1]
        previous = papers.pop() if asked.previous else None
        plan = join(papers[0], annexes)
        found = appraise(
            plan.whole,
            papers[1:],
            previous,
            as_of=asked.on,
            progress=lambda percent, stage: tell(READING + (100 - READING) * percent / 100, stage),
        )
        answer = Appraised(found, plan, asked.out)
        _write(answer)
    return answer


def _files(asked: Namespace) -> list[tuple[str, Path]]:
    """Return what each file is called, and where it is: plan, directives, previous version, annexes."""
    directives = [(f"Văn bản chỉ đạo thứ {n}", path) for n, path in enumerate(asked.against, start=1)]
    previous = [("Bản trước", asked.previous)] if asked.previous else []
    annexes = [(f"Phụ lục thứ {n}", path) for n, path in enumerate(asked.annex, start=1)]
    return [("Dự thảo", asked.plan), *directives, *previous, *annexes]


def _write(answer: Appraised) -> None:
    # Only the report asked for is imported: Word alone costs as much as all the rest.
    def page() -> bytes:
        from dongbo.engines.appraisal_report.html import write_html

        return write_html(answer.appraisal).encode()

    def word() -> bytes:
        from dongbo.engines.appraisal_report.docx import write_docx

        return write_docx(answer.appraisal)

    def data() -> bytes:
        return json.dumps(answer.as_json(), ensure_ascii=False, indent=2).encode()

    write_out(answer.out, dict(zip(REPORT_ENDINGS, (page, word, data), strict=True)))
