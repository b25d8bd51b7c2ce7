"""A doubt says whether the paper that raises it may mean another provision."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0021_reviews_as_written")]

    operations = [
        migrations.AddField(
            model_name="linkdoubt",
            name="unsure",
            field=models.BooleanField(default=False, verbose_name="chưa chắc đúng chỗ"),
        ),
    ]
