"""Units whose founding lies ahead stand in the tree already; of several successors one has the records."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark_the_ended(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("organisation", "Unit").objects.filter(ended_on__isnull=False).update(is_living=False)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0005_reviews_by_another"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="unit",
            name="unit_code_once_among_living",
        ),
        migrations.AddField(
            model_name="succession",
            name="is_heir",
            field=models.BooleanField(default=False, verbose_name="kế thừa hồ sơ"),
        ),
        migrations.AddField(
            model_name="unit",
            name="is_living",
            field=models.BooleanField(db_default=True, default=True, editable=False, verbose_name="đang tồn tại"),
        ),
        migrations.AlterField(
            model_name="unit",
            name="lineage",
            field=models.CharField(default="0", editable=False, max_length=400, verbose_name="các số từ gốc"),
        ),
        migrations.RunPython(mark_the_ended, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_heir", True)), fields=("predecessor",), name="succession_one_heir_of_a_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_living", False), ("ended_on__isnull", True), _connector="OR"),
                name="unit_living_has_not_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_living", True)), fields=("code",), name="unit_code_once_among_living"
            ),
        ),
    ]
