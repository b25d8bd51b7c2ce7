"""Papers of a council, submission, issuance."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_number_series"),
        ("organisation", "__first__"),
        ("planning", "0013_revisions"),
    ]

    operations = [
        migrations.CreateModel(
            name="CouncilPaper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="planning.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="planning.meeting",
                        verbose_name="phiên họp",
                    ),
                ),
                (
                    "ballot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers_of",
                        to="planning.ballot",
                        verbose_name="lượt bỏ phiếu",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.version",
                        verbose_name="bản",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("invitation", "Giấy mời họp"),
                            ("counting", "Biên bản kiểm phiếu"),
                            ("minutes", "Biên bản họp"),
                            ("notice", "Thông báo kết luận"),
                            ("revisions", "Báo cáo tiếp thu, giải trình"),
                            ("submission", "Tờ trình phê duyệt"),
                            ("approval", "Quyết định phê duyệt"),
                        ],
                        max_length=12,
                        verbose_name="loại giấy tờ",
                    ),
                ),
                ("data", models.JSONField(default=dict, verbose_name="dữ liệu")),
                (
                    "number",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_paper",
                        to="documents.issuednumber",
                        verbose_name="số",
                    ),
                ),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp Word",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp PDF",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.councilseat",
                        verbose_name="thư ký",
                    ),
                ),
                ("secretary_signed_at", models.DateTimeField(blank=True, null=True, verbose_name="thư ký ký lúc")),
                (
                    "secretary_signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="thư ký ký",
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.councilseat",
                        verbose_name="chủ tọa",
                    ),
                ),
                ("chair_signed_at", models.DateTimeField(blank=True, null=True, verbose_name="chủ tọa ký lúc")),
                (
                    "chair_signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="chủ tọa ký",
                    ),
                ),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="lập lại lúc")),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập lại",
                    ),
                ),
            ],
            options={
                "verbose_name": "giấy tờ của hội đồng",
                "ordering": ("council", "-made_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "form__in",
                                ["invitation", "counting", "minutes", "notice", "revisions", "submission", "approval"],
                            )
                        ),
                        name="council_form_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("secretary_signed_at__isnull", True), ("secretary_signed_by__isnull", True)),
                            models.Q(("secretary_signed_at__isnull", False), ("secretary_signed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="council_paper_secretary_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("chair_signed_at__isnull", True), ("chair_signed_by__isnull", True)),
                            models.Q(("chair_signed_at__isnull", False), ("chair_signed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="council_paper_chair_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replaced_at__isnull", True), ("replaced_by__isnull", True)),
                            models.Q(("replaced_at__isnull", False), ("replaced_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="council_paper_replaced_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaced_at__isnull", True),
                            models.Q(("chair_signed_at__isnull", True), ("number__isnull", True)),
                            _connector="OR",
                        ),
                        name="council_paper_signed_stays",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="planning.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="documents.version",
                        verbose_name="bản trình",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submission",
                        to="planning.councilpaper",
                        verbose_name="tờ trình",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="nội dung trình")),
                (
                    "state",
                    models.CharField(
                        choices=[("submitted", "Đang trình"), ("approved", "Đã phê duyệt"), ("returned", "Trả lại")],
                        default="submitted",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("submitted_at", models.DateTimeField(verbose_name="trình lúc")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người trình",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="quyết định lúc")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người quyết định",
                    ),
                ),
                ("decision_note", models.TextField(blank=True, verbose_name="ý kiến quyết định")),
            ],
            options={
                "verbose_name": "lần trình phê duyệt",
                "ordering": ("council", "-submitted_at"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "returned"), _negated=True),
                        fields=("version",),
                        name="submission_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["submitted", "approved", "returned"])),
                        name="submission_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="submission_decided_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "submitted")),
                            models.Q(models.Q(("state", "submitted"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="submission_decided_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("decision_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="submission_returned_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issuance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issuances",
                        to="documents.document",
                        verbose_name="quy hoạch, kế hoạch",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issuance",
                        to="documents.version",
                        verbose_name="bản ban hành",
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issuance",
                        to="planning.submission",
                        verbose_name="lần trình",
                    ),
                ),
                (
                    "number",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issuance",
                        to="documents.issuednumber",
                        verbose_name="số",
                    ),
                ),
                ("issued_on", models.DateField(verbose_name="ngày ban hành")),
                ("effective_on", models.DateField(verbose_name="hiệu lực từ")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ")),
                (
                    "signer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ký",
                    ),
                ),
                ("signer_title", models.CharField(max_length=200, verbose_name="chức vụ người ký")),
                ("seal", models.CharField(max_length=64, verbose_name="dấu niêm phong")),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp Word",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="tệp PDF",
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="ban hành lúc")),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ban hành",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần ban hành",
                "ordering": ("-issued_on", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("document",),
                        name="issuance_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effective_on__gte", models.F("issued_on"))),
                        name="issuance_effective_after",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("effective_on")), _connector="OR"
                        ),
                        name="issuance_ended_after",
                    ),
                    models.CheckConstraint(condition=models.Q(("seal__length", 64)), name="issuance_sealed"),
                ],
            },
        ),
    ]
