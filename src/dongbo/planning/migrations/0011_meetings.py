"""Meetings: agenda, attendance, discussion."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_number_series"),
        ("organisation", "__first__"),
        ("planning", "0010_reviews"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="planning.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="planning.appraisaldossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="phiên")),
                ("starts_at", models.DateTimeField(verbose_name="họp lúc")),
                ("place", models.CharField(max_length=300, verbose_name="địa điểm")),
                ("online_way", models.CharField(blank=True, max_length=500, verbose_name="cách dự trực tuyến")),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.councilseat",
                        verbose_name="chủ tọa",
                    ),
                ),
                ("chair_basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ chủ tọa thay")),
                (
                    "secretary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.councilseat",
                        verbose_name="thư ký",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Đang chuẩn bị"),
                            ("called", "Đã mời họp"),
                            ("open", "Đang họp"),
                            ("closed", "Đã bế mạc"),
                            ("concluded", "Đã thông báo kết luận"),
                            ("cancelled", "Đã hoãn, hủy"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
                ("called_at", models.DateTimeField(blank=True, null=True, verbose_name="mời lúc")),
                (
                    "called_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người mời",
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="khai mạc lúc")),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người khai mạc",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="bế mạc lúc")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người bế mạc",
                    ),
                ),
                ("concluded_at", models.DateTimeField(blank=True, null=True, verbose_name="thông báo kết luận lúc")),
                (
                    "concluded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ký thông báo",
                    ),
                ),
                ("cancel_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do hoãn, hủy")),
            ],
            options={
                "verbose_name": "phiên họp hội đồng",
                "ordering": ("council", "-ordinal"),
                "constraints": [
                    models.UniqueConstraint(fields=("council", "ordinal"), name="meeting_ordinal_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("council",), name="meeting_one_open_a_council"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "called", "open", "closed", "concluded", "cancelled"])
                        ),
                        name="meeting_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("called_at__isnull", True), ("called_by__isnull", True)),
                            models.Q(("called_at__isnull", False), ("called_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_called_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_at__isnull", True), ("opened_by__isnull", True)),
                            models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_opened_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_closed_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("concluded_at__isnull", True), ("concluded_by__isnull", True)),
                            models.Q(("concluded_at__isnull", False), ("concluded_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_concluded_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_at__isnull", False), ("state__in", ("open", "closed", "concluded"))),
                            models.Q(
                                models.Q(("state__in", ("open", "closed", "concluded")), _negated=True),
                                ("opened_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_opened_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state__in", ("closed", "concluded"))),
                            models.Q(
                                models.Q(("state__in", ("closed", "concluded")), _negated=True),
                                ("closed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_closed_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("concluded_at__isnull", False), ("state", "concluded")),
                            models.Q(models.Q(("state", "concluded"), _negated=True), ("concluded_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="meeting_concluded_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), models.Q(("cancel_reason", ""), _negated=True)),
                            models.Q(models.Q(("state", "cancelled"), _negated=True), ("cancel_reason", "")),
                            _connector="OR",
                        ),
                        name="meeting_cancelled_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda",
                        to="planning.meeting",
                        verbose_name="phiên họp",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("title", models.CharField(max_length=300, verbose_name="nội dung")),
                ("presenter", models.CharField(blank=True, max_length=200, verbose_name="người trình bày")),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số phút")),
            ],
            options={
                "verbose_name": "nội dung chương trình họp",
                "ordering": ("meeting", "rank"),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "rank"), name="agenda_rank_once"),
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="agenda_item_said"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="planning.meeting",
                        verbose_name="phiên họp",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="planning.councilseat",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("room", "Tại phòng họp"),
                            ("online", "Trực tuyến"),
                            ("stand_in", "Cử người dự thay"),
                            ("excused", "Vắng có lý do"),
                            ("absent", "Vắng"),
                            ("left", "Đã rời phiên họp"),
                        ],
                        max_length=10,
                        verbose_name="dự họp",
                    ),
                ),
                ("stand_in", models.CharField(blank=True, max_length=200, verbose_name="người dự thay")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                ("marked_at", models.DateTimeField(verbose_name="điểm danh lúc")),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người điểm danh",
                    ),
                ),
            ],
            options={
                "verbose_name": "điểm danh",
                "ordering": ("meeting", "seat__rank", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "seat"), name="attendance_once"),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["room", "online", "stand_in", "excused", "absent", "left"])),
                        name="attendance_mode_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", "stand_in"), models.Q(("stand_in", ""), _negated=True)),
                            models.Q(models.Q(("mode", "stand_in"), _negated=True), ("stand_in", "")),
                            _connector="OR",
                        ),
                        name="attendance_stand_in_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DiscussionNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="planning.meeting",
                        verbose_name="phiên họp",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="planning.agendaitem",
                        verbose_name="nội dung",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.councilseat",
                        verbose_name="người phát biểu",
                    ),
                ),
                (
                    "speaker",
                    models.CharField(blank=True, max_length=200, verbose_name="người phát biểu ngoài hội đồng"),
                ),
                ("text", models.TextField(verbose_name="nội dung")),
                ("is_dissent", models.BooleanField(default=False, verbose_name="bảo lưu ý kiến")),
                ("noted_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
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
            ],
            options={
                "verbose_name": "ghi chép thảo luận",
                "ordering": ("meeting", "pk"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="discussion_said"),
                    models.CheckConstraint(
                        condition=models.Q(("is_dissent", False), ("seat__isnull", False), _connector="OR"),
                        name="discussion_dissent_of_a_member",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="discussion_withdrawn_by_someone",
                    ),
                ],
            },
        ),
    ]
