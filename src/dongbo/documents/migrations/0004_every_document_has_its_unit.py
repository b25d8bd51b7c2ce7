"""Documents registered before units counted stand at the topmost unit, circulated to all beneath as they were."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def place_documents(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    top = apps.get_model("organisation", "Unit").objects.filter(parent=None).order_by("pk").first()
    if top is not None:
        apps.get_model("documents", "Document").objects.filter(unit=None).update(unit=top, access=0)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_authority"), ("organisation", "0004_duties_are_grants")]

    operations = [
        migrations.RunPython(place_documents, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="document",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="organisation.unit",
                verbose_name="đơn vị",
            ),
        ),
    ]
