"""Drafting dossiers, their teams, and what is kept while a text is written."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_versions_written_here"),
        ("organisation", "0017_roles_of_consultation"),
        ("planning", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutlineTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, verbose_name="mã")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("style", models.CharField(max_length=10, verbose_name="kiểu đánh số")),
                ("entries", models.JSONField(default=list, verbose_name="đề cương")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
            ],
            options={
                "verbose_name": "mẫu đề cương",
                "ordering": ("name", "-valid_from"),
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="outline_template_once"),
                    models.CheckConstraint(
                        condition=models.Q(("style__in", ("dieu", "muc"))), name="outline_template_style_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="outline_template_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("legal_basis", ""), _negated=True), name="outline_template_has_basis"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="DraftingDossier",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafting_dossier",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.outlinetemplate",
                        verbose_name="mẫu đề cương",
                    ),
                ),
                (
                    "standing_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafting_dossiers",
                        to="organisation.unit",
                        verbose_name="đơn vị thường trực",
                    ),
                ),
                ("decision_number", models.CharField(max_length=80, verbose_name="số quyết định thành lập")),
                ("decision_on", models.DateField(verbose_name="ngày quyết định")),
                ("decision_issuer", models.CharField(max_length=200, verbose_name="cơ quan quyết định")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Đang soạn thảo"), ("closed", "Đã khép")],
                        default="open",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="khép lúc")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người khép",
                    ),
                ),
            ],
            options={
                "verbose_name": "hồ sơ soạn thảo",
                "ordering": ("-opened_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "closed"])), name="dossier_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="dossier_closed_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(("closed_at__isnull", True), ("state", "open")),
                            _connector="OR",
                        ),
                        name="dossier_closed_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision_number", ""), _negated=True),
                            models.Q(("decision_issuer", ""), _negated=True),
                        ),
                        name="dossier_founded_by_a_decision",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="planning.draftingdossier",
                        verbose_name="hồ sơ",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "Tổ trưởng"),
                            ("deputy", "Tổ phó"),
                            ("secretary", "Thư ký"),
                            ("member", "Thành viên"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="vai trò",
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
                (
                    "parts",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="documents.provision", verbose_name="phần được giao"
                    ),
                ),
            ],
            options={
                "verbose_name": "thành viên tổ soạn thảo",
                "ordering": ("dossier", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("dossier", "officer"),
                        name="team_member_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("role", "head")),
                        fields=("dossier",),
                        name="team_has_one_head",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["head", "deputy", "secretary", "member"])),
                        name="team_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="team_member_ended_by_someone",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_bases",
                        to="planning.draftingdossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                ("rank", models.PositiveIntegerField(verbose_name="thứ tự")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
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
                "verbose_name": "căn cứ ban hành",
                "ordering": ("dossier", "rank", "pk"),
                "constraints": [models.UniqueConstraint(fields=("dossier", "document"), name="legal_basis_once")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="planning.draftingdossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="việc")),
                ("due_on", models.DateField(verbose_name="hạn")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người báo xong",
                    ),
                ),
            ],
            options={
                "verbose_name": "mốc lộ trình",
                "ordering": ("dossier", "due_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="milestone_done_by_someone",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="milestone_has_name"),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CurrentFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="current_figures",
                        to="planning.draftingdossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="chỉ tiêu")),
                ("value", models.CharField(max_length=100, verbose_name="giá trị")),
                ("measure", models.CharField(blank=True, max_length=60, verbose_name="đơn vị tính")),
                ("as_of", models.DateField(verbose_name="tính đến ngày")),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="văn bản công bố",
                    ),
                ),
                ("source_note", models.CharField(blank=True, max_length=300, verbose_name="nguồn")),
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
                "verbose_name": "số liệu hiện trạng",
                "ordering": ("dossier", "name", "-as_of", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "name", "as_of"), name="current_figure_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("value", ""), _negated=True)
                        ),
                        name="current_figure_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source__isnull", False), models.Q(("source_note", ""), _negated=True), _connector="OR"
                        ),
                        name="current_figure_has_source",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="KeptText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_texts",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.provision",
                        verbose_name="điều khoản",
                    ),
                ),
                ("heading", models.TextField(blank=True, verbose_name="tiêu đề")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                ("cells", models.JSONField(blank=True, default=dict, verbose_name="ô bảng")),
                ("base_hash", models.CharField(max_length=64, verbose_name="mã băm lúc bắt đầu")),
                ("kept_at", models.DateTimeField(verbose_name="giữ lúc")),
            ],
            options={
                "verbose_name": "lời đang viết",
                "ordering": ("-kept_at",),
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "version", "provision"), name="kept_text_once"),
                    models.CheckConstraint(condition=models.Q(("base_hash__length", 64)), name="kept_text_base_whole"),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="WritingLease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leases",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.provision",
                        verbose_name="điều khoản",
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
                ("until", models.DateTimeField(verbose_name="đến lúc")),
            ],
            options={
                "verbose_name": "đang viết",
                "ordering": ("version", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("version", "provision", "officer"), name="writing_lease_once")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProvisionEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="documents.provision",
                        verbose_name="điều khoản",
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("written", "Viết"),
                            ("added", "Thêm"),
                            ("moved", "Chuyển chỗ, đổi cấp"),
                            ("split", "Tách"),
                            ("merged", "Gộp"),
                            ("removed", "Bỏ"),
                            ("reference", "Viện dẫn đổi số theo"),
                        ],
                        max_length=10,
                        verbose_name="việc",
                    ),
                ),
                ("before", models.JSONField(default=dict, verbose_name="trước")),
                ("after", models.JSONField(default=dict, verbose_name="sau")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần sửa điều khoản",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["provision", "-id"], name="edit_of_provision")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("act__in", ["written", "added", "moved", "split", "merged", "removed", "reference"])
                        ),
                        name="edit_act_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProvisionSuccession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="succeeded_by",
                        to="documents.provision",
                        verbose_name="điều khoản cũ",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="succeeds",
                        to="documents.provision",
                        verbose_name="điều khoản kế tiếp",
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[("split", "Tách ra"), ("merged", "Gộp vào"), ("removed", "Bỏ, có nội dung thay thế")],
                        max_length=10,
                        verbose_name="việc",
                    ),
                ),
            ],
            options={
                "verbose_name": "nối tiếp điều khoản",
                "ordering": ("version", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "provision", "successor"), name="provision_succession_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("provision", models.F("successor")), _negated=True),
                        name="provision_succession_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("act__in", ["split", "merged", "removed"])),
                        name="provision_succession_act_known",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
