"""What stands outside the tables of opinions: the answer, the questions, and whatever a unit wrote elsewhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dongbo.engines.opinion_forms.columns import draft_columns, is_draft, question_columns
from dongbo.engines.opinion_forms.contents import Contents, Grid, GridRow
from dongbo.engines.opinion_forms.form import ANSWER_LABELS, Answer, FormProvision, QuestionAnswer, RowFinding
from dongbo.engines.opinion_forms.wording import (
    ANSWER,
    ANSWERS,
    FACT_LABELS,
    NOT_RECEIVED,
    is_printed,
    plain,
)
from dongbo.engines.vietnamese import clean

LONGEST_CELL = 32_767
"""How many signs a cell of Excel holds."""

_ANSWER = plain(ANSWER)
_NO_MARKS = ("không", "0", "-", "☐", "□")
_MARK_SIGNS = 5


@dataclass(slots=True)
class Answers:
    """What was found; `facts` are the values printed on top of the form, by their labels."""

    facts: dict[str, str] = field(default_factory=dict)
    chosen: list[tuple[str, Answer]] = field(default_factory=list)
    questions: list[QuestionAnswer] = field(default_factory=list)
    findings: list[RowFinding] = field(default_factory=list)

    @property
    def answer(self) -> Answer | None:
        """The one answer chosen; None where there is none or more than one."""
        answers = {answer for _, answer in self.chosen}
        return answers.pop() if len(answers) == 1 else None


def read_answers(contents: Contents, opinion_grids: Sequence[Grid]) -> Answers:
    """Return what stands outside `opinion_grids` and the draft."""
    answers = Answers()
    for grid in contents.grids:
        if grid not in opinion_grids and not is_draft(grid):
            _read_grid(grid, answers)
    for where, text in contents.loose:
        if not is_printed(text):
            answers.findings.append(_not_read(where, text))
    if len({answer for _, answer in answers.chosen}) > 1:
        where = answers.chosen[0][0]
        chosen = ", ".join(f"«{ANSWER_LABELS[answer]}»" for _, answer in answers.chosen)
        message = f"Trả lời chung có nhiều mức ({chosen}): hãy chỉ chọn một."
        answers.findings.append(RowFinding(where, "several-answers", message, written=chosen))
    return answers


def _read_grid(grid: Grid, answers: Answers) -> None:
    questions: tuple[int, int, int] | None = None
    for row in grid.rows:
        own = row.own()
        columns = question_columns(row)
        if columns is not None:
            questions = columns
        elif own and (read := _READERS.get(_role(own[0][1].text))) is not None:
            read(row, answers)
            questions = None
        elif questions is not None and row.at(questions[1]).text:
            _question(row, questions, answers)
        else:
            answers.findings += [_not_read(row.place, cell.text) for _, cell in own if not is_printed(cell.text)]
        notes = (note for _, cell in sorted(row.cells.items()) for note in cell.notes)
        answers.findings += [_not_read(row.place, note) for note in notes]


def _role(first: str) -> str:
    words = plain(first)
    if words == _ANSWER:
        return "answer"
    if words in FACT_LABELS:
        return "fact"
    return "tick" if words in ANSWERS else ""


def _fact(row: GridRow, answers: Answers) -> None:
    (_, label), *rest = row.own()
    if rest:
        answers.facts.setdefault(FACT_LABELS[plain(label.text)], rest[0][1].text)
    answers.findings += [_not_read(row.place, cell.text) for _, cell in rest[1:] if not is_printed(cell.text)]


def _answer(row: GridRow, answers: Answers) -> None:
    for _, cell in row.own()[1:]:
        answer = ANSWERS.get(plain(cell.text))
        if answer is not None:
            answers.chosen.append((row.place, answer))
        elif not is_printed(cell.text):
            levels = ", ".join(f"«{label}»" for label in ANSWER_LABELS.values())
            message = f"Không rõ trả lời chung «{cell.text[:80]}»: hãy chọn một trong {levels}."
            answers.findings.append(RowFinding(row.place, "unknown-answer", message, written=cell.text))


def _tick(row: GridRow, answers: Answers) -> None:
    """Any mark beside an answer chooses it; more than a mark is also something that was written."""
    (_, label), *rest = row.own()
    marks = [cell.text for _, cell in rest if not cell.text.startswith(NOT_RECEIVED)]
    if marks and marks[0].lower() not in _NO_MARKS:
        answers.chosen.append((row.place, ANSWERS[plain(label.text)]))
    answers.findings += [_not_read(row.place, mark) for mark in marks if len(mark) > _MARK_SIGNS]


_READERS: dict[str, Callable[[GridRow, Answers], None]] = {"fact": _fact, "answer": _answer, "tick": _tick}


def _question(row: GridRow, columns: tuple[int, int, int], answers: Answers) -> None:
    number, question, answer = (row.at(column).text for column in columns)
    order = int(number) if number.isdecimal() else None
    if answer:
        answers.questions.append(QuestionAnswer(order, question, answer))
    elsewhere = [cell.text for at, cell in row.own() if at not in columns and not is_printed(cell.text)]
    answers.findings += [_not_read(row.place, text) for text in elsewhere]


def _not_read(where: str, text: str) -> RowFinding:
    message = "Chỗ này không phải ô trả lời nên không được đọc: hãy chép vào bảng «Ý kiến» nếu là ý kiến."
    return RowFinding(where, "not-read", message, written=text)


def draft_findings(contents: Contents, provisions: Sequence[FormProvision]) -> Iterator[RowFinding]:
    """Yield what was written into the draft, which is only there to be read."""
    words = {clean(each.label): each.words for each in provisions}
    for grid in filter(is_draft, contents.grids):
        columns = next(filter(None, map(draft_columns, grid.rows)))
        for row in grid.rows:
            if draft_columns(row) is None:
                yield from _draft_row(row, columns, words)


def _draft_row(row: GridRow, columns: tuple[int, int, int | None], words: Mapping[str, str]) -> Iterator[RowFinding]:
    label, held = row.at(columns[0]).text, row.at(columns[1]).text
    known = words.get(clean(label))
    if known is not None and _differ(held, known):
        message = f"Lời văn của «{label}» bị sửa ở phần dự thảo nên không được đọc: hãy ghi thành dòng ý kiến."
        yield RowFinding(row.place, "draft-edited", message, written=held)
    elif known is None and not is_printed(label):
        yield _not_read(row.place, f"{label}\n{held}".strip())
    elif known is None and not is_printed(held):
        yield _not_read(row.place, held)
    beside = [cell.text for at, cell in row.own() if at not in columns]
    notes = [note for _, cell in sorted(row.cells.items()) for note in cell.notes]
    yield from (_not_read(row.place, text) for text in (*beside, *notes) if not is_printed(text))


def _differ(held: str, words: str) -> bool:
    return held.split() != clean_cell(words).split()


def clean_cell(text: str) -> str:
    """Return `text` as a cell can hold it."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())[:LONGEST_CELL]
