"""By what every name there is already is found."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from dongbo.engines.vietnamese import toneless

BATCH = 1_000


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the key of every name."""
    names = apps.get_model("organisation", "UnitName").objects
    waiting = []
    for name in names.only("name", "short_name", "code").iterator(chunk_size=BATCH):
        name.search_key = toneless(f"{name.name} {name.short_name} {name.code}")
        waiting.append(name)
        if len(waiting) == BATCH:
            names.bulk_update(waiting, ["search_key"])
            waiting = []
    names.bulk_update(waiting, ["search_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0013_intakes_by_jobs_acts_withdrawn"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
