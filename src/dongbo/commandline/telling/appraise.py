"""The appraisal for people: the matrix first, then everything a council must look at."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dongbo.commandline.commands.appraise import Appraised
from dongbo.commandline.telling.citations import document_name
from dongbo.commandline.telling.redline import OPERATIONS, places_of
from dongbo.commandline.telling.tables import table
from dongbo.commandline.telling.targets import level_of
from dongbo.commandline.telling.words import shortened
from dongbo.engines.alignment import Answered, Axis, DirectiveProvision
from dongbo.engines.appraisal import Appraisal, ComparedTarget, TouchingChange, Turn
from dongbo.engines.figures import figure
from dongbo.engines.places import place_name

MOST_LINES = 60
"""Lines of one section that a screen still helps with; the report has them all."""


def tell(answer: Appraised) -> Iterator[RenderableType]:
    """Yield the coverage matrix, then what is unanswered, weaker, not unified, doubtful, and what changed."""
    found = answer.appraisal
    yield Text(f"Dự thảo: {found.plan.title}", style="bold")
    yield _coverage(found)
    yield from _unanswered(found)
    yield from _targets(found)
    yield from _wording(found)
    yield from _citations(answer)
    yield from _remarks(answer)
    yield from _changes(found)
    if answer.out is not None:
        yield Text(f"\nĐã ghi báo cáo đầy đủ vào {answer.out}", style="bold green")
    else:
        yield "\nThêm --out BÁO-CÁO.html để có báo cáo đầy đủ, mỗi dòng nối tới hai văn bản đặt cạnh nhau."


def _coverage(found: Appraisal) -> Table:
    rows = table("Đã trả lời / tổng số điều khoản, theo bảy trục")
    rows.add_column("Văn bản chỉ đạo", no_wrap=True)
    for axis in Axis:
        rows.add_column(axis.label, justify="right")
    for document, axes in found.coverage().items():
        cells = []
        for axis in Axis:
            total = axes[axis].total()
            style = "red" if axes[axis][Answered.NO] else "yellow" if axes[axis][Answered.PARTLY] else "green"
            cells.append(Text(f"{axes[axis][Answered.YES]}/{total}" if total else "–", style=style if total else "dim"))
        rows.add_row(document, *cells)
    return rows


def _unanswered(found: Appraisal) -> Iterator[RenderableType]:
    yield from _section(
        "Chưa trả lời", [f"{_place(one)}: {shortened(one.provision.words)}" for one in found.alignment.unanswered]
    )
    yield from _section(
        "Mới trả lời một phần",
        [
            f"{_place(one)} còn thiếu: {shortened(' '.join(one.missing))}"
            for one in found.alignment.directives
            if one.answered is Answered.PARTLY
        ],
    )


def _place(one: DirectiveProvision | Turn) -> str:
    return f"{one.provision.document}, {place_name(one.provision.path)}"


def _targets(found: Appraisal) -> Iterator[RenderableType]:
    yield from _section(
        "Chỉ tiêu phải xem", [f"{_target_place(one)}: {one.comparison.message}" for one in found.deviating_targets]
    )


def _target_place(one: ComparedTarget) -> str:
    directive = one.comparison.directive
    if directive is None:
        return one.document
    return f"{one.document}, {place_name(directive.place)} [{level_of(directive)}]"


def _wording(found: Appraisal) -> Iterator[RenderableType]:
    yield from _section("Thuật ngữ chưa thống nhất", [finding.message for finding in found.terms.findings])


def _citations(answer: Appraised) -> Iterator[RenderableType]:
    """Yield the citations that contradict the papers given, then in one line each document that was not given."""
    contradicting: list[str] = []
    unknown: dict[str, list[str]] = {}
    for one in answer.appraisal.doubtful_citations:
        line = _line(answer, one.citation.line)
        if one.state == "contradicts":
            contradicting.append(f"{line}: {one.reason}")
        else:
            unknown.setdefault(document_name(one.citation), []).append(line)
    yield from _section("Viện dẫn sai khác với văn bản đã cho", contradicting)
    yield from _section(
        "Văn bản được viện dẫn mà không có ở đây để đối chiếu",
        [f"{name} ({shortened('; '.join(dict.fromkeys(lines)))})" for name, lines in unknown.items()],
    )


def _remarks(answer: Appraised) -> Iterator[RenderableType]:
    yield from _section(
        "Thể thức và đánh số của dự thảo",
        [
            f"{_line(answer, remark.line)}: {remark.message}" if remark.line else remark.message
            for remark in answer.appraisal.remarks
        ],
    )


def _line(answer: Appraised, line: int) -> str:
    """Return "dòng 12", with its file where the plan came in several."""
    file, own = answer.plan.origin(line)
    return f"dòng {own}" if len(answer.plan.parts) == 1 else f"{file} dòng {own}"


def _changes(found: Appraisal) -> Iterator[RenderableType]:
    if found.previous is None:
        return
    yield from _section("Thay đổi từ bản trước", [_change(one) for one in found.changes])
    yield from _section(
        "Điều khoản chỉ đạo đổi kết luận",
        [f"{_place(turn)}: {turn.before.label} → {turn.now.label}" for turn in found.turns],
    )


def _change(one: TouchingChange) -> str:
    places = " → ".join(dict.fromkeys(filter(None, map(places_of, (one.change.old, one.change.new)))))
    touched = f"  (động tới {figure(len(one.touches))} điều khoản chỉ đạo)" if one.touches else ""
    return f"{OPERATIONS[one.change.op]}: {places}{touched}"


def _section(name: str, lines: Sequence[str]) -> Iterator[RenderableType]:
    """Yield a heading with the number of lines, then the first of them."""
    yield Text(f"\n{name}: {figure(len(lines))}", style="bold")
    yield from (f"  {line}" for line in lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        yield f"  … và {figure(len(lines) - MOST_LINES)} dòng nữa; báo cáo ghi bằng --out có đủ."
