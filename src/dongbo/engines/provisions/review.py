"""The quality report of an outline: what a person should look at before trusting it."""

from collections.abc import Iterator, Sequence

from dongbo.engines.papers import Paper
from dongbo.engines.provisions.closing import is_capital
from dongbo.engines.provisions.marks import LETTER_PLACES, Family, Mark
from dongbo.engines.provisions.outline import Finding, Kind, Node, Outline
from dongbo.engines.provisions.sequence import Decision, Mode

_AMBIGUOUS = 0.6
_LOW = 0.5
_RAN_ON = {Kind.ARTICLE, Kind.CHAPTER}
_COUNTED = frozenset(Family) - {Family.DASH, Family.PLUS, Family.TITLE, Family.ANNEX}
_LONGEST_LIST = 4


def review(outline: Outline, decisions: Sequence[Decision], marks: dict[int, Mark], paper: Paper) -> list[Finding]:
    """Return the findings in the order of the paper's lines."""
    paths = {node.line: node.path for node in outline.walk()}
    places = {at: block.number for at, block in enumerate(paper.blocks)}
    findings = [
        *_about_whole(outline),
        *_about_sequences(outline, marks),
        *_about_decisions(decisions, places, paths),
        *_about_nodes(outline, marks),
    ]
    return sorted(findings, key=lambda finding: finding.line or 0)


def _about_whole(outline: Outline) -> Iterator[Finding]:
    if not outline.nodes:
        yield Finding(
            "no-provisions",
            "Không nhận ra điều, mục nào trong văn bản. "
            "Xin kiểm tra lại cách đánh số, hoặc tự chia mục ở trang xem trước.",
        )
    elif outline.closing is None and outline.nodes[0].kind is not Kind.ANNEX:
        yield Finding(
            "no-signature",
            "Không thấy khối chữ ký hay nơi nhận ở cuối văn bản: văn bản có thể bị thiếu phần cuối, hoặc là bản trích.",
            outline.nodes[-1].end,
            outline.nodes[-1].path,
        )


def _about_sequences(outline: Outline, marks: dict[int, Mark]) -> Iterator[Finding]:
    last: dict[tuple[Family, str], tuple[Node, float]] = {}
    for node in outline.walk():
        mark = marks.get(node.line)
        if mark is None or mark.family not in _COUNTED or node.kind is Kind.ROW:
            continue
        above = node.path.partition("/")[0] if node.path.startswith("phu_luc") else ""
        parent = above if node.kind in _RAN_ON else node.path.rpartition("/")[0]
        before = last.get((mark.family, parent))
        if before is not None and _begins_again(node, mark, before[0]):
            before = None
        last[mark.family, parent] = (node, mark.ordinal)
        yield from _about_step(node, mark, before)


def _begins_again(node: Node, mark: Mark, before: Node) -> bool:
    """Whether chapters count from one again in another part."""
    parents = [one.path.rpartition("/")[0] for one in (node, before)]
    return node.kind is Kind.CHAPTER and mark.ordinal == 1 and parents[0] != parents[1]


def _about_step(node: Node, mark: Mark, before: tuple[Node, float] | None) -> Iterator[Finding]:
    if before is None:
        if mark.ordinal >= 2:
            yield Finding(
                "starts-late",
                f"Dãy đánh số bắt đầu ngay từ {node.label}: "
                f"thiếu {_missing(node, mark.family, 0, mark.ordinal)} ở trước. Xin đối chiếu với bản gốc.",
                node.line,
                node.path,
            )
        return
    other, ordinal = before
    step = mark.ordinal - ordinal
    if step > 1 and not _leaves_out_only_d(mark, ordinal):
        yield Finding(
            "gap",
            f"Sau {other.label} là {node.label}: thiếu {_missing(node, mark.family, ordinal, mark.ordinal)}. "
            "Xin xem bản gốc có bị sót hoặc đánh nhầm số không.",
            node.line,
            node.path,
        )
    elif step == 0:
        yield Finding(
            "duplicate",
            f"{_capital(node.label)} xuất hiện hai lần (dòng {other.line} và dòng {node.line}). "
            "Xin sửa số của một trong hai chỗ.",
            node.line,
            node.path,
        )
    elif step < 0:
        yield Finding(
            "out-of-order",
            f"{_capital(node.label)} đứng sau {other.label}: số thứ tự chạy lùi. "
            "Xin xem lại thứ tự hoặc cấp của mục này.",
            node.line,
            node.path,
        )


def _about_decisions(decisions: Sequence[Decision], places: dict[int, int], paths: dict[int, str]) -> Iterator[Finding]:
    quoted_from: int | None = None
    for decision in decisions:
        line = places[decision.event.line]
        if decision.left_open:
            yield _unclosed(quoted_from, line)
        if decision.mode is Mode.BODY and decision.after in (Mode.QUOTE, Mode.ORDERS):
            quoted_from = line
        if decision.mode is Mode.BODY and decision.mark is None and decision.event.marks and decision.cost >= 2:
            yield Finding(
                "mark-read-as-words",
                f"Dòng {line} bắt đầu như một mục (“{decision.event.marks[0].number}”) "
                "nhưng không hợp dãy số xung quanh nên được đọc là lời văn. Xin xác nhận.",
                line,
            )
        if decision.mark is not None and decision.margin < _AMBIGUOUS:
            yield Finding(
                "ambiguous-level",
                f"Dòng {line}: chưa chắc “{decision.mark.number}” thuộc cấp nào, có hai cách đọc gần như ngang nhau. "
                "Xin xác nhận cấp của mục này.",
                line,
                paths.get(line, ""),
            )
    if decisions and decisions[-1].after in (Mode.QUOTE, Mode.ORDERS, Mode.NESTED):
        yield _unclosed(quoted_from, places[decisions[-1].event.line])


def _unclosed(start: int | None, line: int) -> Finding:
    where = f"mở ở dòng {start}" if start else "mở trước đó"
    return Finding(
        "unclosed-quotation",
        f"Đoạn trích dẫn {where} không có dấu đóng ngoặc kép trước dòng {line}; "
        "phần sau được đọc là lời của văn bản này. Xin thêm dấu đóng vào đúng chỗ.",
        start or line,
    )


def _about_nodes(outline: Outline, marks: dict[int, Mark]) -> Iterator[Finding]:
    for node in outline.walk():
        mark = marks.get(node.line)
        if mark is not None and mark.family is Family.LETTER and node.number == "1":
            yield Finding(
                "misread-letter",
                f"Dòng {node.line}: “1” đứng ở chỗ của điểm l (sau điểm k). Xin sửa số 1 thành chữ l.",
                node.line,
                node.path,
            )
        if node.confidence < _LOW:
            yield Finding(
                "low-confidence",
                f"Máy đọc {node.label} ở dòng {node.line} với độ tin cậy thấp ({node.confidence:.0%}). Xin xem lại.",
                node.line,
                node.path,
            )


def _leaves_out_only_d(mark: Mark, ordinal: float) -> bool:
    """Whether a list simply does not use the letter đ."""
    return mark.family is Family.LETTER and ordinal == LETTER_PLACES["d"] and mark.ordinal == LETTER_PLACES["e"]


def _missing(node: Node, family: Family, before: float, after: float) -> str:
    """Name the numbers between two places as `node` is named: "Điều 34, 35" or "khoản 2 đến 7"."""
    names = [_name(family, place) for place in range(int(before) + 1, int(after))]
    if not names:
        return "số ở giữa"
    listed = f"{names[0]} đến {names[-1]}" if len(names) > _LONGEST_LIST else ", ".join(names)
    return node.label.removesuffix(")").removesuffix(node.number) + listed


def _name(family: Family, place: int) -> str:
    if family is Family.LETTER:
        return next((letter for letter, at in LETTER_PLACES.items() if at == place), str(place))
    if family in (Family.ROMAN, Family.PART, Family.CHAPTER):
        return roman_number(place)
    if family is Family.SMALL_ROMAN:
        return roman_number(place).lower()
    return chr(ord("A") + place - 1) if family is Family.CAPITAL else str(place)


def roman_number(value: int) -> str:
    """Return `value` in Roman numerals."""
    pairs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for worth, sign in pairs:
        written += sign * (value // worth)
        value %= worth
    return written


def _capital(label: str) -> str:
    return label if is_capital(label[:1]) else label[:1].upper() + label[1:]
