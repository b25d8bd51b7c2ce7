"""A version may be written here: then it has no file until it is frozen.

SQLite makes the table anew, which its guards would neither survive nor allow: they are taken down and put back.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

guards = import_module("dongbo.documents.migrations.0002_frozen_is_frozen")


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0006_newest_within_units"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(guards.allow_changes, guards.refuse_changes),
        migrations.RemoveConstraint(
            model_name="version",
            name="version_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="version",
            name="version_frozen_when_and_by",
        ),
        migrations.AlterField(
            model_name="version",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="documents.storedfile",
                verbose_name="tệp gốc",
            ),
        ),
        migrations.AlterField(
            model_name="version",
            name="file_name",
            field=models.CharField(blank=True, max_length=255, verbose_name="tên tệp"),
        ),
        migrations.AlterField(
            model_name="version",
            name="state",
            field=models.CharField(
                choices=[("drafting", "Đang soạn thảo"), ("in_review", "Đang rà soát"), ("frozen", "Đã chốt")],
                default="in_review",
                max_length=10,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["drafting", "in_review", "frozen"])), name="version_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("frozen_at__isnull", False), ("frozen_by__isnull", False), ("state", "frozen")),
                    models.Q(
                        models.Q(("state", "frozen"), _negated=True),
                        ("frozen_at__isnull", True),
                        ("frozen_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="version_frozen_when_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file__isnull", True), ("state", "drafting")),
                    models.Q(models.Q(("state", "drafting"), _negated=True), ("file__isnull", False)),
                    _connector="OR",
                ),
                name="version_file_once_written",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "drafting")), fields=("document",), name="version_one_being_written"
            ),
        ),
        migrations.RunPython(guards.refuse_changes, guards.allow_changes),
    ]
