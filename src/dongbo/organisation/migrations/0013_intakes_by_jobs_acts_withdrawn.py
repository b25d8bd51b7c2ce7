"""Workbooks are read and applied by jobs; acts ahead may be withdrawn; units are found by what they were called."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import dongbo.organisation.models.units


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0012_sign_in_from_elsewhere"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="intake",
            name="intake_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="intake",
            name="intake_decided_by_someone",
        ),
        migrations.AddField(
            model_name="intake",
            name="address",
            field=models.CharField(blank=True, max_length=64, verbose_name="địa chỉ mạng"),
        ),
        migrations.AddField(
            model_name="intake",
            name="alive_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="còn chạy lúc"),
        ),
        migrations.AddField(
            model_name="intake",
            name="decision_issuer",
            field=models.CharField(blank=True, max_length=300, verbose_name="cơ quan quyết định"),
        ),
        migrations.AddField(
            model_name="intake",
            name="decision_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="số quyết định"),
        ),
        migrations.AddField(
            model_name="intake",
            name="decision_on",
            field=models.DateField(blank=True, null=True, verbose_name="ngày quyết định"),
        ),
        migrations.AddField(
            model_name="intake",
            name="failure",
            field=models.TextField(blank=True, verbose_name="lý do không thực hiện được"),
        ),
        migrations.AddField(
            model_name="intake",
            name="keeps_good_rows",
            field=models.BooleanField(default=False, verbose_name="giữ các dòng đúng"),
        ),
        migrations.AddField(
            model_name="intake",
            name="principal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="thay cho",
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="progress",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="phần trăm"),
        ),
        migrations.AddField(
            model_name="intake",
            name="run",
            field=models.PositiveIntegerField(default=0, verbose_name="lần thực hiện"),
        ),
        migrations.AddField(
            model_name="intake",
            name="sent",
            field=models.BinaryField(null=True, verbose_name="tệp chờ đọc"),
        ),
        migrations.AddField(
            model_name="unitact",
            name="way_back",
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name="dữ liệu trước quyết định"),
        ),
        migrations.AddField(
            model_name="unitact",
            name="withdrawal_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="lý do rút"),
        ),
        migrations.AddField(
            model_name="unitact",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="rút lúc"),
        ),
        migrations.AddField(
            model_name="unitact",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người rút",
            ),
        ),
        migrations.AddField(
            model_name="unitname",
            name="search_key",
            field=dongbo.organisation.models.units.NameKeyField(
                blank=True, editable=False, max_length=500, verbose_name="tên để tìm"
            ),
        ),
        migrations.AlterField(
            model_name="intake",
            name="state",
            field=models.CharField(
                choices=[
                    ("reading", "Đang đọc"),
                    ("previewed", "Chờ quyết định"),
                    ("applying", "Đang nhập"),
                    ("applied", "Đã nhập"),
                    ("failed", "Không thực hiện được"),
                    ("discarded", "Đã bỏ"),
                ],
                default="previewed",
                max_length=10,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["reading", "previewed", "applying", "applied", "failed", "discarded"])
                ),
                name="intake_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("state__in", ("reading", "previewed", "failed")),
                    ),
                    models.Q(
                        models.Q(("state__in", ("reading", "previewed", "failed")), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="intake_decided_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent__isnull", False), ("state", "reading")),
                    models.Q(models.Q(("state", "reading"), _negated=True), ("sent__isnull", True)),
                    _connector="OR",
                ),
                name="intake_sent_until_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), models.Q(("failure", ""), _negated=True)),
                    models.Q(models.Q(("state", "failed"), _negated=True), ("failure", "")),
                    _connector="OR",
                ),
                name="intake_failure_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(condition=models.Q(("progress__lte", 100)), name="intake_progress_share"),
        ),
        migrations.AddConstraint(
            model_name="unitact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawal_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="unit_act_withdrawn_by_someone",
            ),
        ),
    ]
