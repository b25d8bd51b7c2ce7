from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0003_rules_of_authority"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="officer",
            name="duty",
        ),
        migrations.RemoveField(
            model_name="officer",
            name="position",
        ),
        migrations.RemoveField(
            model_name="officer",
            name="unit",
        ),
    ]
