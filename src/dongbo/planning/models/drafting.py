"""Drafting dossiers: what founds the team, who is in it, on what the draft rests, and by when."""

import uuid

from django.db import models
from django.db.models import F, Q

from dongbo.documents.models import Document, Provision
from dongbo.organisation.models import Unit
from dongbo.planning.models.columns import an_officer, known, nobody_yet, when_and_by
from dongbo.planning.states import DossierState, TeamRole


class OutlineTemplate(models.Model):
    """An outline to begin from, with its legal basis and the days it holds: a change of law is a new row.

    `entries` are what `engines.drafting` makes a tree of: kind, heading, text, hint and children of each provision.
    """

    code = models.SlugField("mã", max_length=60)
    name = models.CharField("tên", max_length=200)
    style = models.CharField("kiểu đánh số", max_length=10)
    entries = models.JSONField("đề cương", default=list)
    legal_basis = models.CharField("căn cứ", max_length=300)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "mẫu đề cương"
        ordering = ("name", "-valid_from")
        constraints = (
            models.UniqueConstraint(fields=("code", "valid_from"), name="outline_template_once"),
            models.CheckConstraint(condition=Q(style__in=("dieu", "muc")), name="outline_template_style_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="outline_template_in_order"
            ),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="outline_template_has_basis"),
        )

    def __str__(self) -> str:
        return self.name


class DraftingDossier(models.Model):
    """The writing of one document: the decision that founds its team, the body that leads, and where it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.OneToOneField(
        Document, verbose_name="văn bản", on_delete=models.PROTECT, related_name="drafting_dossier"
    )
    template = models.ForeignKey(
        OutlineTemplate, verbose_name="mẫu đề cương", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    standing_unit = models.ForeignKey(
        Unit, verbose_name="đơn vị thường trực", on_delete=models.PROTECT, related_name="drafting_dossiers"
    )
    decision_number = models.CharField("số quyết định thành lập", max_length=80)
    decision_on = models.DateField("ngày quyết định")
    decision_issuer = models.CharField("cơ quan quyết định", max_length=200)
    state = models.CharField("trạng thái", max_length=10, choices=DossierState.choices, default=DossierState.OPEN)
    opened_at = models.DateTimeField("lập lúc")
    opened_by = an_officer("người lập")
    closed_at = models.DateTimeField("khép lúc", null=True, blank=True)
    closed_by = nobody_yet("người khép")

    class Meta:
        verbose_name = "hồ sơ soạn thảo"
        ordering = ("-opened_at", "-pk")
        constraints = (
            known("state", DossierState, "dossier_state_known"),
            when_and_by("closed", "dossier_closed_by_someone"),
            models.CheckConstraint(
                condition=Q(state=DossierState.CLOSED, closed_at__isnull=False)
                | Q(state=DossierState.OPEN, closed_at__isnull=True),
                name="dossier_closed_when",
            ),
            models.CheckConstraint(
                condition=~Q(decision_number="") & ~Q(decision_issuer=""), name="dossier_founded_by_a_decision"
            ),
        )

    def __str__(self) -> str:
        return f"Hồ sơ: {self.document}"


class TeamMember(models.Model):
    """An officer in a drafting team, with the provisions that are his part; none named means the whole."""

    dossier = models.ForeignKey(DraftingDossier, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="members")
    officer = an_officer("cán bộ")
    role = models.CharField("vai trò", max_length=10, choices=TeamRole.choices, default=TeamRole.MEMBER)
    parts = models.ManyToManyField(Provision, verbose_name="phần được giao", blank=True, related_name="+")
    added_at = models.DateTimeField("thêm lúc")
    added_by = an_officer("người thêm")
    ended_at = models.DateTimeField("thôi lúc", null=True, blank=True)
    ended_by = nobody_yet("người cho thôi")

    class Meta:
        verbose_name = "thành viên tổ soạn thảo"
        ordering = ("dossier", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("dossier", "officer"), condition=Q(ended_at__isnull=True), name="team_member_once"
            ),
            models.UniqueConstraint(
                fields=("dossier",),
                condition=Q(ended_at__isnull=True, role=TeamRole.HEAD),
                name="team_has_one_head",
            ),
            known("role", TeamRole, "team_role_known"),
            when_and_by("ended", "team_member_ended_by_someone"),
        )

    def __str__(self) -> str:
        return f"{self.officer}"


class LegalBasis(models.Model):
    """A document of the register on which the draft rests, in the order in which it is cited."""

    dossier = models.ForeignKey(
        DraftingDossier, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="legal_bases"
    )
    document = models.ForeignKey(Document, verbose_name="văn bản", on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField("thứ tự")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    added_at = models.DateTimeField("thêm lúc")
    added_by = an_officer("người thêm")

    class Meta:
        verbose_name = "căn cứ ban hành"
        ordering = ("dossier", "rank", "pk")
        constraints = (models.UniqueConstraint(fields=("dossier", "document"), name="legal_basis_once"),)

    def __str__(self) -> str:
        return f"{self.document}"


class Milestone(models.Model):
    """A step of the road map with its day."""

    dossier = models.ForeignKey(
        DraftingDossier, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="milestones"
    )
    name = models.CharField("việc", max_length=200)
    due_on = models.DateField("hạn")
    done_at = models.DateTimeField("xong lúc", null=True, blank=True)
    done_by = nobody_yet("người báo xong")

    class Meta:
        verbose_name = "mốc lộ trình"
        ordering = ("dossier", "due_on", "pk")
        constraints = (
            when_and_by("done", "milestone_done_by_someone"),
            models.CheckConstraint(condition=~Q(name=""), name="milestone_has_name"),
        )

    def __str__(self) -> str:
        return self.name


class CurrentFigure(models.Model):
    """A figure of the present state, as of a day, with where it was published."""

    dossier = models.ForeignKey(
        DraftingDossier, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="current_figures"
    )
    name = models.CharField("chỉ tiêu", max_length=300)
    value = models.CharField("giá trị", max_length=100)
    measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    as_of = models.DateField("tính đến ngày")
    source = models.ForeignKey(
        Document, verbose_name="văn bản công bố", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source_note = models.CharField("nguồn", max_length=300, blank=True)
    added_at = models.DateTimeField("thêm lúc")
    added_by = an_officer("người thêm")

    class Meta:
        verbose_name = "số liệu hiện trạng"
        ordering = ("dossier", "name", "-as_of", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "name", "as_of"), name="current_figure_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(value=""), name="current_figure_said"),
            models.CheckConstraint(
                condition=Q(source__isnull=False) | ~Q(source_note=""), name="current_figure_has_source"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
