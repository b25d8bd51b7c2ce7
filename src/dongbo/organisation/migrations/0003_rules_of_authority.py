"""Roles, the rules of delegating and separating duties, the sign-in policy; and duties of before become grants.

Every rule carries the day it holds from and its legal basis; a change of law is a new row, never a change of code.
"""

from datetime import UTC, date, datetime
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Min

from dongbo.engines.unit_tree import number_tree
from dongbo.engines.vietnamese import fold, toneless

Room = dict[str, Any]

READ, REGISTER, MEND, FREEZE, APPRAISE, LINK = (1 << place for place in range(6))
REORGANISE, SEE_OFFICERS, ENROL, SEE_GRANTS, GIVE, DEFINE = (1 << place for place in range(6, 12))
CONFIRM_ALARM, OPEN_REVIEW, CONFIRM_REVIEW, SECOND, REVIEW_EMERGENCY, LEDGER = (1 << place for place in range(12, 18))

ROLES = (
    ("reader", "Người đọc", READ | SEE_OFFICERS, "Xem văn bản và danh bạ trong phạm vi được cấp."),
    (
        "planning-officer",
        "Cán bộ kế hoạch",
        READ | REGISTER | MEND | FREEZE | APPRAISE | LINK | SEE_OFFICERS,
        "Đăng ký, rà soát, chốt văn bản; đối chiếu và quyết định liên kết truy vết.",
    ),
    (
        "unit-head",
        "Thủ trưởng đơn vị",
        READ | SEE_OFFICERS | SEE_GRANTS | CONFIRM_ALARM | CONFIRM_REVIEW | SECOND,
        "Xem mọi việc của đơn vị; xác nhận ai giữ quyền gì; đồng ý quyền khẩn cấp.",
    ),
    (
        "organisation-officer",
        "Cán bộ tổ chức",
        REORGANISE | SEE_OFFICERS | ENROL,
        "Ghi quyết định về đơn vị, cán bộ và vị trí công tác.",
    ),
    (
        "security-officer",
        "Cán bộ an toàn thông tin",
        SEE_OFFICERS | SEE_GRANTS | CONFIRM_ALARM | SECOND | REVIEW_EMERGENCY | LEDGER,
        "Xác nhận thay đổi quyền, hậu kiểm quyền khẩn cấp, xem sổ sự kiện.",
    ),
    (
        "administrator",
        "Quản trị hệ thống",
        REORGANISE | SEE_OFFICERS | ENROL | SEE_GRANTS | GIVE | DEFINE | OPEN_REVIEW | LEDGER,
        "Cấp và thu hồi quyền, định nghĩa vai trò, mở đợt rà soát; không làm thay việc nghiệp vụ.",
    ),
)
DECREE_30 = "Nghị định 30/2020/NĐ-CP, Điều 13"
DELEGATION_RULES = (
    # capacity, needs a decision, needs an end, passed on as, to the own deputy only
    ("TM", False, False, "KT", True),
    ("KT", False, False, "", False),
    ("TL", True, False, "KT", True),
    ("TUQ", True, True, "", False),
)
APPENDIX_VI = "Nghị định 30/2020/NĐ-CP, Phụ lục VI: hệ thống cảnh báo thay đổi quyền truy cập đến khi được xác nhận"
SEPARATIONS = (
    (GIVE, CONFIRM_ALARM, APPENDIX_VI),
    (SECOND, REVIEW_EMERGENCY, "Quy chế an toàn thông tin của hệ thống: người hậu kiểm không là người đã đồng ý"),
)
DAY_OF_DECREE_30 = date(2020, 3, 5)
CONTROLS = "Nghị định 85/2016/NĐ-CP; biện pháp kiểm soát theo mẫu TCVN 14423 (cần đối chiếu bản gốc)"
CLEARED_FOR_UNIT, CLEARED_FOR_RESTRICTED = 1, 2
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
ROLES_OF_DUTIES = {
    "reader": ("reader",),
    "planning_officer": ("planning-officer",),
    "administrator": ("administrator", "planning-officer"),
}


def write_rules(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    room: Room = {model.__name__: model for model in apps.get_app_config("organisation").get_models()}
    room["AuthorityEpoch"].objects.create(id=1, epoch=0, tree_on=date(2026, 1, 1))
    for code, name, mask, description in ROLES:
        room["Role"].objects.create(code=code, name=name, mask=mask, description=description)
    for capacity, decision, end, passed_on, deputy in DELEGATION_RULES:
        room["DelegationRule"].objects.create(
            capacity=capacity,
            valid_from=DAY_OF_DECREE_30,
            needs_decision=decision,
            needs_end=end,
            passed_on_as=passed_on,
            to_deputy_only=deputy,
            legal_basis=DECREE_30,
        )
    for first, second, basis in SEPARATIONS:
        room["SeparationOfDuties"].objects.create(
            first=first.bit_length() - 1,
            second=second.bit_length() - 1,
            valid_from=DAY_OF_DECREE_30,
            legal_basis=basis,
        )
    room["SignInPolicy"].objects.create(
        valid_from=date(2016, 7, 1),
        idle_minutes=15,
        administrator_idle_minutes=5,
        longest_hours=12,
        most_sessions=3,
        wrong_tries=5,
        lock_minutes=15,
        shortest_password=14,
        administrator_second_factor=False,
        administrator_password_days=60,
        unused_days=45,
        legal_basis=CONTROLS,
    )


def turn_duties_into_grants(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    room: Room = {model.__name__: model for model in apps.get_app_config("organisation").get_models()}
    event = apps.get_model("ledger", "Event")
    began = event.objects.aggregate(at=Min("at"))["at"] or datetime(2026, 1, 1, tzinfo=UTC)
    units = list(room["Unit"].objects.order_by("code"))
    places = number_tree({unit.pk: unit.parent_id for unit in units}, order=[unit.pk for unit in units])
    for unit in units:
        place = places[unit.pk]
        unit.first, unit.last, unit.lineage = place.first, place.last, ",".join(map(str, place.lineage))
        unit.founded_on, unit.level = began.date(), "ministry" if unit.parent_id is None else "department"
        unit.search_key = toneless(fold(f"{unit.name} {unit.code}"))
        unit.save()
        room["UnitName"].objects.create(
            unit=unit, code=unit.code, name=unit.name, level=unit.level, valid_from=unit.founded_on
        )
        room["UnitPlace"].objects.create(unit=unit, parent_id=unit.parent_id, valid_from=unit.founded_on)
    top = units[0] if units else None
    for officer in room["Officer"].objects.order_by("pk"):
        officer.enrolled_at = began
        officer.search_key = toneless(fold(f"{officer.full_name} {officer.username}"))
        officer.name_key = fold(officer.full_name)
        officer.save()
        room["Post"].objects.create(
            officer=officer,
            unit_id=officer.unit_id,
            title=officer.position or "Cán bộ",
            kind="member",
            valid_from=began.date(),
        )
        for code in ROLES_OF_DUTIES[officer.duty]:
            _grant(room, officer, room["Role"].objects.get(code=code), top, began)


def _grant(room: Room, officer: Any, role: Any, unit: Any, began: datetime) -> None:
    clearance = CLEARED_FOR_RESTRICTED if role.code == "administrator" else CLEARED_FOR_UNIT
    room["Grant"].objects.create(
        officer=officer,
        role=role,
        unit=unit,
        covers_branch=True,
        clearance=clearance,
        valid_from=began,
        source="setup",
        capacity="own",
        given_at=began,
        effective_unit=unit,
        effective_branch=True,
        effective_from=began,
        effective_to=FOREVER,
        effective_clearance=clearance,
        effective_mask=role.mask,
    )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_authority"), ("ledger", "0003_authority")]

    operations = [
        migrations.RunPython(write_rules, migrations.RunPython.noop),
        migrations.RunPython(turn_duties_into_grants, migrations.RunPython.noop),
    ]
