"""Names stand as in Vietnamese lists, by given name: the key they are sorted by is written anew."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from dongbo.engines.person_names import sorting_key


def write_sorting_keys(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    officers = list(apps.get_model("organisation", "Officer").objects.only("pk", "full_name"))
    for officer in officers:
        officer.name_key = sorting_key(officer.full_name)
    apps.get_model("organisation", "Officer").objects.bulk_update(officers, ["name_key"], batch_size=400)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0009_posts_and_intakes")]

    operations = [migrations.RunPython(write_sorting_keys, migrations.RunPython.noop)]
