"""The words of sent opinions without tone marks, so that a board of thousands is searched as one types."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0004_outline_templates")]

    operations = [
        migrations.AddField(
            model_name="opinion",
            name="search_key",
            field=models.TextField(blank=True, editable=False, verbose_name="lời để tìm"),
        ),
    ]
