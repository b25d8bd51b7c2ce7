"""Roles for councils, approval and issuance. Roles that are held already stay as they are: rights change by hand."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

READ, REGISTER = (1 << place for place in range(2))
APPRAISE = 1 << 4
SEE_OFFICERS = 1 << 7
COUNCIL_LEAD, COUNCIL_SIT, APPROVE, ISSUE = (1 << place for place in range(26, 30))

ROLES = (
    (
        "council-secretariat",
        "Thường trực hội đồng thẩm định",
        READ | APPRAISE | SEE_OFFICERS | COUNCIL_LEAD,
        "Lập hội đồng, hồ sơ thẩm định, phiên họp; theo dõi yêu cầu chỉnh sửa; trình phê duyệt.",
    ),
    (
        "council-member",
        "Thành viên hội đồng thẩm định",
        SEE_OFFICERS | COUNCIL_SIT,
        "Đọc hồ sơ, nhận xét, dự họp, bỏ phiếu trong hội đồng mà mình có tên.",
    ),
    (
        "approving-leader",
        "Lãnh đạo phê duyệt",
        READ | SEE_OFFICERS | APPROVE,
        "Phê duyệt hoặc trả lại quy hoạch, kế hoạch được trình.",
    ),
    (
        "issuing-officer",
        "Văn thư ban hành",
        READ | REGISTER | ISSUE,
        "Mở dãy số, cấp số, ban hành văn bản đã được phê duyệt.",
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
    dependencies = [("organisation", "0018_permissions_of_councils")]

    operations = [migrations.RunPython(write_roles, remove_unheld_roles)]
