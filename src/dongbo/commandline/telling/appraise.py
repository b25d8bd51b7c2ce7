"""The appraisal for people: the matrix first, then everything a council must look at."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dongbo.commandline.commands.appraise import Appraised
from dongbo.commandline.telling.citations import document_name
from dongbo.commandline.telling.redline import OPERATIONS
from dongbo.commandline.telling.tables import table
from dongbo.commandline.telling.targets import level_of
from dongbo.commandline.telling.words import shortened
from dongbo.engines.alignment import Answered, Axis
from dongbo.engines.appraisal import Appraisal, ComparedTarget
from dongbo.engines.figures import figure
from dongbo.engines.places import place_name


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
    unanswered = found.alignment.unanswered
    yield _heading(f"Chưa trả lời: {figure(len(unanswered))} điều khoản")
    for one in unanswered:
        yield f"  {one.provision.document}, {place_name(one.provision.path)}: {shortened(one.provision.words)}"
    partly = [one for one in found.alignment.directives if one.answered is Answered.PARTLY]
    yield _heading(f"Mới trả lời một phần: {figure(len(partly))} điều khoản")
    for one in partly:
        missing = shortened("; ".join(one.missing))
        yield f"  {one.provision.document}, {place_name(one.provision.path)} còn thiếu: {missing}"


def _targets(found: Appraisal) -> Iterator[RenderableType]:
    yield _heading(f"Chỉ tiêu phải xem: {figure(len(found.deviating_targets))}")
    for one in found.deviating_targets:
        yield f"  {_target_place(one)}: {one.comparison.message}"


def _target_place(one: ComparedTarget) -> str:
    directive = one.comparison.directive
    if directive is None:
        return one.document
    return f"{one.document}, {place_name(directive.place)} [{level_of(directive)}]"


def _wording(found: Appraisal) -> Iterator[RenderableType]:
    yield _heading(f"Thuật ngữ chưa thống nhất: {figure(len(found.terms.findings))}")
    yield from (f"  {finding.message}" for finding in found.terms.findings)


def _citations(answer: Appraised) -> Iterator[RenderableType]:
    """Yield the citations that contradict the papers given, then in one line each document that was not given."""
    doubtful = answer.appraisal.doubtful_citations
    contradicting = [one for one in doubtful if one.state == "contradicts"]
    yield _heading(f"Viện dẫn sai khác với văn bản đã cho: {figure(len(contradicting))}")
    yield from (f"  {_line(answer, one.citation.line)}: {one.reason}" for one in contradicting)
    unknown: dict[str, list[str]] = {}
    for one in doubtful:
        if one.state != "contradicts":
            unknown.setdefault(document_name(one.citation), []).append(_line(answer, one.citation.line))
    yield _heading(f"Văn bản được viện dẫn mà không có ở đây để đối chiếu: {figure(len(unknown))}")
    yield from (f"  {name} ({shortened('; '.join(dict.fromkeys(lines)))})" for name, lines in unknown.items())


def _remarks(answer: Appraised) -> Iterator[RenderableType]:
    remarks = answer.appraisal.remarks
    yield _heading(f"Thể thức và đánh số của dự thảo: {figure(len(remarks))}")
    for remark in remarks:
        yield f"  {_line(answer, remark.line)}: {remark.message}" if remark.line else f"  {remark.message}"


def _line(answer: Appraised, line: int) -> str:
    """Return "dòng 12", with its file where the plan came in several."""
    file, own = answer.plan.origin(line)
    return f"dòng {own}" if len(answer.plan.parts) == 1 else f"{file} dòng {own}"


def _changes(found: Appraisal) -> Iterator[RenderableType]:
    if found.previous is None:
        return
    yield _heading(f"Thay đổi từ bản trước: {figure(len(found.changes))}")
    for one in found.changes:
        sides = (one.change.old, one.change.new)
        named = [" + ".join(map(place_name, (side,) if isinstance(side, str) else side)) for side in sides if side]
        touched = f"  (động tới {figure(len(one.touches))} điều khoản chỉ đạo)" if one.touches else ""
        yield f"  {OPERATIONS[one.change.op]}: {' → '.join(dict.fromkeys(named))}{touched}"
    yield _heading(f"Điều khoản chỉ đạo đổi kết luận: {figure(len(found.turns))}")
    for turn in found.turns:
        place = f"{turn.provision.document}, {place_name(turn.provision.path)}"
        yield f"  {place}: {turn.before.label} → {turn.now.label}"


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")
