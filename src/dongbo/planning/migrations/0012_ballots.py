"""Ballots, their voters, and the box."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_number_series"),
        ("organisation", "__first__"),
        ("planning", "0011_meetings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="planning.meeting",
                        verbose_name="phiên họp",
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="lượt")),
                ("subject", models.CharField(max_length=500, verbose_name="biểu quyết về")),
                ("is_secret", models.BooleanField(verbose_name="bỏ phiếu kín")),
                ("rules", models.JSONField(default=dict, verbose_name="quy chế khi mở")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Chưa mở"),
                            ("open", "Đang bỏ phiếu"),
                            ("closed", "Đã kiểm phiếu"),
                            ("annulled", "Đã hủy"),
                        ],
                        default="prepared",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "all_voters",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số người có quyền"),
                ),
                (
                    "present_voters",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số người có quyền có mặt"),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="mở lúc")),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người mở",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="đóng lúc")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đóng",
                    ),
                ),
                ("passed", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="thông qua")),
                (
                    "conditional",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="thông qua có điều kiện"),
                ),
                ("not_passed", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="không thông qua")),
                ("abstained", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="không biểu thị")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passed", "Thông qua"),
                            ("conditional", "Thông qua với điều kiện chỉnh sửa, bổ sung"),
                            ("not_passed", "Không thông qua"),
                            ("again", "Phải bỏ phiếu lại"),
                        ],
                        max_length=12,
                        verbose_name="kết quả",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="vì sao")),
                ("annul_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do hủy")),
            ],
            options={
                "verbose_name": "lượt bỏ phiếu",
                "ordering": ("meeting", "ordinal"),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "ordinal"), name="ballot_ordinal_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("meeting",), name="ballot_one_open_a_meeting"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["prepared", "open", "closed", "annulled"])),
                        name="ballot_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_at__isnull", True), ("opened_by__isnull", True)),
                            models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="ballot_opened_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="ballot_closed_by_someone",
                    ),
                    models.CheckConstraint(condition=models.Q(("subject", ""), _negated=True), name="ballot_said"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "passed", "conditional", "not_passed", "again"])),
                        name="ballot_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("all_voters__isnull", True), ("opened_at__isnull", True), ("state", "prepared")),
                            models.Q(
                                ("all_voters__isnull", False),
                                ("opened_at__isnull", False),
                                ("state__in", ("open", "closed")),
                            ),
                            ("state", "annulled"),
                            _connector="OR",
                        ),
                        name="ballot_opened_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("abstained__isnull", False),
                                ("closed_at__isnull", False),
                                ("conditional__isnull", False),
                                ("not_passed__isnull", False),
                                ("passed__isnull", False),
                                ("present_voters__isnull", False),
                                ("state", "closed"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("abstained__isnull", True),
                                ("conditional__isnull", True),
                                ("not_passed__isnull", True),
                                ("outcome", ""),
                                ("passed__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ballot_counted_when_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("state", "annulled"),
                                models.Q(("annul_reason", ""), _negated=True),
                            ),
                            models.Q(models.Q(("state", "annulled"), _negated=True), ("annul_reason", "")),
                            _connector="OR",
                        ),
                        name="ballot_annulled_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BallotVoter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voters",
                        to="planning.ballot",
                        verbose_name="lượt bỏ phiếu",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.councilseat",
                        verbose_name="thành viên",
                    ),
                ),
                ("has_cast", models.BooleanField(default=False, verbose_name="đã bỏ phiếu")),
            ],
            options={
                "verbose_name": "người được bỏ phiếu",
                "ordering": ("ballot", "seat__rank", "seat"),
                "constraints": [models.UniqueConstraint(fields=("ballot", "seat"), name="ballot_voter_once")],
            },
        ),
        migrations.CreateModel(
            name="BallotPaper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="planning.ballot",
                        verbose_name="lượt bỏ phiếu",
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("passed", "Thông qua"),
                            ("conditional", "Thông qua với điều kiện chỉnh sửa, bổ sung"),
                            ("not_passed", "Không thông qua"),
                            ("abstained", "Không biểu thị ý kiến"),
                        ],
                        max_length=12,
                        verbose_name="lựa chọn",
                    ),
                ),
                ("receipt", models.CharField(blank=True, max_length=64, verbose_name="mã biên nhận")),
            ],
            options={
                "verbose_name": "phiếu trong hòm",
                "ordering": ("ballot", "receipt", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["passed", "conditional", "not_passed", "abstained"])),
                        name="ballot_paper_choice_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("receipt", ""), _negated=True),
                        fields=("ballot", "receipt"),
                        name="ballot_receipt_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="planning.ballot",
                        verbose_name="lượt bỏ phiếu",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.councilseat",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("passed", "Thông qua"),
                            ("conditional", "Thông qua với điều kiện chỉnh sửa, bổ sung"),
                            ("not_passed", "Không thông qua"),
                            ("abstained", "Không biểu thị ý kiến"),
                        ],
                        max_length=12,
                        verbose_name="lựa chọn",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="ý kiến kèm theo")),
                ("cast_at", models.DateTimeField(verbose_name="biểu quyết lúc")),
            ],
            options={
                "verbose_name": "phiếu công khai",
                "ordering": ("ballot", "seat__rank", "seat"),
                "constraints": [
                    models.UniqueConstraint(fields=("ballot", "seat"), name="open_vote_once"),
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["passed", "conditional", "not_passed", "abstained"])),
                        name="open_vote_choice_known",
                    ),
                ],
            },
        ),
    ]
