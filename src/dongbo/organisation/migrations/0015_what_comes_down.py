"""Units know what is circulated down to them, from those that the units above inherited from too."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

from dongbo.engines.intervals import text_of
from dongbo.engines.unit_tree import number_tree

AT_ONCE = 500


def number_anew(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What has ended now comes first beneath its heir; siblings keep the order they have."""
    model = apps.get_model("organisation", "Unit")
    units = list(model.objects.order_by("first"))
    parents = {unit.pk: unit.heir_id if unit.heir_id is not None else unit.parent_id for unit in units}
    inherited = {unit.pk for unit in units if unit.heir_id is not None}
    places = number_tree(parents, order=[unit.pk for unit in units], inherited=inherited)
    for unit in units:
        place = places[unit.pk]
        unit.first, unit.last = place.first, place.last
        unit.lineage, unit.reach = ",".join(map(str, place.lineage)), text_of(place.reach)
    model.objects.bulk_update(units, ("first", "last", "lineage", "reach"), batch_size=AT_ONCE)
    apps.get_model("organisation", "AuthorityEpoch").objects.update(epoch=F("epoch") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0014_keys_of_former_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="reach",
            field=models.TextField(default="0", editable=False, verbose_name="các đoạn số được phổ biến"),
        ),
        migrations.RunPython(number_anew, migrations.RunPython.noop),
    ]
