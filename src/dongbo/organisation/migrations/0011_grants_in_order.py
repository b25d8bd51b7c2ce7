"""The newest grants, and those that end soonest, are listed without sorting all of a country's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0010_order_of_names"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["-given_at", "-id"], name="grant_newest"),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["effective_to", "id"], name="grant_ending"),
        ),
    ]
