"""The outline templates known when drafting began; a template that law changes is a new row beside the old."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from dongbo.engines.drafting.seeds import TEMPLATES

DECREE_224 = date(2026, 6, 24)
SINCE = {"ke_hoach_5_nam": DECREE_224, "ke_hoach_nam": DECREE_224}
LONG_AGO = date(2020, 3, 5)


def write_templates(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    template = apps.get_model("planning", "OutlineTemplate")
    for seed in TEMPLATES:
        template.objects.create(
            code=seed["code"],
            name=seed["name"],
            style=seed["style"],
            entries=list(seed["entries"]),
            legal_basis=f"{seed['legal_basis']} ({seed['certainty']})",
            valid_from=SINCE.get(seed["code"], LONG_AGO),
        )


def remove_templates(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("planning", "OutlineTemplate").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("planning", "0005_terms_of_reply")]

    operations = [migrations.RunPython(write_templates, remove_templates)]
