"""Series of numbers and the numbers taken from them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_versions_written_here"),
        ("organisation", "0018_permissions_of_councils"),
        ("organisation", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="number_series",
                        to="organisation.unit",
                        verbose_name="đơn vị",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="tên dãy số")),
                ("notation", models.CharField(max_length=30, verbose_name="ký hiệu")),
                ("opened_at", models.DateTimeField(verbose_name="mở lúc")),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người mở",
                    ),
                ),
            ],
            options={
                "verbose_name": "dãy số văn bản",
                "ordering": ("unit", "name", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "name", "notation"), name="number_series_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("notation", ""), _negated=True)
                        ),
                        name="number_series_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="numbers",
                        to="documents.numberseries",
                        verbose_name="dãy số",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                ("notation", models.CharField(max_length=30, verbose_name="ký hiệu")),
                ("subject", models.CharField(max_length=1000, verbose_name="trích yếu")),
                ("taken_on", models.DateField(verbose_name="ngày")),
                ("taken_at", models.DateTimeField(verbose_name="cấp lúc")),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cấp",
                    ),
                ),
            ],
            options={
                "verbose_name": "số đã cấp",
                "ordering": ("series", "-year", "-number"),
                "constraints": [
                    models.UniqueConstraint(fields=("series", "year", "number"), name="issued_number_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="issued_number_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True), models.Q(("notation", ""), _negated=True)
                        ),
                        name="issued_number_said",
                    ),
                ],
            },
        ),
    ]
