"""Doubts about trace links, notices to the owners of plans."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_number_series"),
        ("organisation", "__first__"),
        ("planning", "0014_issuance"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkDoubt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubts",
                        to="planning.tracelink",
                        verbose_name="liên kết",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link_doubts",
                        to="documents.version",
                        verbose_name="văn bản tác động",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("amended", "Bị văn bản khác sửa đổi, bổ sung"),
                            ("replaced", "Bị văn bản khác thay thế"),
                            ("repealed", "Bị văn bản khác bãi bỏ"),
                        ],
                        max_length=10,
                        verbose_name="vì",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="tại")),
                ("found_at", models.DateTimeField(verbose_name="thấy lúc")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="đã xem lúc")),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đã xem",
                    ),
                ),
            ],
            options={
                "verbose_name": "nghi vấn về liên kết",
                "ordering": ("link", "pk"),
                "indexes": [models.Index(fields=["link", "settled_at"], name="doubt_open_of_link")],
                "constraints": [
                    models.UniqueConstraint(fields=("link", "version"), name="link_doubt_once"),
                    models.CheckConstraint(
                        condition=models.Q(("cause__in", ["amended", "replaced", "repealed"])),
                        name="link_doubt_cause_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="link_doubt_settled_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectiveNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directive_notices",
                        to="documents.document",
                        verbose_name="quy hoạch, kế hoạch",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directive_notices",
                        to="documents.version",
                        verbose_name="văn bản chỉ đạo",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("changed", "Văn bản chỉ đạo có bản mới"),
                            ("amended", "Văn bản chỉ đạo bị sửa đổi, bổ sung"),
                            ("replaced", "Văn bản chỉ đạo bị thay thế"),
                            ("repealed", "Văn bản chỉ đạo bị bãi bỏ"),
                            ("new", "Văn bản chỉ đạo mới viện dẫn cùng căn cứ"),
                        ],
                        max_length=10,
                        verbose_name="vì",
                    ),
                ),
                ("found_at", models.DateTimeField(verbose_name="thấy lúc")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="xử lý xong lúc")),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xử lý",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="kết quả rà soát")),
                (
                    "links",
                    models.ManyToManyField(related_name="notices", to="planning.tracelink", verbose_name="liên kết"),
                ),
            ],
            options={
                "verbose_name": "thông báo rà soát",
                "ordering": ("-found_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "version", "cause"), name="directive_notice_once"),
                    models.CheckConstraint(
                        condition=models.Q(("cause__in", ["changed", "amended", "replaced", "repealed", "new"])),
                        name="directive_notice_cause_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="directive_notice_settled_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note", ""), ("settled_at__isnull", True)),
                            models.Q(("settled_at__isnull", False), models.Q(("note", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="directive_notice_settled_with_words",
                    ),
                ],
            },
        ),
    ]
