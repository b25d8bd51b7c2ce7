"""Conclusions, required revisions, checks, returns."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_number_series"),
        ("organisation", "__first__"),
        ("planning", "0012_ballots"),
    ]

    operations = [
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conclusions",
                        to="planning.meeting",
                        verbose_name="phiên họp",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("text", models.TextField(verbose_name="nội dung")),
                ("drawn_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết luận",
                "ordering": ("meeting", "rank"),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "rank"), name="conclusion_rank_once"),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="conclusion_said"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequiredRevision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="planning.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "conclusion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="planning.conclusion",
                        verbose_name="kết luận",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.version",
                        verbose_name="bản thẩm định",
                    ),
                ),
                (
                    "remark",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="planning.remark",
                        verbose_name="từ góp ý",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("clarify", "Làm rõ nhiệm vụ của đơn vị"),
                            ("unify", "Thống nhất từ ngữ"),
                            ("align", "Đồng bộ với văn bản chỉ đạo"),
                            ("supplement", "Bổ sung"),
                            ("cut", "Lược bỏ"),
                        ],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("text", models.TextField(verbose_name="yêu cầu")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="đơn vị được làm rõ",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="văn bản chỉ đạo",
                    ),
                ),
                ("axis", models.CharField(blank=True, max_length=16, verbose_name="trục")),
                ("keep", models.CharField(blank=True, max_length=200, verbose_name="từ ngữ thống nhất")),
                ("variants", models.JSONField(blank=True, default=list, verbose_name="từ ngữ thôi dùng")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn")),
                ("ordered_at", models.DateTimeField(verbose_name="yêu cầu lúc")),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "claim",
                    models.CharField(
                        choices=[
                            ("open", "Chưa trả lời"),
                            ("done", "Đã chỉnh sửa"),
                            ("partly", "Đã chỉnh sửa một phần"),
                            ("refused", "Không tiếp thu, có lý do"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="trả lời",
                    ),
                ),
                ("response", models.TextField(blank=True, verbose_name="nội dung tiếp thu, giải trình")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="trả lời lúc")),
                (
                    "claimed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người trả lời",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="rút lúc")),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người rút",
                    ),
                ),
                ("withdraw_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do rút")),
                (
                    "changed",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="documents.provision", verbose_name="đã sửa tại"
                    ),
                ),
            ],
            options={
                "verbose_name": "yêu cầu chỉnh sửa",
                "ordering": ("council", "number"),
                "indexes": [models.Index(fields=["council", "claim", "kind"], name="revision_by_claim")],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "number"), name="revision_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["clarify", "unify", "align", "supplement", "cut"])),
                        name="revision_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("claim__in", ["open", "done", "partly", "refused"])),
                        name="revision_claim_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="revision_said"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claimed_at__isnull", True), ("claimed_by__isnull", True)),
                            models.Q(("claimed_at__isnull", False), ("claimed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="revision_claimed_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claim", "open"), ("claimed_at__isnull", True)),
                            models.Q(models.Q(("claim", "open"), _negated=True), ("claimed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="revision_claimed_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claim__in", ("refused", "partly")), _negated=True),
                            models.Q(("response", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="revision_refused_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("directive__isnull", False), ("kind", "align"), models.Q(("axis", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("kind", "align"), _negated=True), ("axis", ""), ("directive__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="revision_aligned_with_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "unify"), models.Q(("keep", ""), _negated=True)),
                            models.Q(models.Q(("kind", "unify"), _negated=True), ("keep", "")),
                            _connector="OR",
                        ),
                        name="revision_unified_to_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="revision_withdrawn_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdraw_reason", ""), ("withdrawn_at__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), models.Q(("withdraw_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="revision_withdrawn_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisionAnchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchors",
                        to="planning.requiredrevision",
                        verbose_name="yêu cầu",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="required_revisions",
                        to="documents.provision",
                        verbose_name="điều khoản",
                    ),
                ),
                ("label", models.CharField(max_length=300, verbose_name="nơi sửa")),
                ("quote", models.JSONField(blank=True, default=dict, verbose_name="đoạn trích")),
            ],
            options={
                "verbose_name": "nơi phải chỉnh sửa",
                "ordering": ("revision", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("revision", "provision"), name="revision_anchor_once"),
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True), name="revision_anchor_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisionCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="planning.requiredrevision",
                        verbose_name="yêu cầu",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revision_checks",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("done", "Văn bản đã sửa đúng chỗ"),
                            ("partly", "Văn bản mới sửa một phần"),
                            ("not_done", "Văn bản chưa sửa"),
                        ],
                        max_length=10,
                        verbose_name="văn bản cho thấy",
                    ),
                ),
                ("lie", models.CharField(blank=True, max_length=40, verbose_name="chỗ không khớp")),
                ("changes", models.JSONField(default=list, verbose_name="thay đổi")),
                ("findings", models.JSONField(default=list, verbose_name="phát hiện còn lại")),
                ("key", models.CharField(max_length=64, verbose_name="dấu vết")),
                ("checked_at", models.DateTimeField(verbose_name="đối chiếu lúc")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="ký nhận lúc")),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ký nhận",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="lý do ký nhận")),
            ],
            options={
                "verbose_name": "đối chiếu yêu cầu chỉnh sửa",
                "ordering": ("revision", "version"),
                "constraints": [
                    models.UniqueConstraint(fields=("revision", "version"), name="revision_check_once"),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["done", "partly", "not_done"])),
                        name="revision_standing_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                            models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="revision_check_signed_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note", ""), ("signed_at__isnull", True)),
                            models.Q(("signed_at__isnull", False), models.Q(("note", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="revision_check_signed_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="planning.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="documents.version",
                        verbose_name="bản trả lại",
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="lần")),
                ("reason", models.TextField(verbose_name="lý do")),
                ("returned_at", models.DateTimeField(verbose_name="trả lúc")),
                (
                    "returned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người trả",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần trả lại dự thảo",
                "ordering": ("council", "ordinal"),
                "constraints": [
                    models.UniqueConstraint(fields=("council", "ordinal"), name="draft_return_ordinal_once"),
                    models.UniqueConstraint(fields=("council", "version"), name="draft_returned_once_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="draft_returned_with_reason"
                    ),
                ],
            },
        ),
    ]
