"""Councils: models of rules, seats, conflicts of interest."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_number_series"),
        ("organisation", "0018_permissions_of_councils"),
        ("organisation", "__first__"),
        ("planning", "0007_group_share"),
    ]

    operations = [
        migrations.CreateModel(
            name="CouncilModel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, verbose_name="mã")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("rules", models.JSONField(default=dict, verbose_name="quy chế")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("grade", models.CharField(max_length=2, verbose_name="mức tin cậy")),
                ("notes", models.TextField(blank=True, verbose_name="phần giả định")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
            ],
            options={
                "verbose_name": "mẫu quy chế hội đồng",
                "ordering": ("name", "-valid_from"),
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="council_model_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="council_model_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("legal_basis", ""), _negated=True), name="council_model_has_basis"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="documents.document",
                        verbose_name="quy hoạch, kế hoạch",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="tên hội đồng")),
                (
                    "standing_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="organisation.unit",
                        verbose_name="cơ quan thường trực",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.councilmodel",
                        verbose_name="mẫu quy chế",
                    ),
                ),
                ("rules", models.JSONField(default=dict, verbose_name="quy chế")),
                (
                    "series",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council",
                        to="documents.numberseries",
                        verbose_name="dãy số",
                    ),
                ),
                ("decision_number", models.CharField(max_length=80, verbose_name="số quyết định thành lập")),
                ("decision_on", models.DateField(verbose_name="ngày quyết định")),
                ("decision_issuer", models.CharField(max_length=200, verbose_name="cơ quan quyết định")),
                (
                    "decision_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp quyết định",
                    ),
                ),
                ("decision_file_name", models.CharField(blank=True, max_length=255, verbose_name="tên tệp quyết định")),
                (
                    "state",
                    models.CharField(
                        choices=[("working", "Đang hoạt động"), ("closed", "Đã kết thúc")],
                        default="working",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("founded_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "founded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="kết thúc lúc")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người kết thúc",
                    ),
                ),
            ],
            options={
                "verbose_name": "hội đồng thẩm định",
                "ordering": ("-founded_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "working")), fields=("document",), name="council_one_at_work"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["working", "closed"])), name="council_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="council_closed_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(("closed_at__isnull", True), ("state", "working")),
                            _connector="OR",
                        ),
                        name="council_closed_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("decision_number", ""), _negated=True),
                            models.Q(("decision_issuer", ""), _negated=True),
                        ),
                        name="council_founded_by_a_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision_file__isnull", True), ("decision_file_name", "")),
                            models.Q(
                                ("decision_file__isnull", False), models.Q(("decision_file_name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="council_decision_file_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="planning.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_seats",
                        to="organisation.unit",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chủ tịch"),
                            ("vice_chair", "Phó Chủ tịch"),
                            ("member", "Ủy viên"),
                            ("reviewer", "Ủy viên phản biện"),
                            ("secretary", "Ủy viên thư ký"),
                            ("support", "Tổ giúp việc"),
                        ],
                        max_length=10,
                        verbose_name="vai trò",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="chức vụ")),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ thay đổi")),
                ("seated_at", models.DateTimeField(verbose_name="tham gia lúc")),
                (
                    "seated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="thôi lúc")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cho thôi",
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do thôi")),
            ],
            options={
                "verbose_name": "thành viên hội đồng",
                "ordering": ("council", "rank", "pk"),
                "indexes": [models.Index(fields=["officer", "ended_at"], name="council_seat_of_officer")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("council", "officer"),
                        name="council_seat_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("role", "chair")),
                        fields=("council",),
                        name="council_has_one_chair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["chair", "vice_chair", "member", "reviewer", "secretary", "support"])
                        ),
                        name="council_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="council_seat_ended_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_at__isnull", True)),
                            models.Q(("ended_at__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="council_seat_ended_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConflictOfInterest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="planning.councilseat",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("heads_drafting", "Đứng đầu đơn vị chủ trì soạn thảo"),
                            ("of_drafting", "Thuộc đơn vị chủ trì soạn thảo"),
                            ("in_team", "Thuộc tổ soạn thảo"),
                            ("declared", "Tự khai hoặc được báo"),
                        ],
                        max_length=16,
                        verbose_name="loại",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="nêu rõ")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="hết lúc")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi hết",
                    ),
                ),
            ],
            options={
                "verbose_name": "xung đột lợi ích",
                "ordering": ("seat", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), models.Q(("kind", "declared"), _negated=True)),
                        fields=("seat", "kind"),
                        name="conflict_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["heads_drafting", "of_drafting", "in_team", "declared"])),
                        name="conflict_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="conflict_ended_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "declared"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="conflict_declared_with_words",
                    ),
                ],
            },
        ),
    ]
