"""By what every name there is already is found."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from dongbo.engines.vietnamese import toneless

BATCH = 500


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the key of every name."""
    names = apps.get_model("organisation", "UnitName").objects
    borne = list(names.only("name", "short_name", "code"))
    for name in borne:
        name.search_key = toneless(f"{name.name} {name.short_name} {name.code}")
    names.bulk_update(borne, ["search_key"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0013_intakes_by_jobs_acts_withdrawn"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
