"""What members write before the meeting."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_number_series"),
        ("organisation", "__first__"),
        ("planning", "0009_appraisal_dossiers"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="private_notes",
                        to="planning.appraisaldossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="private_notes",
                        to="planning.councilseat",
                        verbose_name="thành viên",
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
                ("text", models.TextField(verbose_name="nội dung")),
                ("written_at", models.DateTimeField(verbose_name="viết lúc")),
            ],
            options={
                "verbose_name": "ghi chú riêng",
                "ordering": ("dossier", "seat", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "seat", "provision"), name="private_note_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("provision__isnull", True)),
                        fields=("dossier", "seat"),
                        name="private_note_on_the_whole_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="private_note_said"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="planning.appraisaldossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="planning.councilseat",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("form", "Phiếu thẩm định"), ("opinion", "Bản nhận xét phản biện")],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="nhận xét chung")),
                (
                    "proposed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passed", "Thông qua"),
                            ("conditional", "Thông qua với điều kiện chỉnh sửa, bổ sung"),
                            ("not_passed", "Không thông qua"),
                            ("abstained", "Không biểu thị ý kiến"),
                        ],
                        max_length=12,
                        verbose_name="đề nghị",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Đang viết"), ("sent", "Đã gửi")],
                        default="draft",
                        max_length=6,
                        verbose_name="trạng thái",
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="sửa lúc")),
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
                "verbose_name": "phiếu thẩm định",
                "ordering": ("dossier", "seat__rank", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "seat", "kind"), name="review_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["form", "opinion"])), name="review_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "sent"])), name="review_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed__in", ["", "passed", "conditional", "not_passed", "abstained"])),
                        name="review_proposed_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="review_sent_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(("sent_at__isnull", True), ("state", "draft")),
                            _connector="OR",
                        ),
                        name="review_sent_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CriterionMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="planning.review",
                        verbose_name="phiếu",
                    ),
                ),
                ("criterion", models.CharField(max_length=40, verbose_name="tiêu chí")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("agrees", "Đạt"), ("revise", "Đạt, cần chỉnh sửa"), ("disagrees", "Chưa đạt")],
                        max_length=10,
                        verbose_name="nhận xét",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="nêu rõ")),
            ],
            options={
                "verbose_name": "nhận xét theo tiêu chí",
                "ordering": ("review", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("review", "criterion"), name="criterion_mark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["agrees", "revise", "disagrees"])),
                        name="criterion_verdict_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "agrees"), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="criterion_fault_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="planning.review",
                        verbose_name="phiếu",
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
                ("label", models.CharField(blank=True, max_length=300, verbose_name="nơi góp ý")),
                ("quote", models.JSONField(blank=True, default=dict, verbose_name="đoạn trích")),
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
                        verbose_name="đề nghị",
                    ),
                ),
                ("text", models.TextField(verbose_name="nội dung")),
                ("written_at", models.DateTimeField(verbose_name="viết lúc")),
            ],
            options={
                "verbose_name": "góp ý của thành viên hội đồng",
                "ordering": ("review", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["clarify", "unify", "align", "supplement", "cut"])),
                        name="remark_kind_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="remark_said"),
                ],
            },
        ),
    ]
