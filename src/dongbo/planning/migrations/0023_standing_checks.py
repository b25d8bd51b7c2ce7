"""A standing check is awaited until it is done: one that failed or died half-way is tried again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_number_series"), ("planning", "0022_unsure_doubts")]

    operations = [
        migrations.CreateModel(
            name="StandingCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(verbose_name="cần rà soát từ lúc")),
                ("again_at", models.DateTimeField(blank=True, null=True, verbose_name="thử lại lúc")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="rà soát xong lúc")),
                ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="số lần không thành")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="không thành lúc")),
                ("failure", models.TextField(blank=True, verbose_name="vì sao không thành")),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_check",
                        to="documents.version",
                        verbose_name="văn bản chỉ đạo",
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt rà soát theo văn bản chỉ đạo",
                "ordering": ("asked_at", "pk"),
                "indexes": [models.Index(fields=["again_at"], name="standing_check_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True),
                            models.Q(("again_at__isnull", True), ("failures", 0)),
                            _connector="OR",
                        ),
                        name="standing_check_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at__isnull", True), ("failure", ""), ("failures", 0)),
                            models.Q(
                                ("failed_at__isnull", False),
                                ("failures__gt", 0),
                                models.Q(("failure", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="standing_check_failed_with_reason",
                    ),
                ],
            },
        ),
    ]
