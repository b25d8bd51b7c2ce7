"""Rows of the table of opinions: each read as an opinion, with whatever is wrong with it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dongbo.engines.opinion_forms.columns import HEADINGS, Column, Layout
from dongbo.engines.opinion_forms.contents import GridRow
from dongbo.engines.opinion_forms.form import KIND_LABELS, MAX_SIGNS, FilledRow, OpinionKind, RowFinding
from dongbo.engines.opinion_forms.places import Place, Places
from dongbo.engines.opinion_forms.wording import plain

_KINDS = {plain(label): kind for kind, label in KIND_LABELS.items()} | {
    "": OpinionKind.SUBSTANCE,
    "ky thuat trinh bay": OpinionKind.TECHNIQUE,
    "ki thuat trinh bay": OpinionKind.TECHNIQUE,
    "the thuc": OpinionKind.TECHNIQUE,
    "cau tu": OpinionKind.WORDING,
    "tu ngu": OpinionKind.WORDING,
    "chinh ta": OpinionKind.WORDING,
}
_SYSTEM = (Column.NUMBER, Column.CODE, Column.RESULT)
_MARKED = "#"
_MARK_SIGNS = 16

Problem = tuple[str, str]


def read_row(row: GridRow, layout: Layout) -> FilledRow | None:
    """Return the opinion written in `row`, its place not looked up yet; None where nothing was written."""
    system = {layout.places[column] for column in _SYSTEM if column in layout.places}
    own = [(column, cell) for column, cell in row.own() if column not in system]
    notes = [note for _, cell in sorted(row.cells.items()) for note in cell.notes]
    if not own and not notes:
        return None
    known = set(layout.places.values())
    others = [(layout.headings.get(at, f"Cột {at}"), cell.text) for at, cell in own if at not in known]
    code, _, mark = _text(row, layout, Column.CODE).partition(_MARKED)
    read = FilledRow(
        place_in_file=row.place,
        path=None,
        label_as_written=_text(row, layout, Column.PLACE),
        kind=_KINDS.get(plain(_text(row, layout, Column.KIND))),
        kind_as_written=_text(row, layout, Column.KIND),
        quote=_text(row, layout, Column.QUOTE),
        text=_text(row, layout, Column.TEXT),
        proposed=_text(row, layout, Column.PROPOSED),
        code=code,
        others=(*others, *(("Ghi chú của ô", note) for note in notes)),
    )
    return replace(read, received=bool(mark) and mark == fingerprint(read))


def _text(row: GridRow, layout: Layout, column: Column) -> str:
    return row.at(layout.places.get(column)).text


def fingerprint(row: FilledRow) -> str:
    """Return what changes whenever the opinion does."""
    written = "\x1f".join((row.label_as_written, row.kind_as_written, row.quote, row.text, row.proposed))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK_SIGNS]


def marked_code(row: FilledRow, code: str) -> str:
    """Return the hidden code of a row that was taken as it stands."""
    return f"{code}{_MARKED}{fingerprint(row)}"


def with_own_codes(rows: Iterable[FilledRow]) -> Iterator[FilledRow]:
    """Yield the rows with a code that was copied along with its row left to the first of them."""
    taken: set[str] = set()
    for row in rows:
        yield replace(row, code="") if row.code in taken else row
        taken.add(row.code)


def problems(row: FilledRow, place: Place, grid_row: GridRow, layout: Layout, places: Places) -> Iterator[Problem]:
    """Yield why the opinion cannot be taken as it stands, as codes and sentences."""
    yield from _faults(grid_row, layout)
    yield from _place_problems(row, place)
    if row.kind is None:
        kinds = ", ".join(f"«{label}»" for label in KIND_LABELS.values())
        yield "unknown-kind", f"Không rõ loại ý kiến «{_short(row.kind_as_written)}»: hãy ghi {kinds} hoặc để trống."
    if not row.text:
        yield _no_text(row)
    for text, column in ((row.text, Column.TEXT), (row.quote, Column.QUOTE), (row.proposed, Column.PROPOSED)):
        if len(text) > MAX_SIGNS:
            yield (
                "too-long",
                f"«{HEADINGS[column]}» dài {len(text):,} ký tự, quá {MAX_SIGNS:,}: ".replace(",", ".")
                + "hãy chia thành nhiều dòng, hoặc gửi kèm công văn.",
            )
    if row.quote and place.path is not None and len(row.quote) <= MAX_SIGNS:
        yield from _quote_problems(row.quote, place.path, places)


def _faults(row: GridRow, layout: Layout) -> Iterator[Problem]:
    for column, at in layout.places.items():
        fault = row.at(at).fault if column not in _SYSTEM else ""
        if fault == "formula":
            yield (
                "formula",
                f"Ô «{HEADINGS[column]}» là công thức nên không đọc được: hãy gõ lại, đặt dấu nháy ' ở đầu.",
            )
        elif fault:
            yield "error-value", f"Ô «{HEADINGS[column]}» đang báo lỗi {row.at(at).text}: hãy gõ lại."


def _place_problems(row: FilledRow, place: Place) -> Iterator[Problem]:
    if place.path is not None:
        return
    if not row.label_as_written:
        yield "no-place", "Chưa ghi vị trí: hãy chọn trong danh sách, hoặc ghi «Toàn bộ dự thảo»."
        return
    written, names = _short(row.label_as_written), ", ".join(f"«{name}»" for name in place.candidates)
    if place.why == "several-places":
        yield place.why, f"«{written}» gồm nhiều vị trí: hãy tách mỗi vị trí thành một dòng."
    elif place.why == "ambiguous-place":
        yield place.why, f"«{written}» có thể là {names}: hãy ghi rõ một vị trí."
    elif names:
        yield place.why, f"Dự thảo không có vị trí «{written}»; có phải {names}? Hãy ghi lại."
    else:
        yield place.why, f"Dự thảo không có vị trí «{written}»: hãy chọn trong danh sách ở phần «Dự thảo»."


def _no_text(row: FilledRow) -> Problem:
    if row.proposed:
        return "proposal-without-text", "Có đề nghị sửa nhưng chưa ghi ý kiến: hãy ghi vì sao cần sửa vào cột «Ý kiến»."
    return "no-text", "Chưa ghi ý kiến: hãy ghi vào cột «Ý kiến», hoặc xóa cả dòng."


def _quote_problems(quote: str, path: str, places: Places) -> Iterator[Problem]:
    if places.holds(path, quote):
        return
    holders = places.holders(quote)
    where = ", ".join(f"«{label}»" for label in holders)
    hint = f"đoạn ấy có ở {where}: hãy sửa vị trí" if holders else "hãy chép đúng nguyên văn, hoặc để trống"
    yield "quote-not-there", f"Đoạn trích không có ở «{places.label(path)}»; {hint}."


def findings(row: FilledRow, found: Iterable[Problem]) -> list[RowFinding]:
    """Return the findings of a row, each with all that was written in it."""
    return [RowFinding(row.place_in_file, code, message, row) for code, message in found]


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
