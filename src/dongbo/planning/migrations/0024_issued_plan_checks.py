"""A plan that was issued is checked too: what became of its directives meanwhile is told to its owner."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_number_series"), ("planning", "0023_standing_checks")]

    operations = [
        migrations.AddField(
            model_name="standingcheck",
            name="issuance",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="standing_check",
                to="planning.issuance",
                verbose_name="lần ban hành",
            ),
        ),
        migrations.AlterField(
            model_name="standingcheck",
            name="version",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="standing_check",
                to="documents.version",
                verbose_name="văn bản chỉ đạo",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("issuance__isnull", True), ("version__isnull", False)),
                    models.Q(("issuance__isnull", False), ("version__isnull", True)),
                    _connector="OR",
                ),
                name="standing_check_of_one",
            ),
        ),
    ]
