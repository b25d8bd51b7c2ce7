"""What is amiss in the text and in the reply stands with each check; orders are found by their place and words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0015_standing_check")]

    operations = [
        migrations.AddField(
            model_name="requiredrevision",
            name="rank",
            field=models.IntegerField(default=-1, editable=False, verbose_name="vị trí"),
        ),
        migrations.AddField(
            model_name="requiredrevision",
            name="search_key",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="revisioncheck",
            name="detail",
            field=models.CharField(blank=True, max_length=40, verbose_name="mã chỗ chưa sửa"),
        ),
        migrations.AddField(
            model_name="revisioncheck",
            name="lines",
            field=models.JSONField(default=list, verbose_name="điều không khớp"),
        ),
        migrations.AddField(
            model_name="revisioncheck",
            name="missed",
            field=models.JSONField(default=list, verbose_name="nơi chưa sửa"),
        ),
        migrations.AddField(
            model_name="revisioncheck",
            name="sentence",
            field=models.TextField(blank=True, verbose_name="chỗ chưa sửa"),
        ),
        migrations.AlterField(
            model_name="revisioncheck",
            name="lie",
            field=models.CharField(blank=True, max_length=120, verbose_name="chỗ không khớp"),
        ),
    ]
