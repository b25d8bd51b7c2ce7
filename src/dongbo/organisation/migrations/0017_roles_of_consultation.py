"""Roles for drafting and for being consulted. Roles that are held already stay as they are: rights change by hand."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

READ, REGISTER, MEND, FREEZE, APPRAISE, LINK = (1 << place for place in range(6))
SEE_OFFICERS = 1 << 7
WRITE, LEAD, CONSULT, RAISE, SEND, ANSWER, DECIDE, SIGN = (1 << place for place in range(18, 26))

ROLES = (
    (
        "drafting-officer",
        "Cán bộ soạn thảo",
        READ | SEE_OFFICERS | WRITE | ANSWER,
        "Viết phần được giao trong dự thảo; tiếp thu, giải trình ý kiến.",
    ),
    (
        "drafting-head",
        "Chủ trì soạn thảo",
        READ | REGISTER | MEND | FREEZE | APPRAISE | LINK | SEE_OFFICERS | WRITE | LEAD | CONSULT | ANSWER,
        "Lập hồ sơ soạn thảo, giao phần, chốt bản; tổ chức lấy ý kiến và tiếp thu, giải trình.",
    ),
    (
        "opinion-officer",
        "Cán bộ góp ý",
        SEE_OFFICERS | RAISE,
        "Góp ý vào dự thảo gửi đến đơn vị mình.",
    ),
    (
        "opinion-head",
        "Thủ trưởng duyệt ý kiến",
        SEE_OFFICERS | RAISE | SEND,
        "Chọn, duyệt và gửi ý kiến của đơn vị.",
    ),
    (
        "deciding-leader",
        "Lãnh đạo quyết định",
        READ | SEE_OFFICERS | DECIDE | SIGN,
        "Quyết định ý kiến được trình; ký nhận việc còn lại khi khép vòng lấy ý kiến.",
    ),
)


def write_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    role = apps.get_model("organisation", "Role")
    for code, name, mask, description in ROLES:
        role.objects.get_or_create(code=code, defaults={"name": name, "mask": mask, "description": description})


def remove_unheld_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    role = apps.get_model("organisation", "Role")
    role.objects.filter(code__in=[code for code, *_rest in ROLES], grants__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("organisation", "0016_permissions_of_drafting")]

    operations = [migrations.RunPython(write_roles, remove_unheld_roles)]
