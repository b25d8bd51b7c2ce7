import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_frozen_is_frozen"),
        ("organisation", "0002_authority"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="access",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "Phổ biến xuống cấp dưới"), (1, "Trong đơn vị"), (2, "Hạn chế")],
                default=1,
                verbose_name="mức phổ biến",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="organisation.unit",
                verbose_name="đơn vị",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["-registered_at", "-id"], name="document_newest"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["unit", "-registered_at", "-id"], name="document_unit_newest"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("access__in", [0, 1, 2])), name="document_access_known"
            ),
        ),
    ]
