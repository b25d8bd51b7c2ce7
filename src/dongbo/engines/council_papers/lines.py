"""The lines of a council's paper, ready to be set; a text of several lines is as many paragraphs, none of them cut."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from dongbo.engines.consultation_papers.letters import day_in_words
from dongbo.engines.consultation_papers.model import plain
from dongbo.engines.consultation_papers.wording import ended, punctuated
from dongbo.engines.decree30 import Column, Passage, Style, Table
from dongbo.engines.figures import figure

Line = Passage | Table
_BLANK = "…" * 30
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def text(words: str, *, lead: str = "", style: Style = Style.TEXT) -> Iterator[Passage]:
    """Yield `words` after a bold `lead`; lines after the first are paragraphs of their own."""
    first, *others = _lines(words) or [""]
    line = f"{lead} {first}".strip()
    if line:
        yield Passage(style, line, len(lead))
    for other in others:
        yield Passage(Style.TEXT, other)


def clause(number: int | str, title: str, words: str = "") -> Iterator[Passage]:
    """Yield a numbered line with its title in bold."""
    yield from text(words, lead=f"{number}. {title}", style=Style.CLAUSE)


def section(number: str, title: str) -> Passage:
    """Return the title of a section: "I. KẾT LUẬN"."""
    line = f"{number}. {plain(title).upper()}"
    return Passage(Style.ROMAN, line, len(line))


def centred(words: str) -> Passage:
    """Return a bold line in the middle."""
    return Passage(Style.DIVISION_TITLE, plain(words), len(plain(words)))


def listed(items: Sequence[str]) -> Iterator[Passage]:
    """Yield one dash for each item, a semicolon after all but the last."""
    for item in punctuated(items):
        yield from text(f"- {item}", style=Style.BULLET)


def stated(items: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    """Yield one dash for each pair of whom or what, and what is said of it."""
    for name, words in items:
        yield from text(f"- {name}: {ended(words)}" if name else f"- {ended(words)}", style=Style.BULLET)


def blanks(lines: int) -> Iterator[Passage]:
    """Yield dotted lines to be filled in by hand."""
    for _ in range(lines):
        yield Passage(Style.TEXT, _BLANK)


def bases(lines: Sequence[str]) -> Iterator[Passage]:
    """Yield the legal bases in italics, each ended with a semicolon, the last with a full stop."""
    for line in punctuated(lines):
        yield from text(line, style=Style.BASIS)


def boxes(choices: Sequence[str], ticked: str) -> Table:
    """Return one box for each choice, the one that was taken crossed: drawn, since few typefaces have the signs."""
    columns = (Column("Kết quả thẩm định", 80), Column("Đánh dấu X", 20, centred=True))
    return ruled(columns, ((choice, "X" if choice == ticked else "") for choice in choices), whole=True)


def ruled(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, whole: bool = False) -> Table:
    """Return a table of cells without signs that no office file can hold."""
    return Table(tuple(columns), tuple(tuple(map(plain, row)) for row in rows), whole=whole)


def share(part: int, whole: int) -> str:
    """Return a part in hundredths: "66,67%"; "–" of nothing."""
    return f"{figure(100 * part / whole)}%" if whole else "–"


def clock(moment: datetime.datetime) -> str:
    """Return the time of day: "08 giờ 30 phút"."""
    return f"{moment.hour:02} giờ {moment.minute:02} phút"


def moment_in_words(moment: datetime.datetime) -> str:
    """Return a moment as papers write it: "08 giờ 30 phút, ngày 05 tháng 02 năm 2026"."""
    return f"{clock(moment)}, {day_in_words(moment.date())}"


def moment_with_weekday(moment: datetime.datetime) -> str:
    """Return a moment with the day of the week: "08 giờ 30 phút, thứ Năm, ngày 05 tháng 02 năm 2026"."""
    return f"{clock(moment)}, {_WEEKDAYS[moment.weekday()]}, {day_in_words(moment.date())}"


def _lines(words: str) -> list[str]:
    return [line.strip() for line in plain(words).split("\n") if line.strip()]
