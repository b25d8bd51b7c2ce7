"""The yearly review of who holds what, and the alarm on every change of someone's rights."""

from django.db import models
from django.db.models import F, Q

from dongbo.organisation.models.authority import Grant
from dongbo.organisation.models.officers import Officer
from dongbo.organisation.models.units import Unit
from dongbo.organisation.states import AlarmCause, ReviewDecision

DECIDED_BY_A_PERSON = (ReviewDecision.CONFIRMED, ReviewDecision.ENDED)
"""What a head says of a grant; that it lapsed, the clock says."""


class AccessReview(models.Model):
    """A year's question to a unit's head: does each grant in your branch still have its reason?"""

    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="access_reviews")
    year = models.PositiveSmallIntegerField("năm")
    due_at = models.DateTimeField("hạn xác nhận")
    opened_at = models.DateTimeField("mở lúc")
    opened_by = models.ForeignKey(
        Officer, verbose_name="người mở", null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField("khóa lúc", null=True)

    class Meta:
        verbose_name = "đợt rà soát quyền"
        ordering = ("-year", "unit")
        indexes = (models.Index(fields=("due_at",), condition=Q(closed_at__isnull=True), name="access_review_open"),)
        constraints = (
            models.UniqueConstraint(fields=("unit", "year"), name="access_review_once_a_year"),
            models.CheckConstraint(condition=Q(due_at__gt=F("opened_at")), name="access_review_due_later"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("due_at")),
                name="access_review_closed_when_due",
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} – {self.unit}"


class ReviewItem(models.Model):
    """One grant under review, asked once a year; its holder and whom the decider acts for never decide on it."""

    review = models.ForeignKey(AccessReview, verbose_name="đợt rà soát", on_delete=models.PROTECT, related_name="items")
    year = models.PositiveSmallIntegerField("năm")
    grant = models.ForeignKey(Grant, verbose_name="quyền", on_delete=models.PROTECT, related_name="review_items")
    officer = models.ForeignKey(Officer, verbose_name="người giữ quyền", on_delete=models.PROTECT, related_name="+")
    decision = models.CharField("kết quả", max_length=10, choices=ReviewDecision.choices, default=ReviewDecision.OPEN)
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    decided_by = models.ForeignKey(
        Officer, verbose_name="người quyết định", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_for = models.ForeignKey(
        Officer, verbose_name="quyết định thay", null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "mục rà soát"
        ordering = ("pk",)
        indexes = (models.Index(fields=("review", "decision"), name="review_item_decision"),)
        constraints = (
            models.UniqueConstraint(fields=("grant", "year"), name="review_item_once_a_year"),
            models.CheckConstraint(condition=Q(decision__in=ReviewDecision.values), name="review_decision_known"),
            models.CheckConstraint(
                condition=Q(decision=ReviewDecision.OPEN, decided_at__isnull=True, decided_by__isnull=True)
                | Q(decision=ReviewDecision.LAPSED, decided_at__isnull=False, decided_by__isnull=True)
                | Q(decision__in=DECIDED_BY_A_PERSON, decided_at__isnull=False, decided_by__isnull=False),
                name="review_item_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=(Q(decided_by__isnull=True) | ~Q(decided_by=F("officer")))
                & (
                    Q(decided_for__isnull=True)
                    | Q(decided_by__isnull=False) & ~Q(decided_for=F("officer")) & ~Q(decided_for=F("decided_by"))
                ),
                name="review_item_decided_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant_id} {self.decision}"


class RightsAlarm(models.Model):
    """A change of someone's rights, shown until another than who made it and whom it concerns has confirmed it."""

    officer = models.ForeignKey(Officer, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="rights_alarms")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="+")
    grant = models.ForeignKey(
        Grant, verbose_name="quyền", null=True, on_delete=models.PROTECT, related_name="rights_alarms"
    )
    cause = models.CharField("thay đổi", max_length=20, choices=AlarmCause.choices)
    made_by = models.ForeignKey(
        Officer, verbose_name="người thay đổi", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_for = models.ForeignKey(
        Officer, verbose_name="thay đổi thay", null=True, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField("báo lúc")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    confirmed_by = models.ForeignKey(
        Officer, verbose_name="người xác nhận", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_for = models.ForeignKey(
        Officer, verbose_name="xác nhận thay", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "cảnh báo thay đổi quyền"
        ordering = ("-raised_at", "-pk")
        indexes = (models.Index(fields=("unit",), condition=Q(confirmed_at__isnull=True), name="alarm_open"),)
        constraints = (
            models.CheckConstraint(condition=Q(cause__in=AlarmCause.values), name="alarm_cause_known"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True, confirmed_for__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="alarm_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(made_for__isnull=True) | Q(made_by__isnull=False), name="alarm_made_for_another_by_someone"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("officer"))
                & (Q(made_by__isnull=True) | ~Q(confirmed_by=F("made_by")))
                & (Q(made_for__isnull=True) | ~Q(confirmed_by=F("made_for"))),
                name="alarm_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_for__isnull=True)
                | ~Q(confirmed_for=F("officer"))
                & (Q(made_by__isnull=True) | ~Q(confirmed_for=F("made_by")))
                & (Q(made_for__isnull=True) | ~Q(confirmed_for=F("made_for"))),
                name="alarm_confirmed_for_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer} {self.cause}"
