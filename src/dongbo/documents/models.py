"""Documents by the metadata of Decree 30/2020 (Appendix VI), their versions, and provisions with an identity."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from dongbo.documents.states import CitationState, Priority, Standing, VersionState
from dongbo.engines.provisions import Kind
from dongbo.organisation.states import Access

models.CharField.register_lookup(Length)


def _officer(verbose_name: str, **options: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=verbose_name, on_delete=models.PROTECT, related_name="+", **options
    )


class StoredFile(models.Model):
    """A file as sent, kept under the hash of its bytes."""

    sha256 = models.CharField("mã băm", max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField("kích thước")
    kind = models.CharField("định dạng", max_length=10)

    class Meta:
        verbose_name = "tệp"
        constraints = (
            models.CheckConstraint(condition=Q(sha256__length=64), name="stored_file_hash_whole"),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_not_empty"),
        )

    def __str__(self) -> str:
        return self.sha256[:12]


class Document(models.Model):
    """A paper in the register, described by the fields of Appendix VI.

    `unit` keeps it, `access` says how far beyond that it is open. `number_key` is its folded number, blank while the
    paper has none; in the register of a unit a number of an agency and a day stands once. `subject` may be longer than
    the 500 letters of the exchange format and `signer_name` than its 50, since a joint paper has several signers: what
    was read is kept whole here and measured where it leaves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    standing = models.CharField(_("vị trí"), max_length=12, choices=Standing.choices, default=Standing.OTHER)
    type_name = models.CharField(_("tên loại"), max_length=100, blank=True)
    code_number = models.CharField("số", max_length=11, blank=True)
    code_notation = models.CharField("ký hiệu", max_length=30, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    number_key = models.CharField(max_length=80, blank=True, editable=False)
    issued_date = models.DateField(_("ngày ban hành"), null=True, blank=True)
    organ_name = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    organ_key = models.CharField(max_length=200, blank=True, editable=False)
    subject = models.CharField(_("trích yếu"), max_length=1000)
    subject_key = models.TextField(blank=True, editable=False)
    language = models.CharField(_("ngôn ngữ"), max_length=30, default="Tiếng Việt")
    page_amount = models.PositiveIntegerField(_("số trang"), null=True, blank=True)
    description = models.CharField(_("ghi chú"), max_length=500, blank=True)
    signer_position = models.CharField(_("chức vụ người ký"), max_length=200, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=100, blank=True)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    priority = models.PositiveSmallIntegerField(_("độ khẩn"), choices=Priority.choices, default=Priority.ORDINARY)
    issued_amount = models.PositiveIntegerField(_("số bản phát hành"), null=True, blank=True)
    due_date = models.DateField(_("hạn trả lời"), null=True, blank=True)
    arrival_date = models.DateField(_("ngày đến"), null=True, blank=True)
    arrival_number = models.PositiveBigIntegerField(_("số đến"), null=True, blank=True)
    unit = models.ForeignKey(
        "organisation.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="documents"
    )
    access = models.PositiveSmallIntegerField(_("mức phổ biến"), choices=Access.choices, default=Access.UNIT)
    registered_at = models.DateTimeField("đăng ký lúc")
    registered_by = _officer("người đăng ký")

    class Meta:
        verbose_name = "văn bản"
        ordering = ("-registered_at",)
        indexes = (
            models.Index(fields=("-registered_at", "-id", "unit", "access"), name="document_newest"),
            models.Index(fields=("unit", "access", "-registered_at", "-id"), name="document_unit_newest"),
            models.Index(fields=("standing", "-issued_date"), name="document_standing"),
            models.Index(fields=("number_key",), name="document_number"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="document_standing_known"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="document_priority_known"),
            models.CheckConstraint(condition=Q(access__in=Access.values), name="document_access_known"),
            models.CheckConstraint(condition=~Q(subject=""), name="document_has_subject"),
            models.CheckConstraint(
                condition=Q(arrival_number__isnull=True) | Q(arrival_date__isnull=False),
                name="document_arrival_number_of_a_day",
            ),
            models.UniqueConstraint(
                fields=("unit", "number_key", "organ_key", "issued_date"),
                condition=~Q(number_key=""),
                name="document_number_once",
            ),
            models.UniqueConstraint(
                fields=("unit", "number_key", "organ_key"),
                condition=~Q(number_key="") & Q(issued_date__isnull=True),
                name="document_undated_number_once",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What a person calls it: type and number, or the subject while it has no number."""
        if self.number:
            return f"{self.type_name or 'Văn bản'} {self.number}"
        return f"{self.type_name} {self.subject}".strip()


class Version(models.Model):
    """One text of a document, frozen for good once reviewed or written. `revision` counts the acts that changed it.

    A version that is being written here has no file until it is frozen; `imported_at` is then when it was begun.
    """

    document = models.ForeignKey(Document, verbose_name="văn bản", on_delete=models.PROTECT, related_name="versions")
    ordinal = models.PositiveIntegerField("bản số")
    label = models.CharField("tên bản", max_length=100)
    state = models.CharField("trạng thái", max_length=10, choices=VersionState.choices, default=VersionState.IN_REVIEW)
    file = models.ForeignKey(
        StoredFile, verbose_name="tệp gốc", null=True, blank=True, on_delete=models.PROTECT, related_name="versions"
    )
    file_name = models.CharField("tên tệp", max_length=255, blank=True)
    style = models.CharField("kiểu đánh số", max_length=10)
    fields = models.JSONField("thể thức đọc được", default=dict)
    findings = models.JSONField("báo cáo chất lượng", default=list)
    preamble = models.TextField("phần đầu", blank=True)
    revision = models.PositiveIntegerField("lần chỉnh", default=0)
    imported_at = models.DateTimeField("nhập lúc")
    imported_by = _officer("người nhập")
    frozen_at = models.DateTimeField("chốt lúc", null=True, blank=True)
    frozen_by = _officer("người chốt", null=True, blank=True)

    class Meta:
        verbose_name = "bản văn bản"
        ordering = ("document", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("document", "ordinal"), name="version_ordinal_once"),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="version_ordinal_from_one"),
            models.CheckConstraint(condition=Q(state__in=VersionState.values), name="version_state_known"),
            models.CheckConstraint(
                condition=Q(state=VersionState.FROZEN, frozen_at__isnull=False, frozen_by__isnull=False)
                | ~Q(state=VersionState.FROZEN) & Q(frozen_at__isnull=True, frozen_by__isnull=True),
                name="version_frozen_when_and_by",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFTING, file__isnull=True)
                | ~Q(state=VersionState.DRAFTING) & Q(file__isnull=False),
                name="version_file_once_written",
            ),
            models.UniqueConstraint(
                fields=("document",), condition=Q(state=VersionState.DRAFTING), name="version_one_being_written"
            ),
        )

    def __str__(self) -> str:
        return f"{self.document} – {self.label}"

    @property
    def sha256(self) -> str:
        """The hash of its file. Raises ValueError while it is being written: then it has none."""
        if self.file_id is None:
            raise ValueError(self.state)
        return str(self.file_id)

    @property
    def is_frozen(self) -> bool:
        """Whether the text may no longer change."""
        return self.state == VersionState.FROZEN


class Provision(models.Model):
    """The identity of a provision: it outlives renumbering, moving and editing.

    `current_hash` is its fingerprint in the latest version of its document, blank where it is not in there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, verbose_name="văn bản", on_delete=models.PROTECT, related_name="provisions")
    current_hash = models.CharField("mã băm hiện hành", max_length=64, blank=True)

    class Meta:
        verbose_name = "điều khoản"
        constraints = (
            models.CheckConstraint(
                condition=Q(current_hash="") | Q(current_hash__length=64), name="provision_current_hash_whole"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class ProvisionVersion(models.Model):
    """A provision's place and words in one version. `rank` is the reading order, `path` its address there."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="provisions")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="versions")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    rank = models.PositiveIntegerField("thứ tự")
    depth = models.PositiveSmallIntegerField("cấp")
    kind = models.CharField("loại", max_length=10)
    number = models.CharField("số", max_length=40, blank=True)
    heading = models.TextField("tiêu đề", blank=True)
    text = models.TextField("nội dung", blank=True)
    cells = models.JSONField("ô bảng", default=dict, blank=True)
    path = models.CharField("đường dẫn", max_length=500)
    line = models.PositiveIntegerField("dòng", default=0)
    confidence = models.FloatField("độ tin cậy", default=1.0)
    content_hash = models.CharField("mã băm nội dung", max_length=64)

    class Meta:
        verbose_name = "điều khoản trong một bản"
        ordering = ("version", "rank")
        indexes = (models.Index(fields=("provision", "version"), name="provision_version_identity"),)
        constraints = (
            models.UniqueConstraint(fields=("version", "provision"), name="provision_once_a_version"),
            models.UniqueConstraint(fields=("version", "path"), name="provision_path_once_a_version"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="provision_kind_known"),
            models.CheckConstraint(condition=Q(content_hash__length=64), name="provision_hash_whole"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="provision_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(depth=0, parent__isnull=True) | Q(depth__gt=0, parent__isnull=False),
                name="provision_depth_with_parent",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1), name="provision_confidence_share"
            ),
        )

    def __str__(self) -> str:
        return self.path

    @property
    def words(self) -> str:
        """Heading and own text together, without the children's."""
        return "\n".join(part for part in (self.heading, self.text) if part)


class Citation(models.Model):
    """A document named in a version's text, and what the register knows of it."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="citations")
    line = models.PositiveIntegerField("dòng")
    text = models.TextField("nguyên văn")
    type_name = models.CharField("tên loại", max_length=100, blank=True)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    number_key = models.CharField(max_length=80, blank=True, editable=False)
    title = models.TextField("tên luật", blank=True)
    organ_name = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    issued = models.CharField("ngày", max_length=10, blank=True)
    relation = models.CharField("quan hệ", max_length=30, blank=True)
    state = models.CharField(max_length=12, choices=CitationState.choices, default=CitationState.UNRESOLVED)
    reason = models.TextField(blank=True)
    target = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="cited_in")

    class Meta:
        verbose_name = "viện dẫn"
        ordering = ("version", "line")
        indexes = (models.Index(fields=("number_key",), name="citation_number"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=CitationState.values), name="citation_state_known"),
            models.CheckConstraint(
                condition=Q(state=CitationState.UNRESOLVED, target__isnull=True)
                | Q(state__in=(CitationState.RESOLVED, CitationState.CONTRADICTS), target__isnull=False),
                name="citation_target_with_state",
            ),
        )

    def __str__(self) -> str:
        return self.text


class NumberSeries(models.Model):
    """A series of numbers of one unit, begun anew at 01 every year (Decree 30/2020, Article 15 and Appendix I).

    `notation` stands behind the number and the stroke: "QĐ-BCA", "TB-HĐTĐ". A body that issues in its own name has its
    own series.
    """

    unit = models.ForeignKey(
        "organisation.Unit", verbose_name="đơn vị", on_delete=models.PROTECT, related_name="number_series"
    )
    name = models.CharField("tên dãy số", max_length=300)
    notation = models.CharField("ký hiệu", max_length=30)
    opened_at = models.DateTimeField("mở lúc")
    opened_by = _officer("người mở")

    class Meta:
        verbose_name = "dãy số văn bản"
        ordering = ("unit", "name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("unit", "name", "notation"), name="number_series_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(notation=""), name="number_series_named"),
        )

    def __str__(self) -> str:
        return self.name


class IssuedNumber(models.Model):
    """A number taken from a series: it is never taken twice, and never given back. `notation` may name the type too."""

    series = models.ForeignKey(NumberSeries, verbose_name="dãy số", on_delete=models.PROTECT, related_name="numbers")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    notation = models.CharField("ký hiệu", max_length=30)
    subject = models.CharField("trích yếu", max_length=1000)
    taken_on = models.DateField("ngày")
    taken_at = models.DateTimeField("cấp lúc")
    taken_by = _officer("người cấp")

    class Meta:
        verbose_name = "số đã cấp"
        ordering = ("series", "-year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("series", "year", "number"), name="issued_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="issued_number_from_one"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(notation=""), name="issued_number_said"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The number as it stands on the paper, such as “05/TB-HĐTĐ”: those below ten with a nought before them."""
        return f"{self.number:02}/{self.notation}"
