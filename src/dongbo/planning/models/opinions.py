"""Opinions as they were filed, where they stand in later versions, and the groups that are answered as one."""

import uuid

from django.db import models
from django.db.models import F, Q

from dongbo.documents.models import Provision, Version
from dongbo.planning.models.columns import an_officer, known, nobody_yet, when_and_by
from dongbo.planning.models.consultation import Consultation, Consultee
from dongbo.planning.models.incoming import OpinionLetter
from dongbo.planning.states import AnchorState, OpinionKind, OpinionState, Origin, Outcome


class OpinionGroup(models.Model):
    """Opinions that say the same and get one answer; every sent opinion is in exactly one, often alone.

    `provision` is where the group is shown on the board, none for the draft as a whole. `size` and `units` count its
    opinions and the units behind them. What was put to the leader is decided by him: `decided_at` then says when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, verbose_name="vòng", on_delete=models.PROTECT, related_name="groups")
    ordinal = models.PositiveIntegerField("số thứ tự")
    provision = models.ForeignKey(
        Provision, verbose_name="điều khoản", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rank = models.PositiveIntegerField("thứ tự trong văn bản", default=0)
    representative = models.TextField("nội dung chung")
    size = models.PositiveIntegerField("số ý kiến", default=1)
    units = models.PositiveIntegerField("số đơn vị", default=1)
    by_hand = models.BooleanField("cán bộ sắp xếp", default=False)
    assigned_to = nobody_yet("giao cho")
    assigned_at = models.DateTimeField("giao lúc", null=True, blank=True)
    assigned_by = nobody_yet("người giao")
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    response = models.TextField("nội dung tiếp thu, giải trình", blank=True)
    reason = models.TextField("lý do", blank=True)
    question = models.TextField("xin lãnh đạo quyết định", blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_by = nobody_yet("người trả lời")
    decided_at = models.DateTimeField("lãnh đạo quyết định lúc", null=True, blank=True)
    decided_by = nobody_yet("lãnh đạo quyết định")
    changed_in = models.ManyToManyField(Provision, verbose_name="sửa tại", blank=True, related_name="+")

    class Meta:
        verbose_name = "nhóm ý kiến"
        ordering = ("consultation", "rank", "ordinal")
        indexes = (
            models.Index(fields=("consultation", "outcome", "rank", "ordinal"), name="group_by_outcome"),
            models.Index(fields=("consultation", "rank", "ordinal"), name="group_in_order"),
            models.Index(fields=("consultation", "provision"), name="group_at_provision"),
            models.Index(fields=("assigned_to", "outcome"), name="group_of_member"),
            models.Index(fields=("consultation", "assigned_to", "outcome"), name="group_share"),
        )
        constraints = (
            models.UniqueConstraint(fields=("consultation", "ordinal"), name="group_ordinal_once"),
            known("outcome", Outcome, "group_outcome_known"),
            models.CheckConstraint(condition=Q(units__gte=1, size__gte=F("units")), name="group_not_empty"),
            when_and_by("answered", "group_answered_by_someone"),
            when_and_by("decided", "group_decided_by_someone"),
            models.CheckConstraint(
                condition=Q(assigned_to__isnull=True, assigned_at__isnull=True, assigned_by__isnull=True)
                | Q(assigned_to__isnull=False, assigned_at__isnull=False, assigned_by__isnull=False),
                name="group_assigned_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OPEN, answered_at__isnull=True, response="", reason="", question="")
                | ~Q(outcome=Outcome.OPEN) & Q(answered_at__isnull=False),
                name="group_answered_when",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.TO_LEADER) | ~Q(question="") & Q(decided_at__isnull=True),
                name="group_put_to_the_leader_with_a_question",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=(Outcome.ACCEPTED, Outcome.PARTLY, Outcome.EXPLAINED)) | ~Q(response=""),
                name="group_answer_said",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ordinal}"


class Opinion(models.Model):
    """One opinion of one unit, at a provision and a quote of it, or on the draft as a whole.

    What was filed never changes: `path`, `label` and `quote` are as they were in `version`, the one consulted on.
    `quote` is the selector of `engines.anchors` ({} where the whole provision is meant). `number` counts the opinions
    of the round, known once sent, as is `search_key`, its words without tone marks.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        Consultation, verbose_name="vòng", on_delete=models.PROTECT, related_name="opinions"
    )
    consultee = models.ForeignKey(Consultee, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="opinions")
    version = models.ForeignKey(Version, verbose_name="bản", on_delete=models.PROTECT, related_name="opinions")
    provision = models.ForeignKey(
        Provision, verbose_name="điều khoản", null=True, blank=True, on_delete=models.PROTECT, related_name="opinions"
    )
    path = models.CharField("vị trí khi góp ý", max_length=500, blank=True)
    label = models.CharField("tên điều khoản khi góp ý", max_length=300, blank=True)
    quote = models.JSONField("trích nguyên văn", default=dict, blank=True)
    kind = models.CharField("loại", max_length=10, choices=OpinionKind.choices)
    text = models.TextField("ý kiến")
    proposed = models.TextField("đề nghị sửa thành", blank=True)
    search_key = models.TextField("lời để tìm", blank=True, editable=False)
    state = models.CharField("trạng thái", max_length=8, choices=OpinionState.choices, default=OpinionState.REMARK)
    origin = models.CharField("đến bằng", max_length=12, choices=Origin.choices, default=Origin.SCREEN)
    letter = models.ForeignKey(
        OpinionLetter, verbose_name="công văn", null=True, blank=True, on_delete=models.PROTECT, related_name="opinions"
    )
    raised_at = models.DateTimeField("góp ý lúc")
    raised_by = an_officer("người góp ý")
    number = models.PositiveIntegerField("số", null=True, blank=True)
    group = models.ForeignKey(
        OpinionGroup, verbose_name="nhóm", null=True, blank=True, on_delete=models.PROTECT, related_name="opinions"
    )

    class Meta:
        verbose_name = "ý kiến"
        ordering = ("consultation", "number", "raised_at", "pk")
        indexes = (
            models.Index(fields=("consultation", "state", "provision"), name="opinion_at_provision"),
            models.Index(fields=("consultee", "state", "raised_at"), name="opinion_of_unit"),
            models.Index(fields=("group", "number"), name="opinion_in_group"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("consultation", "number"), condition=Q(number__isnull=False), name="opinion_number_once"
            ),
            known("kind", OpinionKind, "opinion_kind_known"),
            known("state", OpinionState, "opinion_state_known"),
            known("origin", Origin, "opinion_origin_known"),
            models.CheckConstraint(condition=~Q(text="") | ~Q(proposed=""), name="opinion_says_something"),
            models.CheckConstraint(
                condition=Q(state=OpinionState.SENT, number__isnull=False, group__isnull=False)
                | ~Q(state=OpinionState.SENT) & Q(number__isnull=True, group__isnull=True),
                name="opinion_numbered_and_grouped_once_sent",
            ),
            models.CheckConstraint(
                condition=Q(provision__isnull=True, path="") | Q(provision__isnull=False) & ~Q(path=""),
                name="opinion_at_a_place_or_on_the_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number or '–'}"


class OpinionAnchor(models.Model):
    """Where an opinion's words stand in a later version; without `start` the whole provision is meant."""

    opinion = models.ForeignKey(Opinion, verbose_name="ý kiến", on_delete=models.CASCADE, related_name="anchors")
    version = models.ForeignKey(Version, verbose_name="bản", on_delete=models.PROTECT, related_name="opinion_anchors")
    state = models.CharField("trạng thái", max_length=8, choices=AnchorState.choices)
    provision = models.ForeignKey(
        Provision, verbose_name="điều khoản nay", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    start = models.PositiveIntegerField("từ chữ", null=True, blank=True)
    end = models.PositiveIntegerField("đến chữ", null=True, blank=True)
    score = models.FloatField("điểm", default=1.0)

    class Meta:
        verbose_name = "neo ý kiến"
        ordering = ("version", "pk")
        indexes = (models.Index(fields=("version", "provision"), name="anchor_at_provision"),)
        constraints = (
            models.UniqueConstraint(fields=("opinion", "version"), name="anchor_once_a_version"),
            known("state", AnchorState, "anchor_state_known"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__isnull=False, end__gt=F("start")),
                name="anchor_span_in_order",
            ),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="anchor_score_share"),
        )

    def __str__(self) -> str:
        return f"{self.opinion_id} → {self.version_id}"
