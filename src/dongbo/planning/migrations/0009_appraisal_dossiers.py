"""Appraisal dossiers, their parts and receipts."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_number_series"),
        ("organisation", "__first__"),
        ("planning", "0008_councils"),
    ]

    operations = [
        migrations.CreateModel(
            name="AppraisalDossier",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="planning.council",
                        verbose_name="hội đồng",
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="lần")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisal_dossiers",
                        to="documents.version",
                        verbose_name="bản thẩm định",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.version",
                        verbose_name="so với bản",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.consultation",
                        verbose_name="vòng lấy ý kiến",
                    ),
                ),
                (
                    "appraisal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.appraisal",
                        verbose_name="lượt đối chiếu",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Đang chờ lập"),
                            ("running", "Đang lập"),
                            ("failed", "Không lập được"),
                            ("frozen", "Đã đóng băng"),
                            ("sent", "Đã gửi thành viên"),
                        ],
                        default="queued",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="phần trăm")),
                ("run", models.PositiveIntegerField(default=0, verbose_name="lần lập")),
                ("alive_at", models.DateTimeField(blank=True, null=True, verbose_name="còn chạy lúc")),
                ("failure", models.TextField(blank=True, verbose_name="lý do không lập được")),
                ("requested_at", models.DateTimeField(verbose_name="yêu cầu lúc")),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người yêu cầu",
                    ),
                ),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="đóng băng lúc")),
                ("manifest", models.JSONField(default=dict, verbose_name="bản kê")),
                ("manifest_hash", models.CharField(blank=True, max_length=64, verbose_name="mã băm bản kê")),
                (
                    "book",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp PDF",
                    ),
                ),
                (
                    "bundle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp zip",
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi lúc")),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi",
                    ),
                ),
            ],
            options={
                "verbose_name": "hồ sơ thẩm định",
                "ordering": ("council", "-ordinal"),
                "constraints": [
                    models.UniqueConstraint(fields=("council", "ordinal"), name="appraisal_dossier_ordinal_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "running", "failed", "frozen", "sent"])),
                        name="appraisal_dossier_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="appraisal_dossier_progress_share"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("previous", models.F("version")), _negated=True),
                        name="appraisal_dossier_previous_differs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="appraisal_dossier_sent_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("book__isnull", False),
                                ("bundle__isnull", False),
                                ("frozen_at__isnull", False),
                                ("state__in", ("frozen", "sent")),
                                models.Q(("manifest_hash", ""), _negated=True),
                            ),
                            models.Q(
                                ("book__isnull", True),
                                ("bundle__isnull", True),
                                ("frozen_at__isnull", True),
                                ("manifest_hash", ""),
                                ("state__in", ("queued", "running", "failed")),
                            ),
                            _connector="OR",
                        ),
                        name="appraisal_dossier_frozen_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="appraisal_dossier_sent_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), models.Q(("failure", ""), _negated=True)),
                            models.Q(models.Q(("state", "failed"), _negated=True), ("failure", "")),
                            _connector="OR",
                        ),
                        name="appraisal_dossier_failure_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="planning.appraisaldossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plan", "Toàn văn dự thảo"),
                            ("redline", "So sánh với bản trước"),
                            ("matrix", "Bảng tổng hợp, tiếp thu, giải trình"),
                            ("unresolved", "Danh mục còn ý kiến khác nhau"),
                            ("appraisal", "Báo cáo đối chiếu"),
                            ("revisions", "Báo cáo tiếp thu kết luận lần trước"),
                            ("paper", "Tài liệu kèm theo"),
                        ],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="tên")),
                ("file_name", models.CharField(max_length=255, verbose_name="tên tệp")),
                ("data", models.JSONField(blank=True, null=True, verbose_name="dữ liệu")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="thêm lúc")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thêm",
                    ),
                ),
            ],
            options={
                "verbose_name": "tài liệu trong hồ sơ thẩm định",
                "ordering": ("dossier", "rank"),
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "rank"), name="dossier_part_rank_once"),
                    models.UniqueConstraint(fields=("dossier", "file_name"), name="dossier_part_file_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["plan", "redline", "matrix", "unresolved", "appraisal", "revisions", "paper"])
                        ),
                        name="dossier_part_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("file_name", ""), _negated=True)
                        ),
                        name="dossier_part_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "paper"), _negated=True), ("file__isnull", False), _connector="OR"
                        ),
                        name="dossier_paper_has_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="planning.appraisaldossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossier_receipts",
                        to="planning.councilseat",
                        verbose_name="thành viên",
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="gửi lúc")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="mở lần đầu lúc")),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True, verbose_name="xác nhận lúc")),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xác nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "biên nhận hồ sơ thẩm định",
                "ordering": ("dossier", "seat__rank", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "seat"), name="dossier_receipt_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True)),
                            models.Q(("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="dossier_receipt_by_someone",
                    ),
                ],
            },
        ),
    ]
