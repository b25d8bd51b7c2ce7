from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0005_numbers_stand_once_in_a_unit"),
        ("organisation", "0011_grants_in_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="document",
            name="document_newest",
        ),
        migrations.RemoveIndex(
            model_name="document",
            name="document_unit_newest",
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["-registered_at", "-id", "unit", "access"], name="document_newest"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["unit", "access", "-registered_at", "-id"], name="document_unit_newest"),
        ),
    ]
