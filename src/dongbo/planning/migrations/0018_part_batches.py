"""The rows of a part of a dossier stand in batches."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0017_council_models")]

    operations = [
        migrations.CreateModel(
            name="PartBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordinal", models.PositiveIntegerField(verbose_name="thứ tự")),
                ("blocks", models.JSONField(default=list, verbose_name="dữ liệu")),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="batches",
                        to="planning.dossierpart",
                        verbose_name="tài liệu",
                    ),
                ),
            ],
            options={
                "verbose_name": "mẻ dữ liệu của tài liệu trong hồ sơ thẩm định",
                "ordering": ("part", "ordinal"),
                "constraints": [models.UniqueConstraint(fields=("part", "ordinal"), name="part_batch_once")],
            },
        ),
    ]
