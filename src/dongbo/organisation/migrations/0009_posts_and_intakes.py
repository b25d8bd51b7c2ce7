"""A post ended before it began has no day; an intake keeps what was sent; names are listed by their key."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0008_delegation_by_post"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="post",
            name="post_days_in_order",
        ),
        migrations.AddField(
            model_name="intake",
            name="counts",
            field=models.JSONField(default=dict, verbose_name="số dòng theo kết quả"),
        ),
        migrations.AddField(
            model_name="intake",
            name="effective_on",
            field=models.DateField(null=True, verbose_name="ngày có hiệu lực"),
        ),
        migrations.AddField(
            model_name="intake",
            name="headings",
            field=models.JSONField(default=list, verbose_name="các cột"),
        ),
        migrations.AddField(
            model_name="intake",
            name="notices",
            field=models.JSONField(default=list, verbose_name="lưu ý về tệp"),
        ),
        migrations.AddField(
            model_name="intake",
            name="refused",
            field=models.JSONField(default=list, verbose_name="các dòng bị từ chối"),
        ),
        migrations.AddField(
            model_name="intake",
            name="sha256",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="mã băm của tệp"),
        ),
        migrations.AddIndex(
            model_name="officer",
            index=models.Index(fields=["name_key", "id"], name="officer_name"),
        ),
        migrations.AddConstraint(
            model_name="officer",
            constraint=models.CheckConstraint(
                condition=models.Q(("username", ""), _negated=True), name="officer_has_a_username"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="post_days_in_order",
            ),
        ),
    ]
