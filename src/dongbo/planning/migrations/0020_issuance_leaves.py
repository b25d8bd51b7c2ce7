"""Beside the seal of an issued plan stands the hash of each of its provisions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0019_ballot_box")]

    operations = [
        migrations.AddField(
            model_name="issuance",
            name="leaves",
            field=models.JSONField(default=list, verbose_name="dấu của từng điều khoản"),
        ),
    ]
