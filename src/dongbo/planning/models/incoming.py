"""What units send as files: forms that were filled in, and official letters."""

from django.db import models
from django.db.models import Q

from dongbo.planning.models.columns import an_officer, known, nobody_yet, stored_file, when_and_by
from dongbo.planning.models.consultation import Consultee
from dongbo.planning.states import FormState, LetterState


class OpinionForm(models.Model):
    """A form that came back as a file: how many of its rows were taken, and what is wrong with the others."""

    consultee = models.ForeignKey(Consultee, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="forms")
    file = stored_file("tệp")
    file_name = models.CharField("tên tệp", max_length=255)
    state = models.CharField("trạng thái", max_length=8, choices=FormState.choices)
    taken = models.PositiveIntegerField("số dòng đã nhận")
    findings = models.JSONField("dòng phải sửa", default=list)
    marked = stored_file("tệp trả lại", null=True, blank=True)
    received_at = models.DateTimeField("nhận lúc")
    received_by = an_officer("người gửi lên")

    class Meta:
        verbose_name = "biểu góp ý"
        ordering = ("-received_at", "-pk")
        constraints = (
            known("state", FormState, "opinion_form_state_known"),
            models.CheckConstraint(
                condition=Q(state=FormState.PARTLY, marked__isnull=False)
                | Q(state=FormState.TAKEN, marked__isnull=True),
                name="opinion_form_marked_where_rows_are_bad",
            ),
        )

    def __str__(self) -> str:
        return self.file_name


class OpinionLetter(models.Model):
    """An official letter with a unit's opinions, kept as it came; its remarks are split into opinions by the team."""

    consultee = models.ForeignKey(Consultee, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="letters")
    file = stored_file("tệp")
    file_name = models.CharField("tên tệp", max_length=255)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    issued_on = models.DateField("ngày", null=True, blank=True)
    remarks = models.JSONField("đoạn góp ý máy tách", default=list)
    state = models.CharField("trạng thái", max_length=8, choices=LetterState.choices, default=LetterState.RECEIVED)
    received_at = models.DateTimeField("nhận lúc")
    received_by = an_officer("người nhận")
    split_at = models.DateTimeField("tách lúc", null=True, blank=True)
    split_by = nobody_yet("người tách")

    class Meta:
        verbose_name = "công văn góp ý"
        ordering = ("-received_at", "-pk")
        constraints = (
            known("state", LetterState, "opinion_letter_state_known"),
            when_and_by("split", "opinion_letter_split_by_someone"),
            models.CheckConstraint(
                condition=Q(state=LetterState.SPLIT, split_at__isnull=False)
                | Q(state=LetterState.RECEIVED, split_at__isnull=True),
                name="opinion_letter_split_when",
            ),
        )

    def __str__(self) -> str:
        return self.file_name
