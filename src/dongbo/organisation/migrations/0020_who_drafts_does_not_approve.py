"""Who drafts a plan, or submits it, does not approve it."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DRAFT_WRITE, DRAFT_LEAD, COUNCIL_LEAD, PLAN_APPROVE = 18, 19, 26, 28
BASIS = "Quy chế của hệ thống: người soạn thảo hoặc trình không tự phê duyệt (cần đối chiếu quy chế làm việc)"
FROM = date(2026, 1, 1)


def write_rules(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rule = apps.get_model("organisation", "SeparationOfDuties")
    for first in (DRAFT_WRITE, DRAFT_LEAD, COUNCIL_LEAD):
        rule.objects.get_or_create(first=first, second=PLAN_APPROVE, valid_from=FROM, defaults={"legal_basis": BASIS})


def remove_rules(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rule = apps.get_model("organisation", "SeparationOfDuties")
    rule.objects.filter(second=PLAN_APPROVE, valid_from=FROM, legal_basis=BASIS).delete()


class Migration(migrations.Migration):
    dependencies = [("organisation", "0019_roles_of_councils")]

    operations = [migrations.RunPython(write_rules, remove_rules)]
