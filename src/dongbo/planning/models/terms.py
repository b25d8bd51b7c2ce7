"""Rules of time as dated rows: how long a consulted unit has, and which days are not as their weekday says."""

from django.db import models
from django.db.models import F, Q

from dongbo.planning.models.columns import known
from dongbo.planning.states import DayKind, DayUnit, Silence


class ReplyTerm(models.Model):
    """How long law gives to reply, and what silence means; a change of law is a new row."""

    code = models.SlugField("mã", max_length=60)
    name = models.CharField("tên", max_length=200)
    legal_basis = models.CharField("căn cứ", max_length=300)
    least = models.PositiveSmallIntegerField("ít nhất")
    most = models.PositiveSmallIntegerField("nhiều nhất", null=True, blank=True)
    day_unit = models.CharField("tính theo", max_length=10, choices=DayUnit.choices)
    silence = models.CharField("không trả lời thì", max_length=12, choices=Silence.choices)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thời hạn trả lời"
        ordering = ("name", "-valid_from")
        constraints = (
            models.UniqueConstraint(fields=("code", "valid_from"), name="reply_term_once"),
            known("day_unit", DayUnit, "reply_term_unit_known"),
            known("silence", Silence, "reply_term_silence_known"),
            models.CheckConstraint(
                condition=Q(least__gte=1) & (Q(most__isnull=True) | Q(most__gte=F("least"))),
                name="reply_term_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="reply_term_in_order"
            ),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="reply_term_has_basis"),
        )

    def __str__(self) -> str:
        return self.name


class SpecialDay(models.Model):
    """A holiday, or a weekend day that is worked instead, by the decision that says so."""

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=16, choices=DayKind.choices)
    name = models.CharField("tên", max_length=120)
    legal_basis = models.CharField("căn cứ", max_length=300)

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        ordering = ("day",)
        constraints = (
            known("kind", DayKind, "special_day_kind_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(legal_basis=""), name="special_day_said"),
        )

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
