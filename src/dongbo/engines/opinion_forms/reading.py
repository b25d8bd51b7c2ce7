"""Reading a filled form back: whose it is, its answers, its opinions, and what is wrong with each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dongbo.engines.opinion_forms import word_reading, workbook_reading
from dongbo.engines.opinion_forms.answers import Answers, draft_findings, read_answers
from dongbo.engines.opinion_forms.columns import is_draft
from dongbo.engines.opinion_forms.contents import Contents
from dongbo.engines.opinion_forms.form import FilledForm, FilledRow, FormKeys, FormProvision, FormRefused, RowFinding
from dongbo.engines.opinion_forms.places import Places
from dongbo.engines.opinion_forms.rows import findings, problems
from dongbo.engines.opinion_forms.safety import recognise
from dongbo.engines.opinion_forms.tables import OpinionTable, WrittenRow, opinion_tables, written_rows
from dongbo.engines.opinion_forms.wording import ROUND_KEY, TOKEN, UNIT_CODE, VERSION_KEY, keys_in
from dongbo.engines.papers import paper_from_lines
from dongbo.engines.secrecy import find_secrecy

_STAMP_SIGNS = 200

ProvisionsOf = Callable[[FormKeys], Sequence[FormProvision]]


def read_form(data: bytes, name: str, *, provisions_of: ProvisionsOf) -> FilledForm:
    """This will read the form `data`, called `name` in sentences.

    `provisions_of` is asked once, with the keys found in the file, for the provisions the form was made for; whatever
    it raises (another round, an unknown token) passes through. Raises FormRefused where nothing of the file can be
    taken; its codes are empty, too-large, not-a-form, legacy, encrypted, opendocument, macros, unsafe, too-many-cells,
    too-many-rows, damaged, no-token, mixed-tokens, no-headings and state_secret.
    """
    contents = read_contents(data, name=name)
    _refuse_secret(_texts(contents))
    keys = _keys(contents, name)
    tables = opinion_tables(contents, name=name)
    provisions = tuple(provisions_of(keys))
    answers = read_answers(contents, [table.grid for table in tables])
    rows, wrong = _read_rows(written_rows(tables, name=name), provisions)
    in_draft = tuple(draft_findings(contents, provisions))
    _refuse_secret((finding.where, finding.written) for finding in in_draft)
    outside = (*answers.findings, *_above_headings(tables), *in_draft)
    return FilledForm(keys, answers.answer, tuple(answers.questions), tuple(rows), (*wrong, *outside))


def read_contents(data: bytes, *, name: str) -> Contents:
    """Return all that a file holds; raises FormRefused where it is no form that is safe to open."""
    if recognise(data, name=name) == "docx":
        return word_reading.read_contents(data, name=name)
    return workbook_reading.read_contents(workbook_reading.open_workbook(data, name=name))


def _read_rows(
    written: Sequence[WrittenRow], provisions: Sequence[FormProvision]
) -> tuple[list[FilledRow], list[RowFinding]]:
    places = Places(provisions)
    good: list[FilledRow] = []
    wrong: list[RowFinding] = []
    for each in written:
        place = places.find(each.row.label_as_written)
        row = replace(each.row, path=place.path)
        found = findings(row, problems(row, place, each.grid_row, each.table.layout, places))
        wrong += found
        if not found:
            good.append(row)
    return good, wrong


def _above_headings(tables: Sequence[OpinionTable]) -> Iterator[RowFinding]:
    for table in tables:
        above = table.grid.rows[: table.grid.rows.index(table.heading)] if table.heading is not None else ()
        yield from read_answers(Contents((replace(table.grid, rows=tuple(above)),)), []).findings


def _keys(contents: Contents, name: str) -> FormKeys:
    """Return the keys of the form out of the three places where they are kept; the printed code alone is enough."""
    printed = Answers()
    for grid in contents.grids:
        if not is_draft(grid):
            found = read_answers(Contents((grid,)), []).facts
            printed.facts.update({label: value for label, value in found.items() if label not in printed.facts})
    kept = keys_in(contents.properties)
    sources = [_keys_by_label(contents.hidden_keys), kept, _keys_by_label(printed.facts)]
    known = [keys for keys in sources if keys is not None and keys.token]
    if not known:
        raise FormRefused(
            "no-token",
            f"Tệp «{name}» không có mã biểu nên không biết là phiếu của đơn vị nào, vòng nào: hãy dùng đúng tệp phiếu "
            "được cấp (chép các dòng ý kiến sang), hoặc ghi lại «Mã biểu» như trên phiếu được cấp.",
        )
    if len({keys.token for keys in known}) > 1:
        raise FormRefused(
            "mixed-tokens",
            f"Tệp «{name}» mang hai mã biểu khác nhau: có lẽ ghép từ hai phiếu. "
            "Hãy chép các dòng ý kiến sang đúng phiếu được cấp cho vòng này.",
        )
    first = known[0]
    return FormKeys(
        first.token,
        next((keys.round_key for keys in known if keys.round_key), ""),
        next((keys.version_key for keys in known if keys.version_key), ""),
        next((keys.unit_code for keys in known if keys.unit_code), ""),
    )


def _keys_by_label(values: Mapping[str, str]) -> FormKeys | None:
    if not values.get(TOKEN):
        return None
    return FormKeys(
        values[TOKEN].strip(), values.get(ROUND_KEY, ""), values.get(VERSION_KEY, ""), values.get(UNIT_CODE, "")
    )


def _refuse_secret(texts: Iterable[tuple[str, str]]) -> None:
    """Raise FormRefused where a line of `texts`, each with its place, is a mark of secrecy."""
    for where, text in texts:
        for line in text.split("\n"):
            if 0 < len(line) <= _STAMP_SIGNS and find_secrecy(paper_from_lines([line])) is not None:
                raise FormRefused(
                    "state_secret",
                    f"Phiếu có dấu hiệu độ mật ({where}) nên bị từ chối toàn bộ; không nội dung nào được lưu. "
                    "Tài liệu mật được quản lý ngoài hệ thống này: hãy chuyển cho bộ phận bảo mật của đơn vị.",
                )


def _texts(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield every text a unit may have written; the draft that was sent to it may itself speak of levels of secrecy."""
    yield from (("lề trang", text) for text in contents.margins)
    yield from contents.loose
    for grid in contents.grids:
        if is_draft(grid):
            continue
        for row in grid.rows:
            for cell in row.cells.values():
                yield from ((row.place, text) for text in (cell.text, *cell.notes))
