"""How the groups of a round are given out and answered is counted from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0006_outline_templates")]

    operations = [
        migrations.AddIndex(
            model_name="opiniongroup",
            index=models.Index(fields=["consultation", "assigned_to", "outcome"], name="group_share"),
        ),
    ]
