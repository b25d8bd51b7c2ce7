"""What an event says of the authority behind it. SQLite rebuilds the table, which drops the guards: they come back."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

guards = import_module("dongbo.ledger.migrations.0002_append_only")


def stand_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        guards.refuse_changes(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_append_only"),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, stand_again),
        migrations.AddField(
            model_name="event",
            name="address",
            field=models.CharField(blank=True, max_length=64, verbose_name="địa chỉ mạng"),
        ),
        migrations.AddField(
            model_name="event",
            name="grant",
            field=models.CharField(blank=True, max_length=64, verbose_name="quyền được cấp"),
        ),
        migrations.AddField(
            model_name="event",
            name="permission",
            field=models.CharField(blank=True, max_length=64, verbose_name="quyền đã dùng"),
        ),
        migrations.AddField(
            model_name="event",
            name="post",
            field=models.CharField(blank=True, max_length=64, verbose_name="vị trí công tác"),
        ),
        migrations.AddField(
            model_name="event",
            name="unit",
            field=models.CharField(blank=True, max_length=64, verbose_name="đơn vị"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["unit"], name="event_unit"),
        ),
        migrations.RunPython(stand_again, migrations.RunPython.noop),
    ]
