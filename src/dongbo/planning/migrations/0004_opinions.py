"""Opinions with their anchors and groups, files that bring them, closure and papers."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0003_consultation"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpinionForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consultee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="planning.consultee",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp",
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="tên tệp")),
                (
                    "state",
                    models.CharField(
                        choices=[("taken", "Đã nhận đủ"), ("partly", "Còn dòng phải sửa")],
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("taken", models.PositiveIntegerField(verbose_name="số dòng đã nhận")),
                ("findings", models.JSONField(default=list, verbose_name="dòng phải sửa")),
                (
                    "marked",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp trả lại",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="nhận lúc")),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi lên",
                    ),
                ),
            ],
            options={
                "verbose_name": "biểu góp ý",
                "ordering": ("-received_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["taken", "partly"])), name="opinion_form_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("marked__isnull", False), ("state", "partly")),
                            models.Q(("marked__isnull", True), ("state", "taken")),
                            _connector="OR",
                        ),
                        name="opinion_form_marked_where_rows_are_bad",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="OpinionLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consultee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="planning.consultee",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp",
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="tên tệp")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="số, ký hiệu")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="ngày")),
                ("remarks", models.JSONField(default=list, verbose_name="đoạn góp ý máy tách")),
                (
                    "state",
                    models.CharField(
                        choices=[("received", "Chờ tách ý kiến"), ("split", "Đã tách ý kiến")],
                        default="received",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="nhận lúc")),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
                    ),
                ),
                ("split_at", models.DateTimeField(blank=True, null=True, verbose_name="tách lúc")),
                (
                    "split_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người tách",
                    ),
                ),
            ],
            options={
                "verbose_name": "công văn góp ý",
                "ordering": ("-received_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["received", "split"])), name="opinion_letter_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("split_at__isnull", True), ("split_by__isnull", True)),
                            models.Q(("split_at__isnull", False), ("split_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="opinion_letter_split_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("split_at__isnull", False), ("state", "split")),
                            models.Q(("split_at__isnull", True), ("state", "received")),
                            _connector="OR",
                        ),
                        name="opinion_letter_split_when",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="OpinionGroup",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="planning.consultation",
                        verbose_name="vòng",
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="số thứ tự")),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.provision",
                        verbose_name="điều khoản",
                    ),
                ),
                ("rank", models.PositiveIntegerField(default=0, verbose_name="thứ tự trong văn bản")),
                ("representative", models.TextField(verbose_name="nội dung chung")),
                ("size", models.PositiveIntegerField(default=1, verbose_name="số ý kiến")),
                ("units", models.PositiveIntegerField(default=1, verbose_name="số đơn vị")),
                ("by_hand", models.BooleanField(default=False, verbose_name="cán bộ sắp xếp")),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="giao cho",
                    ),
                ),
                ("assigned_at", models.DateTimeField(blank=True, null=True, verbose_name="giao lúc")),
                (
                    "assigned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người giao",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Chưa giải trình"),
                            ("accepted", "Tiếp thu"),
                            ("partly", "Tiếp thu một phần"),
                            ("explained", "Giải trình"),
                            ("to_leader", "Xin ý kiến lãnh đạo"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="kết quả",
                    ),
                ),
                ("response", models.TextField(blank=True, verbose_name="nội dung tiếp thu, giải trình")),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                ("question", models.TextField(blank=True, verbose_name="xin lãnh đạo quyết định")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="trả lời lúc")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người trả lời",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="lãnh đạo quyết định lúc")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lãnh đạo quyết định",
                    ),
                ),
                (
                    "changed_in",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="documents.provision", verbose_name="sửa tại"
                    ),
                ),
            ],
            options={
                "verbose_name": "nhóm ý kiến",
                "ordering": ("consultation", "rank", "ordinal"),
                "indexes": [
                    models.Index(fields=["consultation", "outcome", "rank", "ordinal"], name="group_by_outcome"),
                    models.Index(fields=["consultation", "rank", "ordinal"], name="group_in_order"),
                    models.Index(fields=["consultation", "provision"], name="group_at_provision"),
                    models.Index(fields=["assigned_to", "outcome"], name="group_of_member"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("consultation", "ordinal"), name="group_ordinal_once"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["open", "accepted", "partly", "explained", "to_leader"])),
                        name="group_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", models.F("units")), ("units__gte", 1)), name="group_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="group_answered_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="group_decided_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("assigned_at__isnull", True),
                                ("assigned_by__isnull", True),
                                ("assigned_to__isnull", True),
                            ),
                            models.Q(
                                ("assigned_at__isnull", False),
                                ("assigned_by__isnull", False),
                                ("assigned_to__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="group_assigned_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("outcome", "open"),
                                ("question", ""),
                                ("reason", ""),
                                ("response", ""),
                            ),
                            models.Q(models.Q(("outcome", "open"), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="group_answered_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "to_leader"), _negated=True),
                            models.Q(models.Q(("question", ""), _negated=True), ("decided_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="group_put_to_the_leader_with_a_question",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ("accepted", "partly", "explained")), _negated=True),
                            models.Q(("response", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="group_answer_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="planning.consultation",
                        verbose_name="vòng",
                    ),
                ),
                (
                    "consultee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="planning.consultee",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="documents.provision",
                        verbose_name="điều khoản",
                    ),
                ),
                ("path", models.CharField(blank=True, max_length=500, verbose_name="vị trí khi góp ý")),
                ("label", models.CharField(blank=True, max_length=300, verbose_name="tên điều khoản khi góp ý")),
                ("quote", models.JSONField(blank=True, default=dict, verbose_name="trích nguyên văn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("substance", "Nội dung"),
                            ("technique", "Kỹ thuật trình bày"),
                            ("wording", "Câu chữ"),
                        ],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("text", models.TextField(verbose_name="ý kiến")),
                ("proposed", models.TextField(blank=True, verbose_name="đề nghị sửa thành")),
                ("search_key", models.TextField(blank=True, editable=False, verbose_name="lời để tìm")),
                (
                    "state",
                    models.CharField(
                        choices=[("remark", "Ý kiến nội bộ"), ("left", "Không đưa vào"), ("sent", "Đã gửi")],
                        default="remark",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
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
                        verbose_name="đến bằng",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="planning.opinionletter",
                        verbose_name="công văn",
                    ),
                ),
                ("raised_at", models.DateTimeField(verbose_name="góp ý lúc")),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người góp ý",
                    ),
                ),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="số")),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="planning.opiniongroup",
                        verbose_name="nhóm",
                    ),
                ),
            ],
            options={
                "verbose_name": "ý kiến",
                "ordering": ("consultation", "number", "raised_at", "pk"),
                "indexes": [
                    models.Index(fields=["consultation", "state", "provision"], name="opinion_at_provision"),
                    models.Index(fields=["consultee", "state", "raised_at"], name="opinion_of_unit"),
                    models.Index(fields=["group", "number"], name="opinion_in_group"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("consultation", "number"),
                        name="opinion_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["substance", "technique", "wording"])),
                        name="opinion_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["remark", "left", "sent"])), name="opinion_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["screen", "word_form", "excel_form", "letter"])),
                        name="opinion_origin_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("proposed", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="opinion_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group__isnull", False), ("number__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("group__isnull", True),
                                ("number__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="opinion_numbered_and_grouped_once_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("path", ""), ("provision__isnull", True)),
                            models.Q(("provision__isnull", False), models.Q(("path", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="opinion_at_a_place_or_on_the_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpinionAnchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="anchors",
                        to="planning.opinion",
                        verbose_name="ý kiến",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinion_anchors",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("exact", "Nguyên văn"),
                            ("moved", "Đã chuyển chỗ"),
                            ("changed", "Đã sửa lời"),
                            ("removed", "Điều khoản đã bỏ"),
                            ("unsure", "Chưa chắc"),
                        ],
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.provision",
                        verbose_name="điều khoản nay",
                    ),
                ),
                ("start", models.PositiveIntegerField(blank=True, null=True, verbose_name="từ chữ")),
                ("end", models.PositiveIntegerField(blank=True, null=True, verbose_name="đến chữ")),
                ("score", models.FloatField(default=1.0, verbose_name="điểm")),
            ],
            options={
                "verbose_name": "neo ý kiến",
                "ordering": ("version", "pk"),
                "indexes": [models.Index(fields=["version", "provision"], name="anchor_at_provision")],
                "constraints": [
                    models.UniqueConstraint(fields=("opinion", "version"), name="anchor_once_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["exact", "moved", "changed", "removed", "unsure"])),
                        name="anchor_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end__isnull", True), ("start__isnull", True)),
                            models.Q(("end__gt", models.F("start")), ("start__isnull", False)),
                            _connector="OR",
                        ),
                        name="anchor_span_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 1)), name="anchor_score_share"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosureLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closure_lines",
                        to="planning.consultation",
                        verbose_name="vòng",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closure_lines",
                        to="documents.version",
                        verbose_name="bản tiếp thu",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("accepted_unchanged", "Nói tiếp thu nhưng văn bản không đổi"),
                            ("changed_without_basis", "Văn bản đổi mà không có căn cứ"),
                            ("explained_without_reason", "Giải trình không nêu lý do"),
                            ("unanswered", "Ý kiến chưa được trả lời"),
                            ("never_replied", "Đơn vị không phản hồi"),
                        ],
                        max_length=24,
                        verbose_name="loại",
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="về")),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.opiniongroup",
                        verbose_name="nhóm ý kiến",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.provision",
                        verbose_name="điều khoản",
                    ),
                ),
                (
                    "consultee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.consultee",
                        verbose_name="đơn vị",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=40, verbose_name="chi tiết")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Còn mở"), ("mended", "Đã khắc phục"), ("signed", "Đã ký nhận")],
                        default="open",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("found_at", models.DateTimeField(verbose_name="thấy lúc")),
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
                "verbose_name": "việc còn lại khi khép vòng",
                "ordering": ("consultation", "version", "kind", "pk"),
                "indexes": [models.Index(fields=["consultation", "version", "state", "kind"], name="closure_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consultation", "version", "kind", "key"), name="closure_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "accepted_unchanged",
                                    "changed_without_basis",
                                    "explained_without_reason",
                                    "unanswered",
                                    "never_replied",
                                ],
                            )
                        ),
                        name="closure_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "mended", "signed"])), name="closure_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                            models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="closure_signed_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_at__isnull", False), ("state", "signed"), models.Q(("note", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("state", "signed"), _negated=True), ("note", ""), ("signed_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="closure_signed_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("consultee__isnull", True), ("group__isnull", False), ("provision__isnull", True)
                            ),
                            models.Q(
                                ("consultee__isnull", True), ("group__isnull", True), ("provision__isnull", False)
                            ),
                            models.Q(
                                ("consultee__isnull", False), ("group__isnull", True), ("provision__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="closure_line_about_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_bases",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_bases",
                        to="documents.provision",
                        verbose_name="điều khoản",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("conclusion", "Kết luận của lãnh đạo, hội nghị"),
                            ("directive", "Văn bản chỉ đạo"),
                            ("editorial", "Biên tập, kỹ thuật"),
                        ],
                        max_length=12,
                        verbose_name="loại căn cứ",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                ("note", models.CharField(max_length=1000, verbose_name="nêu rõ")),
                ("stated_at", models.DateTimeField(verbose_name="nêu lúc")),
                (
                    "stated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nêu",
                    ),
                ),
            ],
            options={
                "verbose_name": "căn cứ sửa đổi",
                "ordering": ("version", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("version", "provision"), name="change_basis_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["conclusion", "directive", "editorial"])),
                        name="basis_kind_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("note", ""), _negated=True), name="change_basis_said"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "directive"), _negated=True), ("document__isnull", False), _connector="OR"
                        ),
                        name="directive_basis_named",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ConsultationPaper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="planning.consultation",
                        verbose_name="vòng",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.version",
                        verbose_name="theo bản",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("matrix_docx", "Bảng tổng hợp (Word)"),
                            ("matrix_pdf", "Bảng tổng hợp (PDF)"),
                            ("matrix_xlsx", "Bảng tổng hợp (Excel)"),
                            ("iso_docx", "Bảng ý kiến theo mẫu ISO (Word)"),
                            ("iso_xlsx", "Bảng ý kiến theo mẫu ISO (Excel)"),
                            ("statistics_xlsx", "Thống kê (Excel)"),
                        ],
                        max_length=16,
                        verbose_name="loại giấy tờ",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Đang chờ"),
                            ("running", "Đang lập"),
                            ("ready", "Đã xong"),
                            ("failed", "Không lập được"),
                        ],
                        default="queued",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="phần trăm")),
                ("run", models.PositiveIntegerField(default=0, verbose_name="lần lập")),
                ("alive_at", models.DateTimeField(blank=True, null=True, verbose_name="còn chạy lúc")),
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
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
            ],
            options={
                "verbose_name": "giấy tờ của vòng lấy ý kiến",
                "ordering": ("-requested_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "form__in",
                                ["matrix_docx", "matrix_pdf", "matrix_xlsx", "iso_docx", "iso_xlsx", "statistics_xlsx"],
                            )
                        ),
                        name="paper_form_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "running", "ready", "failed"])),
                        name="paper_state_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("progress__lte", 100)), name="paper_progress_share"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("failure", ""),
                                ("file__isnull", False),
                                ("finished_at__isnull", False),
                                ("state", "ready"),
                            ),
                            models.Q(
                                ("file__isnull", True),
                                ("finished_at__isnull", False),
                                ("state", "failed"),
                                models.Q(("failure", ""), _negated=True),
                            ),
                            models.Q(
                                ("failure", ""),
                                ("file__isnull", True),
                                ("finished_at__isnull", True),
                                ("state__in", ("queued", "running")),
                            ),
                            _connector="OR",
                        ),
                        name="paper_finished_when",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
