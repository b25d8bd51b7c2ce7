"""Councils: what founds them and rules them, who sits in them, and where a member is no stranger to the plan."""

import uuid

from django.db import models
from django.db.models import F, Q

from dongbo.documents.models import Document, NumberSeries
from dongbo.organisation.models import Unit
from dongbo.planning.models.columns import an_officer, known, nobody_yet, stored_file, when_and_by
from dongbo.planning.states import ConflictKind, CouncilState, SeatRole


class CouncilModel(models.Model):
    """Rules of a council to begin from, with their legal basis and the days they hold: a change of law is a new row.

    `rules` are what `engines.councils.CouncilRules` reads; `grade` says how certain the source is.
    """

    code = models.SlugField("mã", max_length=60)
    name = models.CharField("tên", max_length=200)
    rules = models.JSONField("quy chế", default=dict)
    legal_basis = models.CharField("căn cứ", max_length=300)
    grade = models.CharField("mức tin cậy", max_length=2)
    notes = models.TextField("phần giả định", blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "mẫu quy chế hội đồng"
        ordering = ("name", "-valid_from")
        constraints = (
            models.UniqueConstraint(fields=("code", "valid_from"), name="council_model_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="council_model_in_order"
            ),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="council_model_has_basis"),
        )

    def __str__(self) -> str:
        return self.name


class Council(models.Model):
    """The council that judges one plan, founded by a decision whose rules are its data.

    `series` is its own series of numbers (Decree 30/2020, Appendix I): a council that issues in its own name has one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(
        Document, verbose_name="quy hoạch, kế hoạch", on_delete=models.PROTECT, related_name="councils"
    )
    name = models.CharField("tên hội đồng", max_length=300)
    standing_unit = models.ForeignKey(
        Unit, verbose_name="cơ quan thường trực", on_delete=models.PROTECT, related_name="councils"
    )
    model = models.ForeignKey(
        CouncilModel, verbose_name="mẫu quy chế", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rules = models.JSONField("quy chế", default=dict)
    series = models.OneToOneField(NumberSeries, verbose_name="dãy số", on_delete=models.PROTECT, related_name="council")
    decision_number = models.CharField("số quyết định thành lập", max_length=80)
    decision_on = models.DateField("ngày quyết định")
    decision_issuer = models.CharField("cơ quan quyết định", max_length=200)
    decision_file = stored_file("tệp quyết định", null=True, blank=True)
    decision_file_name = models.CharField("tên tệp quyết định", max_length=255, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=CouncilState.choices, default=CouncilState.WORKING)
    founded_at = models.DateTimeField("lập lúc")
    founded_by = an_officer("người lập")
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    closed_by = nobody_yet("người kết thúc")

    class Meta:
        verbose_name = "hội đồng thẩm định"
        ordering = ("-founded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("document",), condition=Q(state=CouncilState.WORKING), name="council_one_at_work"
            ),
            known("state", CouncilState, "council_state_known"),
            when_and_by("closed", "council_closed_by_someone"),
            models.CheckConstraint(
                condition=Q(state=CouncilState.CLOSED, closed_at__isnull=False)
                | Q(state=CouncilState.WORKING, closed_at__isnull=True),
                name="council_closed_when",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(decision_number="") & ~Q(decision_issuer=""),
                name="council_founded_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(decision_file__isnull=True, decision_file_name="")
                | Q(decision_file__isnull=False) & ~Q(decision_file_name=""),
                name="council_decision_file_named",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CouncilSeat(models.Model):
    """An officer's seat in a council, for the unit he speaks for, from one moment to another.

    `position` is what he is called in the decision. A seat that has ended stays: what was done from it was done.
    """

    council = models.ForeignKey(Council, verbose_name="hội đồng", on_delete=models.PROTECT, related_name="seats")
    officer = an_officer("cán bộ")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="council_seats")
    role = models.CharField("vai trò", max_length=10, choices=SeatRole.choices)
    rank = models.PositiveSmallIntegerField("thứ tự", default=0)
    position = models.CharField("chức vụ", max_length=200, blank=True)
    basis = models.CharField("căn cứ thay đổi", max_length=300, blank=True)
    seated_at = models.DateTimeField("tham gia lúc")
    seated_by = an_officer("người ghi")
    ended_at = models.DateTimeField("thôi lúc", null=True, blank=True)
    ended_by = nobody_yet("người cho thôi")
    end_reason = models.CharField("lý do thôi", max_length=300, blank=True)

    class Meta:
        verbose_name = "thành viên hội đồng"
        ordering = ("council", "rank", "pk")
        indexes = (models.Index(fields=("officer", "ended_at"), name="council_seat_of_officer"),)
        constraints = (
            models.UniqueConstraint(
                fields=("council", "officer"), condition=Q(ended_at__isnull=True), name="council_seat_once"
            ),
            models.UniqueConstraint(
                fields=("council",),
                condition=Q(ended_at__isnull=True, role=SeatRole.CHAIR),
                name="council_has_one_chair",
            ),
            known("role", SeatRole, "council_role_known"),
            when_and_by("ended", "council_seat_ended_by_someone"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | Q(ended_at__isnull=False) & ~Q(end_reason=""),
                name="council_seat_ended_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer} ({self.get_role_display()})"


class ConflictOfInterest(models.Model):
    """Why a member is no stranger to the plan: found as he is seated or a meeting opens, or declared. Never hidden."""

    seat = models.ForeignKey(CouncilSeat, verbose_name="thành viên", on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField("loại", max_length=16, choices=ConflictKind.choices)
    note = models.CharField("nêu rõ", max_length=500, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = an_officer("người ghi")
    ended_at = models.DateTimeField("hết lúc", null=True, blank=True)
    ended_by = nobody_yet("người ghi hết")

    class Meta:
        verbose_name = "xung đột lợi ích"
        ordering = ("seat", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("seat", "kind"),
                condition=Q(ended_at__isnull=True) & ~Q(kind=ConflictKind.DECLARED),
                name="conflict_once",
            ),
            known("kind", ConflictKind, "conflict_kind_known"),
            when_and_by("ended", "conflict_ended_by_someone"),
            models.CheckConstraint(
                condition=~Q(kind=ConflictKind.DECLARED) | ~Q(note=""), name="conflict_declared_with_words"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
