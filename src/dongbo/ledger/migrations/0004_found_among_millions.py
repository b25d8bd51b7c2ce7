"""Every filter of the ledger walks its own index from the newest event down."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0003_authority"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="event",
            name="event_subject",
        ),
        migrations.RemoveIndex(
            model_name="event",
            name="event_kind",
        ),
        migrations.RemoveIndex(
            model_name="event",
            name="event_actor",
        ),
        migrations.RemoveIndex(
            model_name="event",
            name="event_unit",
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["subject_id", "-sequence"], name="event_subject"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["kind", "-sequence"], name="event_kind"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["actor", "-sequence"], name="event_actor"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["on_behalf_of", "-sequence"], name="event_on_behalf_of"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["unit", "-sequence"], name="event_unit"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["at"], name="event_at"),
        ),
    ]
