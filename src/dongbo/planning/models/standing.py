"""What is to be held against directives, trace links and plans in force, and how that went."""

from django.db import models
from django.db.models import Q

from dongbo.documents.models import Document, Version
from dongbo.planning.models.issuance import Issuance


class StandingCheck(models.Model):
    """That a version of a directive is to be held against links and plans, or an issued plan against what became of its
    directives: done, waiting, or failed so many times.

    `again_at` is when it is taken up (again) unless it is done by then. Empty before it is done, it is tried no more
    by itself: it waits for the operator.
    """

    version = models.OneToOneField(
        Version,
        verbose_name="văn bản chỉ đạo",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="standing_check",
    )
    issuance = models.OneToOneField(
        Issuance,
        verbose_name="lần ban hành",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="standing_check",
    )
    asked_at = models.DateTimeField("cần rà soát từ lúc")
    again_at = models.DateTimeField("thử lại lúc", null=True, blank=True)
    done_at = models.DateTimeField("rà soát xong lúc", null=True, blank=True)
    failures = models.PositiveSmallIntegerField("số lần không thành", default=0)
    failed_at = models.DateTimeField("không thành lúc", null=True, blank=True)
    failure = models.TextField("vì sao không thành", blank=True)

    class Meta:
        verbose_name = "lượt rà soát theo văn bản chỉ đạo"
        ordering = ("asked_at", "pk")
        indexes = (models.Index(fields=("again_at",), name="standing_check_due"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(version__isnull=False, issuance__isnull=True)
                | Q(version__isnull=True, issuance__isnull=False),
                name="standing_check_of_one",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(again_at__isnull=True, failures=0), name="standing_check_done"
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failed_at__isnull=True, failure="")
                | Q(failures__gt=0, failed_at__isnull=False) & ~Q(failure=""),
                name="standing_check_failed_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version or self.issuance}"

    @property
    def document(self) -> Document:
        """The directive, or the plan."""
        subject = self.version or self.issuance
        assert subject is not None  # the constraint
        return subject.document
