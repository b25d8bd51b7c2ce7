"""Drafting dossiers, consultations, opinions with their anchors and groups, closure and papers."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_versions_written_here"),
        ("organisation", "0016_permissions_of_drafting"),
        ("planning", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ordinal", models.PositiveIntegerField(verbose_name="lần")),
                ("title", models.CharField(max_length=300, verbose_name="tên vòng")),
                ("guidance", models.TextField(blank=True, verbose_name="nội dung cần góp ý")),
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
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi lúc")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="hết nhận lúc")),
                ("close_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do kết thúc sớm")),
                ("final_at", models.DateTimeField(blank=True, null=True, verbose_name="khép vòng lúc")),
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
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="documents.version",
                        verbose_name="bản lấy ý kiến",
                    ),
                ),
            ],
            options={
                "verbose_name": "vòng lấy ý kiến",
                "ordering": ("-prepared_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Consultee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("is_late", models.BooleanField(default=False, verbose_name="trả lời muộn")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="hết hạn lúc")),
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
            ],
            options={
                "verbose_name": "đơn vị được lấy ý kiến",
                "ordering": ("consultation", "unit__first", "pk"),
            },
        ),
        migrations.CreateModel(
            name="DraftingDossier",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
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
            ],
            options={
                "verbose_name": "hồ sơ soạn thảo",
                "ordering": ("-opened_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="CurrentFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="chỉ tiêu")),
                ("value", models.CharField(max_length=100, verbose_name="giá trị")),
                ("measure", models.CharField(blank=True, max_length=60, verbose_name="đơn vị tính")),
                ("as_of", models.DateField(verbose_name="tính đến ngày")),
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
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="current_figures",
                        to="planning.draftingdossier",
                        verbose_name="hồ sơ",
                    ),
                ),
            ],
            options={
                "verbose_name": "số liệu hiện trạng",
                "ordering": ("dossier", "name", "-as_of", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField(verbose_name="đến lúc")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("given_at", models.DateTimeField(verbose_name="gia hạn lúc")),
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
            },
        ),
        migrations.CreateModel(
            name="KeptText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("heading", models.TextField(blank=True, verbose_name="tiêu đề")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                ("cells", models.JSONField(blank=True, default=dict, verbose_name="ô bảng")),
                ("base_hash", models.CharField(max_length=64, verbose_name="mã băm lúc bắt đầu")),
                ("kept_at", models.DateTimeField(verbose_name="giữ lúc")),
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
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.provision",
                        verbose_name="điều khoản",
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
            ],
            options={
                "verbose_name": "lời đang viết",
                "ordering": ("-kept_at",),
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_bases",
                        to="planning.draftingdossier",
                        verbose_name="hồ sơ",
                    ),
                ),
            ],
            options={
                "verbose_name": "căn cứ ban hành",
                "ordering": ("dossier", "rank", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="planning.draftingdossier",
                        verbose_name="hồ sơ",
                    ),
                ),
            ],
            options={
                "verbose_name": "mốc lộ trình",
                "ordering": ("dossier", "due_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                ("raised_at", models.DateTimeField(verbose_name="góp ý lúc")),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="số")),
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
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người góp ý",
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
            ],
            options={
                "verbose_name": "ý kiến",
                "ordering": ("consultation", "number", "raised_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="OpinionAnchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("start", models.PositiveIntegerField(blank=True, null=True, verbose_name="từ chữ")),
                ("end", models.PositiveIntegerField(blank=True, null=True, verbose_name="đến chữ")),
                ("score", models.FloatField(default=1.0, verbose_name="điểm")),
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinion_anchors",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "neo ý kiến",
                "ordering": ("version", "pk"),
            },
        ),
        migrations.CreateModel(
            name="OpinionForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("received_at", models.DateTimeField(verbose_name="nhận lúc")),
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
            },
        ),
        migrations.CreateModel(
            name="OpinionGroup",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("ordinal", models.PositiveIntegerField(verbose_name="số thứ tự")),
                ("rank", models.PositiveIntegerField(default=0, verbose_name="thứ tự trong văn bản")),
                ("representative", models.TextField(verbose_name="nội dung chung")),
                ("size", models.PositiveIntegerField(default=1, verbose_name="số ý kiến")),
                ("units", models.PositiveIntegerField(default=1, verbose_name="số đơn vị")),
                ("by_hand", models.BooleanField(default=False, verbose_name="cán bộ sắp xếp")),
                ("assigned_at", models.DateTimeField(blank=True, null=True, verbose_name="giao lúc")),
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
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="lãnh đạo quyết định lúc")),
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
                (
                    "changed_in",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="documents.provision", verbose_name="sửa tại"
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="planning.consultation",
                        verbose_name="vòng",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "nhóm ý kiến",
                "ordering": ("consultation", "rank", "ordinal"),
            },
        ),
        migrations.AddField(
            model_name="opinion",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opinions",
                to="planning.opiniongroup",
                verbose_name="nhóm",
            ),
        ),
        migrations.CreateModel(
            name="ClosureLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("note", models.TextField(blank=True, verbose_name="lý do ký nhận")),
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
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closure_lines",
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
                        related_name="+",
                        to="planning.consultee",
                        verbose_name="đơn vị",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "việc còn lại khi khép vòng",
                "ordering": ("consultation", "version", "kind", "pk"),
            },
        ),
        migrations.CreateModel(
            name="OpinionLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("split_at", models.DateTimeField(blank=True, null=True, verbose_name="tách lúc")),
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
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
                    ),
                ),
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
            },
        ),
        migrations.AddField(
            model_name="opinion",
            name="letter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opinions",
                to="planning.opinionletter",
                verbose_name="công văn",
            ),
        ),
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
            },
        ),
        migrations.AddField(
            model_name="draftingdossier",
            name="template",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="planning.outlinetemplate",
                verbose_name="mẫu đề cương",
            ),
        ),
        migrations.CreateModel(
            name="ProvisionEdit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần sửa điều khoản",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="ProvisionSuccession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[("split", "Tách ra"), ("merged", "Gộp vào"), ("removed", "Bỏ, có nội dung thay thế")],
                        max_length=10,
                        verbose_name="việc",
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "nối tiếp điều khoản",
                "ordering": ("version", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("text", models.CharField(max_length=1000, verbose_name="câu hỏi")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="planning.consultation",
                        verbose_name="vòng",
                    ),
                ),
            ],
            options={
                "verbose_name": "câu hỏi lấy ý kiến",
                "ordering": ("consultation", "rank"),
            },
        ),
        migrations.CreateModel(
            name="QuestionAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="trả lời")),
                ("written_at", models.DateTimeField(verbose_name="viết lúc")),
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
            },
        ),
        migrations.CreateModel(
            name="RecipientList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("saved_at", models.DateTimeField(verbose_name="lưu lúc")),
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
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lưu",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recipient_lists",
                        to="organisation.unit",
                        verbose_name="đơn vị giữ",
                    ),
                ),
                ("units", models.ManyToManyField(related_name="+", to="organisation.unit", verbose_name="đơn vị nhận")),
            ],
            options={
                "verbose_name": "danh sách nơi nhận",
                "ordering": ("name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "days_before",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="trước hạn (ngày)"),
                ),
                ("deadline", models.DateTimeField(verbose_name="nhắc cho hạn")),
                ("reminded", models.PositiveIntegerField(verbose_name="số đơn vị")),
                ("reminded_at", models.DateTimeField(verbose_name="nhắc lúc")),
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
            },
        ),
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
            },
        ),
        migrations.AddField(
            model_name="consultation",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations",
                to="planning.replyterm",
                verbose_name="căn cứ thời hạn",
            ),
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
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="thôi lúc")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thêm",
                    ),
                ),
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
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cán bộ",
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
            },
        ),
        migrations.CreateModel(
            name="WritingLease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField(verbose_name="đến lúc")),
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
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.provision",
                        verbose_name="điều khoản",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leases",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "đang viết",
                "ordering": ("version", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ChangeBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("note", models.CharField(max_length=1000, verbose_name="nêu rõ")),
                ("stated_at", models.DateTimeField(verbose_name="nêu lúc")),
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
                    "stated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nêu",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_bases",
                        to="documents.version",
                        verbose_name="bản",
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
            },
        ),
        migrations.CreateModel(
            name="ConsultationPaper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                ("failure", models.TextField(blank=True, verbose_name="lý do không lập được")),
                ("requested_at", models.DateTimeField(verbose_name="yêu cầu lúc")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
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
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người yêu cầu",
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
            },
        ),
        migrations.AddIndex(
            model_name="consultee",
            index=models.Index(fields=["unit", "state"], name="consultee_of_unit"),
        ),
        migrations.AddIndex(
            model_name="consultee",
            index=models.Index(fields=["consultation", "state", "unit"], name="consultee_by_state"),
        ),
        migrations.AddConstraint(
            model_name="consultee",
            constraint=models.UniqueConstraint(fields=("consultation", "unit"), name="consultee_once"),
        ),
        migrations.AddConstraint(
            model_name="consultee",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "answered", "deemed", "silent"])),
                name="consultee_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultee",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["", "agrees", "agrees_with", "disagrees"])),
                name="consultee_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultee",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["", "screen", "word_form", "excel_form", "letter"])),
                name="consultee_origin_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="consultee_answered_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultee",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="consultee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "disagrees"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="consultee_disagrees_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", False), ("state__in", ("deemed", "silent"))),
                    models.Q(("settled_at__isnull", True), ("state__in", ("waiting", "answered"))),
                    _connector="OR",
                ),
                name="consultee_settled_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="currentfigure",
            constraint=models.UniqueConstraint(fields=("dossier", "name", "as_of"), name="current_figure_once"),
        ),
        migrations.AddConstraint(
            model_name="currentfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("value", ""), _negated=True)),
                name="current_figure_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="currentfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source__isnull", False), models.Q(("source_note", ""), _negated=True), _connector="OR"
                ),
                name="current_figure_has_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="extension_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="kepttext",
            constraint=models.UniqueConstraint(fields=("officer", "version", "provision"), name="kept_text_once"),
        ),
        migrations.AddConstraint(
            model_name="kepttext",
            constraint=models.CheckConstraint(
                condition=models.Q(("base_hash__length", 64)), name="kept_text_base_whole"
            ),
        ),
        migrations.AddConstraint(
            model_name="legalbasis",
            constraint=models.UniqueConstraint(fields=("dossier", "document"), name="legal_basis_once"),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="milestone_done_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="milestone_has_name"
            ),
        ),
        migrations.AddIndex(
            model_name="opinionanchor",
            index=models.Index(fields=["version", "provision"], name="anchor_at_provision"),
        ),
        migrations.AddConstraint(
            model_name="opinionanchor",
            constraint=models.UniqueConstraint(fields=("opinion", "version"), name="anchor_once_a_version"),
        ),
        migrations.AddConstraint(
            model_name="opinionanchor",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["exact", "moved", "changed", "removed", "unsure"])),
                name="anchor_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionanchor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end__isnull", True), ("start__isnull", True)),
                    models.Q(("end__gt", models.F("start")), ("start__isnull", False)),
                    _connector="OR",
                ),
                name="anchor_span_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionanchor",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 1)), name="anchor_score_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionform",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["taken", "partly"])), name="opinion_form_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("marked__isnull", False), ("state", "partly")),
                    models.Q(("marked__isnull", True), ("state", "taken")),
                    _connector="OR",
                ),
                name="opinion_form_marked_where_rows_are_bad",
            ),
        ),
        migrations.AddIndex(
            model_name="opiniongroup",
            index=models.Index(fields=["consultation", "outcome", "rank", "ordinal"], name="group_by_outcome"),
        ),
        migrations.AddIndex(
            model_name="opiniongroup",
            index=models.Index(fields=["consultation", "rank", "ordinal"], name="group_in_order"),
        ),
        migrations.AddIndex(
            model_name="opiniongroup",
            index=models.Index(fields=["consultation", "provision"], name="group_at_provision"),
        ),
        migrations.AddIndex(
            model_name="opiniongroup",
            index=models.Index(fields=["assigned_to", "outcome"], name="group_of_member"),
        ),
        migrations.AddConstraint(
            model_name="opiniongroup",
            constraint=models.UniqueConstraint(fields=("consultation", "ordinal"), name="group_ordinal_once"),
        ),
        migrations.AddConstraint(
            model_name="opiniongroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["open", "accepted", "partly", "explained", "to_leader"])),
                name="group_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="opiniongroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", models.F("units")), ("units__gte", 1)), name="group_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="opiniongroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="group_answered_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="opiniongroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="group_decided_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="opiniongroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assigned_at__isnull", True), ("assigned_by__isnull", True), ("assigned_to__isnull", True)
                    ),
                    models.Q(
                        ("assigned_at__isnull", False), ("assigned_by__isnull", False), ("assigned_to__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="group_assigned_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="opiniongroup",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="opiniongroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "to_leader"), _negated=True),
                    models.Q(models.Q(("question", ""), _negated=True), ("decided_at__isnull", True)),
                    _connector="OR",
                ),
                name="group_put_to_the_leader_with_a_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="opiniongroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ("accepted", "partly", "explained")), _negated=True),
                    models.Q(("response", ""), _negated=True),
                    _connector="OR",
                ),
                name="group_answer_said",
            ),
        ),
        migrations.AddIndex(
            model_name="closureline",
            index=models.Index(fields=["consultation", "version", "state", "kind"], name="closure_by_state"),
        ),
        migrations.AddConstraint(
            model_name="closureline",
            constraint=models.UniqueConstraint(
                fields=("consultation", "version", "kind", "key"), name="closure_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="closureline",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="closureline",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "mended", "signed"])), name="closure_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="closureline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                    _connector="OR",
                ),
                name="closure_signed_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="closureline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_at__isnull", False), ("state", "signed"), models.Q(("note", ""), _negated=True)),
                    models.Q(models.Q(("state", "signed"), _negated=True), ("note", ""), ("signed_at__isnull", True)),
                    _connector="OR",
                ),
                name="closure_signed_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="closureline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consultee__isnull", True), ("group__isnull", False), ("provision__isnull", True)),
                    models.Q(("consultee__isnull", True), ("group__isnull", True), ("provision__isnull", False)),
                    models.Q(("consultee__isnull", False), ("group__isnull", True), ("provision__isnull", True)),
                    _connector="OR",
                ),
                name="closure_line_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "split"])), name="opinion_letter_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("split_at__isnull", True), ("split_by__isnull", True)),
                    models.Q(("split_at__isnull", False), ("split_by__isnull", False)),
                    _connector="OR",
                ),
                name="opinion_letter_split_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("split_at__isnull", False), ("state", "split")),
                    models.Q(("split_at__isnull", True), ("state", "received")),
                    _connector="OR",
                ),
                name="opinion_letter_split_when",
            ),
        ),
        migrations.AddIndex(
            model_name="opinion",
            index=models.Index(fields=["consultation", "state", "provision"], name="opinion_at_provision"),
        ),
        migrations.AddIndex(
            model_name="opinion",
            index=models.Index(fields=["consultee", "state", "raised_at"], name="opinion_of_unit"),
        ),
        migrations.AddIndex(
            model_name="opinion",
            index=models.Index(fields=["group", "number"], name="opinion_in_group"),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number__isnull", False)),
                fields=("consultation", "number"),
                name="opinion_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["substance", "technique", "wording"])), name="opinion_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["remark", "left", "sent"])), name="opinion_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["screen", "word_form", "excel_form", "letter"])),
                name="opinion_origin_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), models.Q(("proposed", ""), _negated=True), _connector="OR"
                ),
                name="opinion_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group__isnull", False), ("number__isnull", False), ("state", "sent")),
                    models.Q(
                        models.Q(("state", "sent"), _negated=True), ("group__isnull", True), ("number__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="opinion_numbered_and_grouped_once_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("path", ""), ("provision__isnull", True)),
                    models.Q(("provision__isnull", False), models.Q(("path", ""), _negated=True)),
                    _connector="OR",
                ),
                name="opinion_at_a_place_or_on_the_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftingdossier",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "closed"])), name="dossier_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="draftingdossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="dossier_closed_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftingdossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                    models.Q(("closed_at__isnull", True), ("state", "open")),
                    _connector="OR",
                ),
                name="dossier_closed_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftingdossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision_number", ""), _negated=True), models.Q(("decision_issuer", ""), _negated=True)
                ),
                name="dossier_founded_by_a_decision",
            ),
        ),
        migrations.AddIndex(
            model_name="provisionedit",
            index=models.Index(fields=["provision", "-id"], name="edit_of_provision"),
        ),
        migrations.AddConstraint(
            model_name="provisionedit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("act__in", ["written", "added", "moved", "split", "merged", "removed", "reference"])
                ),
                name="edit_act_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="provisionsuccession",
            constraint=models.UniqueConstraint(
                fields=("version", "provision", "successor"), name="provision_succession_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="provisionsuccession",
            constraint=models.CheckConstraint(
                condition=models.Q(("provision", models.F("successor")), _negated=True),
                name="provision_succession_to_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="provisionsuccession",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ["split", "merged", "removed"])), name="provision_succession_act_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(fields=("consultation", "rank"), name="question_rank_once"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="question_said"),
        ),
        migrations.AddConstraint(
            model_name="questionanswer",
            constraint=models.UniqueConstraint(fields=("consultee", "question"), name="question_answered_once"),
        ),
        migrations.AddConstraint(
            model_name="questionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="question_answer_said"
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientlist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("unit", "name"), name="recipient_list_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="recipient_list_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="recipient_list_ended_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("days_before__isnull", False)),
                fields=("consultation", "days_before", "deadline"),
                name="reminder_step_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("days_before__isnull", False), ("reminded_by__isnull", True)),
                    models.Q(("days_before__isnull", True), ("reminded_by__isnull", False)),
                    _connector="OR",
                ),
                name="reminder_by_clock_or_officer",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(fields=("document", "ordinal"), name="consultation_ordinal_once"),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["prepared", "sent", "closed", "final"])),
                name="consultation_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("day_unit__in", ["calendar", "working"])), name="consultation_unit_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("silence__in", ["deemed_agree", "none"])), name="consultation_silence_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gte", 1), ("ordinal__gte", 1)), name="consultation_has_a_term"
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="consultation_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                    _connector="OR",
                ),
                name="consultation_sent_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("final_at__isnull", True), ("final_by__isnull", True)),
                    models.Q(("final_at__isnull", False), ("final_by__isnull", False)),
                    _connector="OR",
                ),
                name="consultation_final_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state__in", ("closed", "final"))),
                    models.Q(("closed_at__isnull", True), ("state__in", ("prepared", "sent"))),
                    _connector="OR",
                ),
                name="consultation_closed_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("close_reason", ""), ("closed_by__isnull", True)),
                    models.Q(("closed_at__isnull", False), models.Q(("close_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="consultation_closed_early_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("dossier", "officer"), name="team_member_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("role", "head")),
                fields=("dossier",),
                name="team_has_one_head",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["head", "deputy", "secretary", "member"])), name="team_role_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="team_member_ended_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="writinglease",
            constraint=models.UniqueConstraint(fields=("version", "provision", "officer"), name="writing_lease_once"),
        ),
        migrations.AddConstraint(
            model_name="consulteedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["", "agrees", "agrees_with", "disagrees"])),
                name="prepared_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consulteedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["screen", "word_form", "excel_form", "letter"])),
                name="prepared_origin_known",
            ),
        ),
    ]
