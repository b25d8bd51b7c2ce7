"""Checking rows of officers against each other and against what is known, and saying what they would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from dongbo.engines.organisation_sheets.officers_known import (
    MEMBER,
    KnownOfficer,
    KnownPost,
    OfficerRow,
    OfficersKnown,
    Stretch,
    post_values,
)
from dongbo.engines.organisation_sheets.plan import Action, Findings, Planned, written
from dongbo.engines.organisation_sheets.records import Record
from dongbo.engines.postings import EARLIEST, Clash, Posting, clash, latest_day
from dongbo.engines.usernames import fault_of_name, fault_of_username
from dongbo.engines.vietnamese import toneless

PERSONAL = ("full_name", "rank", "email")
KINDS = {
    "nguoi dung dau": "head",
    "thu truong": "head",
    "cap truong": "head",
    "head": "head",
    "cap pho": "deputy",
    "deputy": "deputy",
    "can bo": "member",
    "member": "member",
}


@dataclass(slots=True)
class OfficersPlan:
    """What can be applied, as rows and as planned, in step."""

    rows: list[OfficerRow] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)


def plan_officers(records: Sequence[Record], known: OfficersKnown, findings: Findings) -> OfficersPlan:
    """Return what the good of `records` would change; what is wrong with the others goes to `findings`.

    Of two rows that cannot both be, the later one is refused.
    """
    posts = {(post.username, post.unit, post.valid_from): post for post in known.posts}
    rows = [row for record in records if (row := _row(record, known, posts, findings)) is not None]
    rows = _consistent(rows, findings)
    rows = _without_clashes(rows, known, findings)
    plan = OfficersPlan(rows)
    plan.planned = [_planned(row, known, first) for row, first in zip(rows, _firsts(rows), strict=True)]
    return plan


def _row(
    record: Record, known: OfficersKnown, posts: Mapping[tuple[str, int, date], KnownPost], findings: Findings
) -> OfficerRow | None:
    """Return the row where nothing is wrong with it by itself."""
    _check_person(record, known, findings)
    begins = _begins(record, known, findings)
    unit = _unit(record, begins, known, findings)
    kind = KINDS.get(toneless(record.text("kind")), "")
    if record.text("kind") and not kind:
        findings.add(
            record,
            "kind",
            "unknown-kind",
            f"Không có vị trí «{record.text('kind')}»: hãy ghi Người đứng đầu, Cấp phó hoặc Cán bộ.",
        )
    role = _role(record, unit, known, findings)
    if unit is None or begins is None:
        return None
    post = posts.get((record.text("username"), unit, begins))
    row = OfficerRow(record, unit, kind or (post.kind if post else MEMBER), role, post)
    _check_days(row, known, findings)
    return None if record.number in findings.rows else row


def _check_person(record: Record, known: OfficersKnown, findings: Findings) -> None:
    username = record.text("username")
    if "username" in record.numeric:
        findings.add(
            record,
            "username",
            "number",
            f"Tên đăng nhập là số ({username}), có thể đã mất số 0 ở đầu: hãy định dạng cột là Văn bản rồi gõ lại.",
        )
    elif fault := fault_of_username(username):
        findings.add(record, "username", "bad-username", fault)
    if fault := fault_of_name(record.text("full_name")):
        findings.add(record, "full_name", "bad-name", fault)
    email = record.text("email")
    if email and not _is_address(email):
        message = f"Thư điện tử «{email}» không đúng dạng: hãy ghi như ten@donvi.example hoặc để trống."
        findings.add(record, "email", "bad-email", message)
    officer = known.officers.get(username)
    if officer is not None:
        _check_known(record, officer, findings)


def _is_address(text: str) -> bool:
    name, at, domain = text.rpartition("@")
    return bool(name and at) and "." in domain.strip(".") and " " not in text and ".." not in text and "@" not in name


def _check_known(record: Record, officer: KnownOfficer, findings: Findings) -> None:
    username = record.text("username")
    if not officer.managed:
        findings.add(
            record,
            "username",
            "taken",
            f"Tên đăng nhập «{username}» đã có người dùng ở ngoài phạm vi bạn quản lý: hãy chọn tên khác.",
        )
    elif not officer.in_service:
        message = f"«{username}» đã thôi công tác: hãy nhận lại vào công tác trước khi nhập."
        findings.add(record, "username", "out-of-service", message)
    elif toneless(record.text("full_name")) != toneless(officer.full_name):
        findings.add(
            record,
            "username",
            "another-person",
            f"Tên đăng nhập «{username}» đang là của {officer.full_name}: nếu là người khác, hãy chọn tên khác; "
            "nếu là một người đổi họ tên, hãy sửa ở trang của người đó.",
        )


def _begins(record: Record, known: OfficersKnown, findings: Findings) -> date | None:
    """Return the first day of the row's post where it is one that can be meant."""
    begins, latest = record.day("valid_from"), latest_day(known.today)
    if begins is None or EARLIEST <= begins <= latest:
        return begins
    message = f"Ngày {begins:%d/%m/%Y} không hợp lý: hãy ghi từ {EARLIEST:%d/%m/%Y} đến {latest:%d/%m/%Y}."
    findings.add(record, "valid_from", "unlikely-day", message)
    return None


def _unit(record: Record, day: date | None, known: OfficersKnown, findings: Findings) -> int | None:
    """Return the unit that bears the row's code on the day its post begins."""
    code = record.text("unit").upper()
    if not code or day is None:
        return None
    stretches = known.codes.get(code, ())
    unit = next((stretch.unit for stretch in stretches if stretch.holds(day)), None)
    if unit is not None:
        if not known.may_enrol(unit):
            findings.add(
                record, "unit", "not-allowed", f"Bạn chưa được cấp quyền quản lý cán bộ tại đơn vị có mã {code}."
            )
        return unit
    if stretches:
        message = f"Ngày {day:%d/%m/%Y} không đơn vị nào mang mã {code}: {_when(stretches)}; hãy sửa mã hoặc ngày."
        findings.add(record, "unit", "unit-not-then", message)
    elif "unit" in record.numeric:
        message = f"Mã đơn vị là số ({code}), có thể đã mất số 0 ở đầu: hãy định dạng cột là Văn bản rồi gõ lại."
        findings.add(record, "unit", "number", message)
    else:
        findings.add(
            record,
            "unit",
            "unknown-unit",
            f"Không có đơn vị nào mang mã {code}: hãy sửa mã, hoặc lập đơn vị đó trước.",
        )
    return None


def _when(stretches: Sequence[Stretch]) -> str:
    return ", ".join(
        f"mã này dùng từ {stretch.begins:%d/%m/%Y}" + (f" đến trước {stretch.ends:%d/%m/%Y}" if stretch.ends else "")
        for stretch in stretches
    )


def _role(record: Record, unit: int | None, known: OfficersKnown, findings: Findings) -> str:
    """Return the code of the starting role, "" for none."""
    wanted = record.text("role")
    if not wanted:
        return ""
    code = known.roles.get(wanted.lower()) or known.roles.get(toneless(wanted))
    if code is None:
        message = f"Không có vai trò «{wanted}»: hãy ghi mã hoặc tên vai trò như ở trang Hướng dẫn của tệp mẫu."
        findings.add(record, "role", "unknown-role", message)
        return ""
    if unit is None or (record.text("username"), unit, code) in known.held:
        return code
    branch = record.yes("covers_branch", otherwise=False)
    if not known.may_give(unit, branch):
        where = "tại đơn vị này và cả các đơn vị cấp dưới" if branch else "tại đơn vị này"
        findings.add(record, "role", "not-allowed", f"Bạn chưa được giao cấp vai trò {where}: hãy để trống.")
    elif record.text("username") in known.senders:
        message = "Không ai tự cấp vai trò cho mình hay cho người mình đang làm thay: hãy để trống."
        findings.add(record, "role", "to-oneself", message)
    return code


def _check_days(row: OfficerRow, known: OfficersKnown, findings: Findings) -> None:
    record, begins, ends = row.record, row.posting().begins, row.ends
    until = "valid_to" if "valid_to" in record.values else "last_day"
    ended = known.days[row.unit][1]
    if record.day("valid_to") and record.day("last_day") and record.day("valid_to") != record.day("last_day"):
        findings.add(record, "last_day", "two-ends", "Hai cột ngày kết thúc không khớp nhau: hãy chỉ điền một cột.")
    elif ends is not None and ends <= begins and not _keeps_end(row):
        message = f"Ngày thôi giữ không sau ngày bắt đầu {begins:%d/%m/%Y}: hãy sửa một trong hai ngày."
        findings.add(record, until, "days-reversed", message)
    elif ended is not None and begins < ended and (ends is None or ends > ended) and not _keeps_end(row):
        message = f"Đơn vị kết thúc từ ngày {ended:%d/%m/%Y}: hãy ghi ngày thôi giữ không muộn hơn hôm đó."
        findings.add(record, until, "unit-ends-before", message)
    over = min(day for day in (ends, ended, date.max) if day is not None) <= known.today
    if row.role and over and (row.username, row.unit, row.role) not in known.held:
        message = "Vị trí đã thôi giữ nên không cấp vai trò theo nó được: hãy để trống ô này."
        findings.add(record, "role", "role-of-the-past", message)
    ended_already = row.post.valid_to if row.post is not None and record.number not in findings.rows else None
    if ended_already is not None and (ends is None or ends > ended_already):
        findings.add(
            record,
            until,
            "ended-already",
            f"Vị trí này đã thôi giữ từ ngày {ended_already:%d/%m/%Y}: hãy giữ ngày đó, "
            "hoặc lập dòng mới bắt đầu từ hôm đó trở đi.",
        )


def _keeps_end(row: OfficerRow) -> bool:
    return row.post is not None and row.ends == row.post.valid_to


def _consistent(rows: Sequence[OfficerRow], findings: Findings) -> list[OfficerRow]:
    """Refuse the later of two rows that say the same post, or of one username two persons."""
    persons: dict[str, OfficerRow] = {}
    posts: dict[tuple[str, int, date], int] = {}
    for row in rows:
        first = persons.setdefault(row.username, row)
        differing = next((key for key in PERSONAL if first.record.text(key) != row.record.text(key)), "")
        identity = (row.username, row.unit, row.posting().begins)
        if differing:
            findings.add(
                row.record,
                "username" if differing == "full_name" else differing,
                "duplicate-username",
                f"Tên đăng nhập «{row.username}» đã ở dòng {first.record.number} với "
                f"«{first.record.text(differing)}», ở đây là «{row.record.text(differing)}»: "
                "nếu là hai người, hãy đổi tên đăng nhập; nếu là một người, hãy ghi như nhau.",
            )
        elif identity in posts:
            message = f"Trùng với dòng {posts[identity]}: cùng người, đơn vị và ngày bắt đầu; hãy xóa một dòng."
            findings.add(row.record, "username", "duplicate-row", message)
        if row.record.number not in findings.rows:
            posts[identity] = row.record.number
    return [row for row in rows if row.record.number not in findings.rows]


def _without_clashes(rows: list[OfficerRow], known: OfficersKnown, findings: Findings) -> list[OfficerRow]:
    """Refuse rows whose post cannot stand beside the others, until nothing clashes: a row that was to end a post and
    is refused leaves that post as it is, which may stand in the way of another."""
    while True:
        replaced = {row.post.key for row in rows if row.post is not None}
        kept = [post for post in known.posts if post.key not in replaced]
        refused = _clashing(rows, kept, findings)
        if not refused:
            return rows
        rows = [row for row in rows if row.record.number not in refused]


def _clashing(rows: Sequence[OfficerRow], kept: Sequence[KnownPost], findings: Findings) -> set[int]:
    standing: dict[tuple[str, object], list[tuple[Posting, str]]] = {}
    for post in kept:
        _stand(standing, post.posting(), f"vị trí «{post.title}» của «{post.username}» đã có")
    refused = set()
    for row in rows:
        wanted = row.posting()
        beside = chain(standing.get(("officer", wanted.officer), ()), standing.get(("unit", wanted.unit), ()))
        found = next(((why, what) for other, what in beside if (why := clash(wanted, other)) is not None), None)
        if found is None:
            _stand(standing, wanted, f"dòng {row.record.number}")
            continue
        refused.add(row.record.number)
        _refuse_clash(row, *found, findings)
    return refused


def _stand(standing: dict[tuple[str, object], list[tuple[Posting, str]]], posting: Posting, what: str) -> None:
    standing.setdefault(("officer", posting.officer), []).append((posting, what))
    if posting.is_head:
        standing.setdefault(("unit", posting.unit), []).append((posting, what))


def _refuse_clash(row: OfficerRow, why: Clash, what: str, findings: Findings) -> None:
    if why is Clash.SAME_UNIT:
        message = f"Trùng thời gian với {what} trong cùng đơn vị: hãy sửa ngày hoặc xóa dòng này."
        findings.add(row.record, "valid_from", "overlap", message)
    elif why is Clash.TWO_MAINS:
        message = f"Cùng lúc có hai vị trí chính, trùng với {what}: hãy ghi Không ở cột Vị trí chính, hoặc sửa ngày."
        findings.add(row.record, "is_main", "two-mains", message)
    else:
        message = f"Cùng lúc đơn vị có hai người đứng đầu, trùng với {what}: hãy sửa vị trí hoặc ngày."
        findings.add(row.record, "kind", "two-heads", message)


def _firsts(rows: Sequence[OfficerRow]) -> list[bool]:
    """Whether each row is the first about its officer: that one carries the change of his own data."""
    seen: set[str] = set()
    firsts = []
    for row in rows:
        firsts.append(row.username not in seen)
        seen.add(row.username)
    return firsts


def _planned(row: OfficerRow, known: OfficersKnown, first: bool) -> Planned:
    officer = known.officers.get(row.username)
    changes: dict[str, tuple[str, str]] = {}
    if officer is not None and first:
        for key in PERSONAL:
            before = getattr(officer, key)
            if key in row.record.values and before != row.record.text(key):
                changes[key] = (before, row.record.text(key))
    changes |= _changes_of_post(row)
    if row.role and (row.username, row.unit, row.role) not in known.held:
        changes["role"] = ("", row.role)
    if officer is None and first:
        return Planned(row.record, Action.NEW, changes)
    return Planned(row.record, Action.CHANGED if changes else Action.UNCHANGED, changes)


def _changes_of_post(row: OfficerRow) -> dict[str, tuple[str, str]]:
    post, wanted = row.post, post_values(row)
    if post is None:
        new = {"unit": row.record.text("unit"), "valid_from": row.posting().begins, **wanted}
        return {key: ("", written(value)) for key, value in new.items() if written(value)}
    return {
        key: (written(getattr(post, key)), written(value))
        for key, value in wanted.items()
        if getattr(post, key) != value
    }
