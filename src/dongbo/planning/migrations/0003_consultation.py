"""Rounds of consultation: terms, recipients, questions, and how each unit stands."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0002_drafting"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReplyTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, verbose_name="mã")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("least", models.PositiveSmallIntegerField(verbose_name="ít nhất")),
                ("most", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nhiều nhất")),
                (
                    "day_unit",
                    models.CharField(
                        choices=[("calendar", "ngày"), ("working", "ngày làm việc")],
                        max_length=10,
                        verbose_name="tính theo",
                    ),
                ),
                (
                    "silence",
                    models.CharField(
                        choices=[("deemed_agree", "Coi như đồng ý"), ("none", "Không có hệ quả")],
                        max_length=12,
                        verbose_name="không trả lời thì",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
            ],
            options={
                "verbose_name": "thời hạn trả lời",
                "ordering": ("name", "-valid_from"),
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="reply_term_once"),
                    models.CheckConstraint(
                        condition=models.Q(("day_unit__in", ["calendar", "working"])), name="reply_term_unit_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("silence__in", ["deemed_agree", "none"])), name="reply_term_silence_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("least__gte", 1),
                            models.Q(("most__isnull", True), ("most__gte", models.F("least")), _connector="OR"),
                        ),
                        name="reply_term_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="reply_term_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("legal_basis", ""), _negated=True), name="reply_term_has_basis"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="ngày")),
                (
                    "kind",
                    models.CharField(
                        choices=[("holiday", "Nghỉ lễ, Tết"), ("worked_instead", "Làm bù")],
                        max_length=16,
                        verbose_name="loại",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="tên")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="căn cứ")),
            ],
            options={
                "verbose_name": "ngày nghỉ, ngày làm bù",
                "ordering": ("day",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["holiday", "worked_instead"])), name="special_day_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("legal_basis", ""), _negated=True)
                        ),
                        name="special_day_said",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RecipientList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recipient_lists",
                        to="organisation.unit",
                        verbose_name="đơn vị giữ",
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="lưu lúc")),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lưu",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="thôi dùng lúc")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cho thôi dùng",
                    ),
                ),
                ("units", models.ManyToManyField(related_name="+", to="organisation.unit", verbose_name="đơn vị nhận")),
            ],
            options={
                "verbose_name": "danh sách nơi nhận",
                "ordering": ("name", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("unit", "name"),
                        name="recipient_list_name_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="recipient_list_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="recipient_list_ended_by_someone",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="documents.version",
                        verbose_name="bản lấy ý kiến",
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="lần")),
                ("title", models.CharField(max_length=300, verbose_name="tên vòng")),
                (
                    "search_key",
                    models.CharField(blank=True, editable=False, max_length=400, verbose_name="tên để tìm"),
                ),
                ("guidance", models.TextField(blank=True, verbose_name="nội dung cần góp ý")),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="planning.replyterm",
                        verbose_name="căn cứ thời hạn",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="số ngày")),
                (
                    "day_unit",
                    models.CharField(
                        choices=[("calendar", "ngày"), ("working", "ngày làm việc")],
                        max_length=10,
                        verbose_name="tính theo",
                    ),
                ),
                (
                    "silence",
                    models.CharField(
                        choices=[("deemed_agree", "Coi như đồng ý"), ("none", "Không có hệ quả")],
                        max_length=12,
                        verbose_name="không trả lời thì",
                    ),
                ),
                ("remind_before", models.JSONField(default=list, verbose_name="nhắc trước (ngày)")),
                ("deadline", models.DateTimeField(blank=True, null=True, verbose_name="hạn trả lời")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Đang chuẩn bị"),
                            ("sent", "Đang lấy ý kiến"),
                            ("closed", "Đang tiếp thu, giải trình"),
                            ("final", "Đã khép vòng"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
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
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="hết nhận lúc")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người kết thúc sớm",
                    ),
                ),
                ("close_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do kết thúc sớm")),
                (
                    "final_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.version",
                        verbose_name="bản tiếp thu",
                    ),
                ),
                ("final_at", models.DateTimeField(blank=True, null=True, verbose_name="khép vòng lúc")),
                (
                    "final_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người khép vòng",
                    ),
                ),
            ],
            options={
                "verbose_name": "vòng lấy ý kiến",
                "ordering": ("-prepared_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("document", "ordinal"), name="consultation_ordinal_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["prepared", "sent", "closed", "final"])),
                        name="consultation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("day_unit__in", ["calendar", "working"])), name="consultation_unit_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("silence__in", ["deemed_agree", "none"])), name="consultation_silence_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1), ("ordinal__gte", 1)), name="consultation_has_a_term"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="consultation_has_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="consultation_sent_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("final_at__isnull", True), ("final_by__isnull", True)),
                            models.Q(("final_at__isnull", False), ("final_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="consultation_final_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deadline__isnull", True), ("sent_at__isnull", True), ("state", "prepared")),
                            models.Q(
                                models.Q(("state", "prepared"), _negated=True),
                                ("deadline__isnull", False),
                                ("sent_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_sent_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state__in", ("closed", "final"))),
                            models.Q(("closed_at__isnull", True), ("state__in", ("prepared", "sent"))),
                            _connector="OR",
                        ),
                        name="consultation_closed_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("close_reason", ""), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), models.Q(("close_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="consultation_closed_early_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("final_at__isnull", False), ("final_version__isnull", False), ("state", "final")),
                            models.Q(
                                models.Q(("state", "final"), _negated=True),
                                ("final_at__isnull", True),
                                ("final_version__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_final_when",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="planning.consultation",
                        verbose_name="vòng",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("text", models.CharField(max_length=1000, verbose_name="câu hỏi")),
            ],
            options={
                "verbose_name": "câu hỏi lấy ý kiến",
                "ordering": ("consultation", "rank"),
                "constraints": [
                    models.UniqueConstraint(fields=("consultation", "rank"), name="question_rank_once"),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="question_said"),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Consultee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultees",
                        to="planning.consultation",
                        verbose_name="vòng",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consulted_in",
                        to="organisation.unit",
                        verbose_name="đơn vị",
                    ),
                ),
                ("token", models.CharField(max_length=32, unique=True, verbose_name="mã biểu")),
                ("deadline", models.DateTimeField(blank=True, null=True, verbose_name="hạn trả lời")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chưa trả lời"),
                            ("answered", "Đã trả lời"),
                            ("deemed", "Coi như đồng ý"),
                            ("silent", "Không phản hồi"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agrees", "Đồng ý hoàn toàn"),
                            ("agrees_with", "Đồng ý, có ý kiến"),
                            ("disagrees", "Không đồng ý"),
                        ],
                        max_length=12,
                        verbose_name="trả lời",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="lý do không đồng ý")),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("screen", "Trên màn hình"),
                            ("word_form", "Biểu Word"),
                            ("excel_form", "Biểu Excel"),
                            ("letter", "Công văn"),
                        ],
                        max_length=12,
                        verbose_name="gửi bằng",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="trả lời lúc")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người duyệt gửi",
                    ),
                ),
                ("is_late", models.BooleanField(default=False, verbose_name="trả lời muộn")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="hết hạn lúc")),
            ],
            options={
                "verbose_name": "đơn vị được lấy ý kiến",
                "ordering": ("consultation", "unit__first", "pk"),
                "indexes": [
                    models.Index(fields=["unit", "state"], name="consultee_of_unit"),
                    models.Index(fields=["consultation", "state", "unit"], name="consultee_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("consultation", "unit"), name="consultee_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "answered", "deemed", "silent"])),
                        name="consultee_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "agrees", "agrees_with", "disagrees"])),
                        name="consultee_answer_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["", "screen", "word_form", "excel_form", "letter"])),
                        name="consultee_origin_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="consultee_answered_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("state", "answered"),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("origin", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "answered"), _negated=True),
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("is_late", False),
                                ("origin", ""),
                                ("reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="consultee_answered_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "disagrees"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consultee_disagrees_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", False), ("state__in", ("deemed", "silent"))),
                            models.Q(("settled_at__isnull", True), ("state__in", ("waiting", "answered"))),
                            _connector="OR",
                        ),
                        name="consultee_settled_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsulteeDraft",
            fields=[
                (
                    "consultee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="draft",
                        serialize=False,
                        to="planning.consultee",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agrees", "Đồng ý hoàn toàn"),
                            ("agrees_with", "Đồng ý, có ý kiến"),
                            ("disagrees", "Không đồng ý"),
                        ],
                        max_length=12,
                        verbose_name="trả lời",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="lý do không đồng ý")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("screen", "Trên màn hình"),
                            ("word_form", "Biểu Word"),
                            ("excel_form", "Biểu Excel"),
                            ("letter", "Công văn"),
                        ],
                        default="screen",
                        max_length=12,
                        verbose_name="nhận bằng",
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="sửa lúc")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
            ],
            options={
                "verbose_name": "trả lời đang chuẩn bị",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "agrees", "agrees_with", "disagrees"])),
                        name="prepared_answer_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["screen", "word_form", "excel_form", "letter"])),
                        name="prepared_origin_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="QuestionAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consultee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question_answers",
                        to="planning.consultee",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="planning.question",
                        verbose_name="câu hỏi",
                    ),
                ),
                ("text", models.TextField(verbose_name="trả lời")),
                ("written_at", models.DateTimeField(verbose_name="viết lúc")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người viết",
                    ),
                ),
            ],
            options={
                "verbose_name": "trả lời câu hỏi",
                "ordering": ("consultee", "question"),
                "constraints": [
                    models.UniqueConstraint(fields=("consultee", "question"), name="question_answered_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="question_answer_said"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="planning.consultation",
                        verbose_name="vòng",
                    ),
                ),
                (
                    "consultee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="planning.consultee",
                        verbose_name="đơn vị",
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="đến lúc")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("given_at", models.DateTimeField(verbose_name="gia hạn lúc")),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gia hạn",
                    ),
                ),
            ],
            options={
                "verbose_name": "gia hạn",
                "ordering": ("-given_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="extension_has_reason"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="planning.consultation",
                        verbose_name="vòng",
                    ),
                ),
                (
                    "days_before",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="trước hạn (ngày)"),
                ),
                ("deadline", models.DateTimeField(verbose_name="nhắc cho hạn")),
                ("reminded", models.PositiveIntegerField(verbose_name="số đơn vị")),
                ("reminded_at", models.DateTimeField(verbose_name="nhắc lúc")),
                (
                    "reminded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhắc",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(related_name="reminders", to="planning.consultee", verbose_name="đơn vị"),
                ),
            ],
            options={
                "verbose_name": "lần nhắc",
                "ordering": ("-reminded_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("days_before__isnull", False)),
                        fields=("consultation", "days_before", "deadline"),
                        name="reminder_step_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("days_before__isnull", False), ("reminded_by__isnull", True)),
                            models.Q(("days_before__isnull", True), ("reminded_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reminder_by_clock_or_officer",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
