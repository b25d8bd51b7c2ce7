"""Rounds of consultation: what is asked of whom, by when, and how each unit stands."""

import uuid

from django.db import models
from django.db.models import Q

from dongbo.documents.models import Document, Version
from dongbo.organisation.models import Unit
from dongbo.planning.models.columns import an_officer, known, nobody_yet, when_and_by
from dongbo.planning.models.terms import ReplyTerm
from dongbo.planning.states import Answer, ConsultationState, ConsulteeState, DayUnit, Origin, Silence


class RecipientList(models.Model):
    """Units that are consulted together again and again, kept by a unit under a name."""

    name = models.CharField("tên", max_length=200)
    unit = models.ForeignKey(Unit, verbose_name="đơn vị giữ", on_delete=models.PROTECT, related_name="recipient_lists")
    units = models.ManyToManyField(Unit, verbose_name="đơn vị nhận", related_name="+")
    saved_at = models.DateTimeField("lưu lúc")
    saved_by = an_officer("người lưu")
    ended_at = models.DateTimeField("thôi dùng lúc", null=True, blank=True)
    ended_by = nobody_yet("người cho thôi dùng")

    class Meta:
        verbose_name = "danh sách nơi nhận"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "name"), condition=Q(ended_at__isnull=True), name="recipient_list_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="recipient_list_has_name"),
            when_and_by("ended", "recipient_list_ended_by_someone"),
        )

    def __str__(self) -> str:
        return self.name


class Consultation(models.Model):
    """One round: a frozen version sent to many units, with questions, a term, and what silence means.

    `deadline` is the moment the term ends, known once the round is sent; a unit may have been given longer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(
        Document, verbose_name="văn bản", on_delete=models.PROTECT, related_name="consultations"
    )
    version = models.ForeignKey(
        Version, verbose_name="bản lấy ý kiến", on_delete=models.PROTECT, related_name="consultations"
    )
    ordinal = models.PositiveIntegerField("lần")
    title = models.CharField("tên vòng", max_length=300)
    search_key = models.CharField("tên để tìm", max_length=400, blank=True, editable=False)
    guidance = models.TextField("nội dung cần góp ý", blank=True)
    term = models.ForeignKey(
        ReplyTerm, verbose_name="căn cứ thời hạn", on_delete=models.PROTECT, related_name="consultations"
    )
    days = models.PositiveSmallIntegerField("số ngày")
    day_unit = models.CharField("tính theo", max_length=10, choices=DayUnit.choices)
    silence = models.CharField("không trả lời thì", max_length=12, choices=Silence.choices)
    remind_before = models.JSONField("nhắc trước (ngày)", default=list)
    deadline = models.DateTimeField("hạn trả lời", null=True, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ConsultationState.choices, default=ConsultationState.PREPARED
    )
    prepared_at = models.DateTimeField("lập lúc")
    prepared_by = an_officer("người lập")
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = nobody_yet("người gửi")
    closed_at = models.DateTimeField("hết nhận lúc", null=True, blank=True)
    closed_by = nobody_yet("người kết thúc sớm")
    close_reason = models.CharField("lý do kết thúc sớm", max_length=500, blank=True)
    final_version = models.ForeignKey(
        Version, verbose_name="bản tiếp thu", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    final_at = models.DateTimeField("khép vòng lúc", null=True, blank=True)
    final_by = nobody_yet("người khép vòng")

    class Meta:
        verbose_name = "vòng lấy ý kiến"
        ordering = ("-prepared_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("document", "ordinal"), name="consultation_ordinal_once"),
            known("state", ConsultationState, "consultation_state_known"),
            known("day_unit", DayUnit, "consultation_unit_known"),
            known("silence", Silence, "consultation_silence_known"),
            models.CheckConstraint(condition=Q(days__gte=1, ordinal__gte=1), name="consultation_has_a_term"),
            models.CheckConstraint(condition=~Q(title=""), name="consultation_has_title"),
            when_and_by("sent", "consultation_sent_by_someone"),
            when_and_by("final", "consultation_final_by_someone"),
            models.CheckConstraint(
                condition=Q(state=ConsultationState.PREPARED, sent_at__isnull=True, deadline__isnull=True)
                | ~Q(state=ConsultationState.PREPARED) & Q(sent_at__isnull=False, deadline__isnull=False),
                name="consultation_sent_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(ConsultationState.CLOSED, ConsultationState.FINAL), closed_at__isnull=False)
                | Q(state__in=(ConsultationState.PREPARED, ConsultationState.SENT), closed_at__isnull=True),
                name="consultation_closed_when",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, close_reason="") | Q(closed_at__isnull=False) & ~Q(close_reason=""),
                name="consultation_closed_early_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=ConsultationState.FINAL, final_at__isnull=False, final_version__isnull=False)
                | ~Q(state=ConsultationState.FINAL) & Q(final_at__isnull=True, final_version__isnull=True),
                name="consultation_final_when",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """Something the drafters want to know from every unit."""

    consultation = models.ForeignKey(
        Consultation, verbose_name="vòng", on_delete=models.PROTECT, related_name="questions"
    )
    rank = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("câu hỏi", max_length=1000)

    class Meta:
        verbose_name = "câu hỏi lấy ý kiến"
        ordering = ("consultation", "rank")
        constraints = (
            models.UniqueConstraint(fields=("consultation", "rank"), name="question_rank_once"),
            models.CheckConstraint(condition=~Q(text=""), name="question_said"),
        )

    def __str__(self) -> str:
        return self.text


class Consultee(models.Model):
    """A unit that is consulted in a round, and its answer. `token` names its form, so that a file finds its way back.

    `deadline` is the unit's own: the round's, or later where it was given more time.
    """

    consultation = models.ForeignKey(
        Consultation, verbose_name="vòng", on_delete=models.PROTECT, related_name="consultees"
    )
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="consulted_in")
    token = models.CharField("mã biểu", max_length=32, unique=True)
    deadline = models.DateTimeField("hạn trả lời", null=True, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ConsulteeState.choices, default=ConsulteeState.WAITING
    )
    answer = models.CharField("trả lời", max_length=12, choices=Answer.choices, blank=True)
    reason = models.TextField("lý do không đồng ý", blank=True)
    origin = models.CharField("gửi bằng", max_length=12, choices=Origin.choices, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_by = nobody_yet("người duyệt gửi")
    is_late = models.BooleanField("trả lời muộn", default=False)
    settled_at = models.DateTimeField("hết hạn lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị được lấy ý kiến"
        ordering = ("consultation", "unit__first", "pk")
        indexes = (
            models.Index(fields=("unit", "state"), name="consultee_of_unit"),
            models.Index(fields=("consultation", "state", "unit"), name="consultee_by_state"),
        )
        constraints = (
            models.UniqueConstraint(fields=("consultation", "unit"), name="consultee_once"),
            known("state", ConsulteeState, "consultee_state_known"),
            models.CheckConstraint(condition=Q(answer__in=["", *Answer.values]), name="consultee_answer_known"),
            models.CheckConstraint(condition=Q(origin__in=["", *Origin.values]), name="consultee_origin_known"),
            when_and_by("answered", "consultee_answered_by_someone"),
            models.CheckConstraint(
                condition=Q(state=ConsulteeState.ANSWERED, answered_at__isnull=False) & ~Q(answer="") & ~Q(origin="")
                | ~Q(state=ConsulteeState.ANSWERED)
                & Q(answered_at__isnull=True, answer="", origin="", is_late=False, reason=""),
                name="consultee_answered_when",
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.DISAGREES) | ~Q(reason=""), name="consultee_disagrees_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(ConsulteeState.DEEMED, ConsulteeState.SILENT), settled_at__isnull=False)
                | Q(state__in=(ConsulteeState.WAITING, ConsulteeState.ANSWERED), settled_at__isnull=True),
                name="consultee_settled_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}"


class ConsulteeDraft(models.Model):
    """What a unit prepares before its head sends it: the answer as a whole, and who last touched it."""

    consultee = models.OneToOneField(
        Consultee, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="draft", primary_key=True
    )
    answer = models.CharField("trả lời", max_length=12, choices=Answer.choices, blank=True)
    reason = models.TextField("lý do không đồng ý", blank=True)
    origin = models.CharField("nhận bằng", max_length=12, choices=Origin.choices, default=Origin.SCREEN)
    changed_at = models.DateTimeField("sửa lúc")
    changed_by = an_officer("người sửa")

    class Meta:
        verbose_name = "trả lời đang chuẩn bị"
        constraints = (
            models.CheckConstraint(condition=Q(answer__in=["", *Answer.values]), name="prepared_answer_known"),
            known("origin", Origin, "prepared_origin_known"),
        )

    def __str__(self) -> str:
        return f"{self.consultee}"


class QuestionAnswer(models.Model):
    """What a unit says to one question; it counts once the unit's answer is sent."""

    consultee = models.ForeignKey(
        Consultee, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="question_answers"
    )
    question = models.ForeignKey(Question, verbose_name="câu hỏi", on_delete=models.PROTECT, related_name="answers")
    text = models.TextField("trả lời")
    written_at = models.DateTimeField("viết lúc")
    written_by = an_officer("người viết")

    class Meta:
        verbose_name = "trả lời câu hỏi"
        ordering = ("consultee", "question")
        constraints = (
            models.UniqueConstraint(fields=("consultee", "question"), name="question_answered_once"),
            models.CheckConstraint(condition=~Q(text=""), name="question_answer_said"),
        )

    def __str__(self) -> str:
        return self.text


class Extension(models.Model):
    """More time for one unit, or for every unit that has not answered yet where none is named."""

    consultation = models.ForeignKey(
        Consultation, verbose_name="vòng", on_delete=models.PROTECT, related_name="extensions"
    )
    consultee = models.ForeignKey(
        Consultee, verbose_name="đơn vị", null=True, blank=True, on_delete=models.PROTECT, related_name="extensions"
    )
    until = models.DateTimeField("đến lúc")
    reason = models.CharField("lý do", max_length=500)
    given_at = models.DateTimeField("gia hạn lúc")
    given_by = an_officer("người gia hạn")

    class Meta:
        verbose_name = "gia hạn"
        ordering = ("-given_at", "-pk")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),)

    def __str__(self) -> str:
        return self.reason


class Reminder(models.Model):
    """A reminder to the units that had not answered: by the clock `days_before` the deadline, or by an officer."""

    consultation = models.ForeignKey(
        Consultation, verbose_name="vòng", on_delete=models.PROTECT, related_name="reminders"
    )
    days_before = models.PositiveSmallIntegerField("trước hạn (ngày)", null=True, blank=True)
    deadline = models.DateTimeField("nhắc cho hạn")
    reminded = models.PositiveIntegerField("số đơn vị")
    units = models.ManyToManyField(Consultee, verbose_name="đơn vị", related_name="reminders")
    reminded_at = models.DateTimeField("nhắc lúc")
    reminded_by = nobody_yet("người nhắc")

    class Meta:
        verbose_name = "lần nhắc"
        ordering = ("-reminded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("consultation", "days_before", "deadline"),
                condition=Q(days_before__isnull=False),
                name="reminder_step_once",
            ),
            models.CheckConstraint(
                condition=Q(days_before__isnull=False, reminded_by__isnull=True)
                | Q(days_before__isnull=True, reminded_by__isnull=False),
                name="reminder_by_clock_or_officer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.consultation}"
