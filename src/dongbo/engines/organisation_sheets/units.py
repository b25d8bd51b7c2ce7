"""Checking rows of units against each other and against the tree of a day, and saying what they would change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dongbo.engines.organ_ids import MalformedOrganId, OrganId, contradiction, parse_organ_id
from dongbo.engines.organisation_sheets.plan import Action, Findings, Planned, written
from dongbo.engines.organisation_sheets.records import Record
from dongbo.engines.postings import EARLIEST
from dongbo.engines.vietnamese import toneless

NAMING = ("code", "name", "short_name", "level")
CONTACT = ("postal_address", "email", "telephone", "website")


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit as it stands on the day the workbook takes effect.

    `parent` is the key of the unit above. `name_is_last` and `place_is_last` say that no later act changes its name or
    place; an act of the workbook would come before that one.
    """

    key: int
    code: str
    name: str
    short_name: str
    level: str
    parent: int | None
    founded_on: date
    postal_address: str
    email: str
    telephone: str
    website: str
    name_is_last: bool
    place_is_last: bool


@dataclass(frozen=True, slots=True)
class UnitsKnown:
    """The tree of `day`, and what the sender may do where.

    `taken` are codes that a unit bears from a later day; `freed` the day from which a code is free again; `levels` the
    level by its code or toneless name.
    """

    day: date
    units: Mapping[str, KnownUnit]
    taken: frozenset[str]
    freed: Mapping[str, date]
    levels: Mapping[str, str]
    may_reorganise: Callable[[int], bool]

    def bearing(self, rows: Sequence["UnitRow"]) -> dict[str, int]:
        """Return the key of every unit there is by its code, and by the code `rows` give it."""
        present = {code: unit.key for code, unit in self.units.items()}
        return present | {row.code.code: row.unit.key for row in rows if row.unit is not None}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row that passed its own checks: its code, the code above it, and the unit it is about where there is one."""

    record: Record
    code: OrganId
    parent: str
    level: str
    unit: KnownUnit | None

    @property
    def number(self) -> int:
        """The number of the row."""
        return self.record.number

    def founded_on(self, day: date) -> date:
        """The day a new unit is founded: the row's own, else `day`."""
        return self.record.day("founded_on") or day

    def naming(self) -> dict[str, str]:
        """What the unit is to be called; where the file has no such column, as it is."""
        short = self.record.text("short_name")
        if self.unit is not None and "short_name" not in self.record.values:
            short = self.unit.short_name
        return {"code": self.code.code, "name": self.record.text("name"), "short_name": short, "level": self.level}

    def contact(self) -> dict[str, str]:
        """What the address book is to say, of the columns the file has."""
        return {key: self.record.text(key) for key in CONTACT if key in self.record.values}


@dataclass(slots=True)
class UnitsPlan:
    """What can be applied, as rows and as planned, in step; `founded` are the new units, those above first."""

    rows: list[UnitRow] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)
    founded: list[UnitRow] = field(default_factory=list)


def plan_units(records: Sequence[Record], known: UnitsKnown, findings: Findings) -> UnitsPlan:
    """Return what the good of `records` would change; what is wrong with the others goes to `findings`."""
    rows = [row for record in records if (row := _row(record, known, findings)) is not None]
    rows = _each_once(rows, known, findings)
    refused = {_plain_code(record): record.number for record in records if record.number in findings.rows}
    rows = _under_parents(rows, known, refused, findings)
    rows = _without_cycles(rows, known, findings)
    rows = _allowed(rows, known, findings)
    bearing = known.bearing(rows)
    codes = {unit.key: unit.code for unit in known.units.values()}
    plan = UnitsPlan(rows, [_planned(row, known, bearing, codes) for row in rows])
    plan.founded = _from_above([row for row in rows if row.unit is None])
    return plan


def _plain_code(record: Record) -> str:
    try:
        return parse_organ_id(record.text("code")).code
    except MalformedOrganId:
        return ""


def _row(record: Record, known: UnitsKnown, findings: Findings) -> UnitRow | None:
    code = _code(record, "code", known, findings)
    former = _code(record, "former_code", known, findings) if record.text("former_code") else None
    parent = _code(record, "parent", known, findings) if record.text("parent") else None
    level = known.levels.get(toneless(record.text("level")), "")
    if record.text("level") and not level:
        message = f"Không có cấp «{record.text('level')}»: hãy ghi một cấp như ở trang Hướng dẫn của tệp mẫu."
        findings.add(record, "level", "unknown-level", message)
    if code is None or record.number in findings.rows:
        return None
    unit = known.units.get(former.code if former else code.code)
    if former is not None and unit is None:
        message = f"Ngày {known.day:%d/%m/%Y} không đơn vị nào mang mã {former.code}: hãy sửa hoặc để trống ô này."
        findings.add(record, "former_code", "unknown-unit", message)
        return None
    row = UnitRow(record, code, parent.code if parent else "", level, unit)
    _check_contact(record, findings)
    if unit is None:
        _check_founding(row, known, findings)
    else:
        _check_change(row, unit, known, findings)
    return None if record.number in findings.rows else row


def _code(record: Record, key: str, known: UnitsKnown, findings: Findings) -> OrganId | None:
    text = record.text(key)
    if not text:
        return None
    if key in record.numeric and text not in known.units:
        message = f"Mã là số ({text}), có thể đã mất số 0 ở đầu: hãy định dạng cột là Văn bản rồi gõ lại."
        findings.add(record, key, "number", message)
        return None
    if text.upper() in known.units:
        return OrganId(text.upper())
    try:
        return parse_organ_id(text)
    except MalformedOrganId as error:
        findings.add(record, key, "bad-code", str(error))
        return None


def _check_contact(record: Record, findings: Findings) -> None:
    if "telephone" in record.numeric:
        message = "Số điện thoại là số, có thể đã mất số 0 ở đầu: hãy định dạng cột là Văn bản rồi gõ lại."
        findings.add(record, "telephone", "number", message)
    email, website = record.text("email"), record.text("website")
    if email and ("@" not in email.strip("@") or " " in email or "." not in email.rpartition("@")[2].strip(".")):
        message = f"Thư điện tử «{email}» không đúng dạng: hãy ghi như ten@donvi.example hoặc để trống."
        findings.add(record, "email", "bad-email", message)
    if website and (not website.startswith(("http://", "https://")) or " " in website or "." not in website):
        message = f"Trang thông tin «{website}» không đúng dạng: hãy ghi như https://donvi.example hoặc để trống."
        findings.add(record, "website", "bad-website", message)


def _check_founding(row: UnitRow, known: UnitsKnown, findings: Findings) -> None:
    founded = row.founded_on(known.day)
    if row.code.code in known.taken:
        message = f"Mã {row.code.code} sẽ do đơn vị khác dùng từ một ngày sau đó: hãy chọn mã khác."
        findings.add(row.record, "code", "code-taken", message)
    elif founded < known.freed.get(row.code.code, date.min):
        message = (
            f"Mã {row.code.code} có đơn vị khác dùng đến trước ngày {known.freed[row.code.code]:%d/%m/%Y}: "
            "hãy chọn mã khác, hoặc ngày thành lập từ hôm đó."
        )
        findings.add(row.record, "code", "code-taken", message)
    if not row.parent:
        message = "Đơn vị mới phải có đơn vị cấp trên: hãy ghi mã của đơn vị cấp trên."
        findings.add(row.record, "parent", "missing", message)
    if founded > known.day:
        message = (
            f"Ngày thành lập {founded:%d/%m/%Y} sau ngày có hiệu lực của lần nhập {known.day:%d/%m/%Y}: "
            "hãy sửa ngày, hoặc nhập đơn vị này trong tệp khác với ngày đó."
        )
        findings.add(row.record, "founded_on", "founded-later", message)
    if founded < EARLIEST:
        message = f"Ngày thành lập {founded:%d/%m/%Y} không hợp lý: hãy ghi từ {EARLIEST:%d/%m/%Y}."
        findings.add(row.record, "founded_on", "unlikely-day", message)


def _check_change(row: UnitRow, unit: KnownUnit, known: UnitsKnown, findings: Findings) -> None:
    founded = row.record.day("founded_on")
    if founded is not None and founded != unit.founded_on:
        message = (
            f"Đơn vị đã có, thành lập ngày {unit.founded_on:%d/%m/%Y}: "
            "ngày thành lập sửa ở trang của đơn vị, không sửa bằng tệp."
        )
        findings.add(row.record, "founded_on", "founded-otherwise", message)
    if row.code.code != unit.code and row.code.code in known.taken:
        message = f"Mã {row.code.code} đã có đơn vị khác dùng: hãy chọn mã khác."
        findings.add(row.record, "code", "code-taken", message)
    if not unit.name_is_last and any(getattr(unit, key) != value for key, value in row.naming().items()):
        message = "Đã ghi quyết định đổi tên có hiệu lực sau ngày này: hãy chọn ngày có hiệu lực muộn hơn."
        findings.add(row.record, "name", "changes-later", message)
    if "parent" in row.record.values and bool(row.parent) != (unit.parent is not None):
        message = (
            "Thiếu mã đơn vị cấp trên: hãy điền." if unit.parent is not None else "Đơn vị cao nhất không có cấp trên."
        )
        findings.add(row.record, "parent", "parent-of-the-top", message)


def _each_once(rows: Sequence[UnitRow], known: UnitsKnown, findings: Findings) -> list[UnitRow]:
    """Refuse the later of two rows about one unit or with one code, and a code another unit keeps."""
    codes: dict[str, int] = {}
    units: dict[int, int] = {}
    leaving = {row.unit.code for row in rows if row.unit is not None and row.unit.code != row.code.code}
    for row in rows:
        code, unit = row.code.code, row.unit
        if code in codes:
            findings.add(row.record, "code", "duplicate-code", f"Mã {code} đã ở dòng {codes[code]}: hãy sửa một dòng.")
        elif unit is not None and unit.key in units:
            message = f"Đơn vị này đã ở dòng {units[unit.key]}: hãy xóa một dòng."
            findings.add(row.record, "former_code", "duplicate-unit", message)
        elif unit is not None and unit.code != code and code in known.units and code not in leaving:
            message = f"Mã {code} đang là của {known.units[code].name}: hãy chọn mã khác."
            findings.add(row.record, "code", "code-taken", message)
        codes.setdefault(code, row.number)
        if unit is not None:
            units.setdefault(unit.key, row.number)
    return [row for row in rows if row.number not in findings.rows]


def _under_parents(
    rows: list[UnitRow], known: UnitsKnown, refused: Mapping[str, int], findings: Findings
) -> list[UnitRow]:
    """Refuse rows whose unit above there is not on the day they need it, and then what stands beneath those."""
    refused = dict(refused)
    while True:
        founded = {row.code.code: row.founded_on(known.day) for row in rows if row.unit is None}
        there = {code: unit.founded_on for code, unit in known.units.items()}
        there |= {row.code.code: row.unit.founded_on for row in rows if row.unit is not None} | founded
        bearing = known.bearing(rows)
        changing = [row for row in rows if row.unit is None or moved_to(row, bearing) or row.code.code != row.unit.code]
        wrong = [row for row in changing if not _stands(row, there, refused, known, findings)]
        if not wrong:
            return rows
        refused |= {row.code.code: row.number for row in wrong}
        rows = [row for row in rows if row.number not in findings.rows]


def _stands(
    row: UnitRow, there: Mapping[str, date], refused: Mapping[str, int], known: UnitsKnown, findings: Findings
) -> bool:
    above = row.parent
    if not above:
        return True
    unit = row.unit
    begins = row.founded_on(known.day) if row.unit is None else known.day
    if above not in there:
        where = f" (dòng {refused[above]} bị từ chối)" if above in refused else ""
        message = f"Không có đơn vị cấp trên mang mã {above}{where}: hãy sửa mã, hoặc thêm đơn vị đó vào tệp."
        findings.add(row.record, "parent", "unknown-parent", message)
    elif begins < there[above]:
        message = (
            f"Đơn vị cấp trên {above} thành lập ngày {there[above]:%d/%m/%Y}, sau ngày {begins:%d/%m/%Y}: "
            "hãy sửa ngày thành lập của một trong hai đơn vị."
        )
        findings.add(row.record, "founded_on", "founded-before-parent", message)
    elif said := contradiction(row.code, OrganId(above)):
        findings.add(row.record, "code", "code-contradicts", said)
    elif unit is not None and not unit.place_is_last:
        message = "Đã ghi quyết định chuyển đơn vị có hiệu lực sau ngày này: hãy chọn ngày có hiệu lực muộn hơn."
        findings.add(row.record, "parent", "changes-later", message)
    else:
        return True
    return False


def _without_cycles(rows: list[UnitRow], known: UnitsKnown, findings: Findings) -> list[UnitRow]:
    """Refuse the rows that would put units beneath themselves, with what would hang beneath them."""
    while True:
        above, bearing = _tree(rows, known), known.bearing(rows)
        moving = [row for row in rows if row.unit is None or moved_to(row, bearing)]
        caught = [row for row in moving if _is_caught(row.code.code, above)]
        if not caught:
            return rows
        for row in caught:
            message = f"Mã cấp trên {row.parent} nằm bên dưới chính đơn vị {row.code.code}: hãy sửa đơn vị cấp trên."
            findings.add(row.record, "parent", "cycle", message)
        refused = {row.code.code: row.number for row in caught}
        rows = _under_parents([row for row in rows if row.number not in findings.rows], known, refused, findings)


def _tree(rows: Sequence[UnitRow], known: UnitsKnown) -> dict[str, str]:
    """The code above every code, when the rows are applied."""
    called = {unit.key: unit.code for unit in known.units.values()}
    called |= {row.unit.key: row.code.code for row in rows if row.unit is not None}
    above = {called[unit.key]: called[unit.parent] if unit.parent else "" for unit in known.units.values()}
    bearing = known.bearing(rows)
    for row in rows:
        if row.unit is None or moved_to(row, bearing):
            above[row.code.code] = called[bearing[row.parent]] if row.parent in bearing else row.parent
    return above


def _is_caught(code: str, above: Mapping[str, str]) -> bool:
    """Whether going up from `code` comes back to it."""
    seen: set[str] = set()
    at = above.get(code, "")
    while at and at not in seen:
        if at == code:
            return True
        seen.add(at)
        at = above.get(at, "")
    return False


def _allowed(rows: list[UnitRow], known: UnitsKnown, findings: Findings) -> list[UnitRow]:
    """Refuse what the sender may not do: a unit is renamed and moved by who may reorganise above it."""
    founded = {row.code.code: row for row in rows if row.unit is None}
    bearing = known.bearing(rows)
    for row in rows:
        asked = _asked(row, bearing, founded)
        if not all(known.may_reorganise(key) for key in asked):
            findings.add(
                row.record,
                "code",
                "not-allowed",
                "Bạn chưa được cấp quyền tổ chức lại đơn vị ở đơn vị cấp trên: hãy bỏ dòng này.",
            )
    rows = [row for row in rows if row.number not in findings.rows]
    refused = {code: row.number for code, row in founded.items() if row.number in findings.rows}
    return _under_parents(rows, known, refused, findings) if refused else rows


def _asked(row: UnitRow, bearing: Mapping[str, int], founded: Mapping[str, UnitRow]) -> list[int]:
    """The units at which the sender needs the permission for what the row changes."""
    above = row.parent
    while above in founded:
        above = founded[above].parent
    target = bearing.get(above)
    if row.unit is None:
        return [target] if target is not None else []
    superior = row.unit.parent if row.unit.parent is not None else row.unit.key
    asked = []
    if any(getattr(row.unit, key) != value for key, value in row.naming().items()):
        asked.append(superior)
    if any(getattr(row.unit, key) != value for key, value in row.contact().items()):
        asked.append(row.unit.key)
    if moved_to(row, bearing):
        asked += [superior, *([target] if target is not None else [])]
    return asked


def moved_to(row: UnitRow, bearing: Mapping[str, int]) -> str:
    """Return the code of the unit an existing unit moves under, "" where it stays."""
    stays = row.unit is None or not row.parent or bearing.get(row.parent) == row.unit.parent
    return "" if stays else row.parent


def _planned(row: UnitRow, known: UnitsKnown, bearing: Mapping[str, int], codes: Mapping[int, str]) -> Planned:
    unit = row.unit
    if unit is None:
        values = {**row.naming(), "parent": row.parent, "founded_on": row.founded_on(known.day), **row.contact()}
        changes = {key: ("", written(value)) for key, value in values.items() if value}
        return Planned(row.record, Action.NEW, changes)
    wanted = {**row.naming(), **row.contact()}
    changes = {key: (getattr(unit, key), value) for key, value in wanted.items() if getattr(unit, key) != value}
    if above := moved_to(row, bearing):
        changes["parent"] = (codes[unit.parent] if unit.parent is not None else "", above)
    return Planned(row.record, Action.CHANGED if changes else Action.UNCHANGED, changes)


def _from_above(rows: Sequence[UnitRow]) -> list[UnitRow]:
    """Return the new units so that what stands above comes first."""
    waiting = {row.code.code: row for row in rows}
    found: dict[str, UnitRow] = {}
    for row in rows:
        line = [row]
        while line[-1].parent in waiting and line[-1].parent not in found:
            line.append(waiting[line[-1].parent])
        for one in reversed(line):
            found.setdefault(one.code.code, one)
    return list(found.values())
