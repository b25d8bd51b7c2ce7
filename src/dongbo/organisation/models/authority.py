"""Roles, grants and delegations, the rules of delegating, and access in an emergency.

Moments are half-open: a grant holds when `effective_from <= now < effective_to`.
"""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q

from dongbo.organisation.models.officers import Officer, Post
from dongbo.organisation.models.units import Unit
from dongbo.organisation.states import (
    Access,
    Capacity,
    DelegatePlace,
    EmergencyState,
    GrantSource,
    Permission,
    PostKind,
)

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of what has no end, so that one comparison serves every row."""

CLEARANCES = (Access.UNIT, Access.RESTRICTED)
"""What a grant may clear its holder for; what is circulated needs no clearance."""


class AuthorityEpoch(models.Model):
    """One row that moves on with every change of a grant, a role or the tree: no compiled scope outlives it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    epoch = models.PositiveBigIntegerField("số lần thay đổi", default=0)
    tree_on = models.DateField("cây đơn vị của ngày")
    tree_changes_on = models.DateField("ngày cây đơn vị đổi tiếp", null=True)

    class Meta:
        verbose_name = "mốc thẩm quyền"
        constraints = (models.CheckConstraint(condition=Q(id=1), name="authority_epoch_single"),)

    def __str__(self) -> str:
        return str(self.epoch)


class Role(models.Model):
    """A bundle of permissions under the name people use for it."""

    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=120, unique=True)
    description = models.TextField("mô tả", blank=True)
    mask = models.PositiveBigIntegerField("các quyền")
    ended_at = models.DateTimeField("thôi dùng lúc", null=True, blank=True)
    ended_by = models.ForeignKey(
        Officer, verbose_name="người cho thôi dùng", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "vai trò"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=Q(mask__gt=0, mask__lt=1 << len(Permission)), name="role_mask_known"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="role_ended_by_someone",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """A role at a unit, for its branch or itself, over a period. As decided it is never edited, only revoked.

    A delegation is a grant whose `parent` is the grant it was passed on from; what it is worth is the intersection
    along that chain, kept in the `effective_*` columns: an empty scope has no `effective_unit`, and what never holds
    has `effective_from == effective_to`. Of its own ends the earliest counts: `valid_to`, `revoked_at`, the end of its
    post, of its role and of its officer's service; and nothing holds before `given_at`.
    """

    officer = models.ForeignKey(Officer, verbose_name="người được cấp", on_delete=models.PROTECT, related_name="grants")
    role = models.ForeignKey(Role, verbose_name="vai trò", on_delete=models.PROTECT, related_name="grants")
    narrowed_to = models.PositiveBigIntegerField("chỉ các quyền", null=True, blank=True)
    unit = models.ForeignKey(Unit, verbose_name="tại đơn vị", on_delete=models.PROTECT, related_name="grants")
    covers_branch = models.BooleanField("cả các đơn vị cấp dưới", default=True)
    clearance = models.PositiveSmallIntegerField("mức được xem", choices=Access.choices, default=Access.UNIT)
    valid_from = models.DateTimeField("từ lúc")
    valid_to = models.DateTimeField("đến trước lúc", null=True, blank=True)
    source = models.CharField("nguồn", max_length=20, choices=GrantSource.choices)
    capacity = models.CharField("tư cách", max_length=4, choices=Capacity.choices, default=Capacity.OWN)
    parent = models.ForeignKey(
        "self", verbose_name="từ quyền", null=True, blank=True, on_delete=models.PROTECT, related_name="delegations"
    )
    post = models.ForeignKey(
        Post,
        verbose_name="theo vị trí công tác",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
    )
    decision_number = models.CharField("số văn bản", max_length=60, blank=True)
    decision_on = models.DateField("ngày văn bản", null=True, blank=True)
    reason = models.CharField("lý do", max_length=500, blank=True)
    given_at = models.DateTimeField("cấp lúc")
    given_by = models.ForeignKey(
        Officer, verbose_name="người cấp", null=True, on_delete=models.PROTECT, related_name="grants_given"
    )
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    revoked_by = models.ForeignKey(
        Officer, verbose_name="người thu hồi", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoke_reason = models.CharField("lý do thu hồi", max_length=500, blank=True)

    effective_unit = models.ForeignKey(
        Unit, verbose_name="đơn vị có hiệu lực", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    effective_branch = models.BooleanField("cả nhánh có hiệu lực", default=False, editable=False)
    effective_from = models.DateTimeField("hiệu lực từ", editable=False)
    effective_to = models.DateTimeField("hiệu lực đến trước", editable=False)
    effective_clearance = models.PositiveSmallIntegerField("mức xem có hiệu lực", editable=False)
    effective_mask = models.PositiveBigIntegerField("quyền có hiệu lực", editable=False)

    class Meta:
        verbose_name = "quyền được cấp"
        ordering = ("-given_at", "-pk")
        indexes = (
            models.Index(fields=("officer", "effective_to"), name="grant_officer"),
            models.Index(fields=("effective_unit", "effective_to"), name="grant_unit"),
            models.Index(fields=("-given_at", "-id"), name="grant_newest"),
            models.Index(fields=("effective_to", "id"), name="grant_ending"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="grant_moments_in_order"
            ),
            models.CheckConstraint(
                condition=Q(effective_to__gte=F("effective_from")), name="grant_effective_moments_in_order"
            ),
            models.CheckConstraint(condition=Q(clearance__in=CLEARANCES), name="grant_clearance_known"),
            models.CheckConstraint(
                condition=Q(narrowed_to__isnull=True) | Q(narrowed_to__gt=0, narrowed_to__lt=1 << len(Permission)),
                name="grant_narrowed_to_known",
            ),
            models.CheckConstraint(
                condition=Q(decision_on__isnull=True) | ~Q(decision_number=""), name="grant_decision_has_its_number"
            ),
            models.CheckConstraint(condition=Q(source__in=GrantSource.values), name="grant_source_known"),
            models.CheckConstraint(condition=Q(capacity__in=Capacity.values), name="grant_capacity_known"),
            models.CheckConstraint(
                condition=Q(source=GrantSource.DELEGATION, parent__isnull=False) & ~Q(capacity=Capacity.OWN)
                | ~Q(source=GrantSource.DELEGATION) & Q(parent__isnull=True, capacity=Capacity.OWN),
                name="grant_delegated_from_a_grant",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="grant_not_from_itself"),
            models.CheckConstraint(
                condition=Q(given_by__isnull=False) | Q(source=GrantSource.SETUP), name="grant_given_by_someone"
            ),
            models.CheckConstraint(
                condition=Q(given_by__isnull=True) | ~Q(given_by=F("officer")), name="grant_not_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoke_reason="") | Q(revoked_at__isnull=False),
                name="grant_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by__isnull=True) | Q(revoked_at__isnull=False), name="grant_revoked_at_a_moment"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} – {self.unit}"


class DelegationRule(models.Model):
    """What law lets be passed on in a capacity, between two days; every delegation is judged by the rule of its day.

    What a delegate holds may be passed on once more only as `passed_on_as`, and then by that capacity's own rule. What
    is blank is not asked for.
    """

    capacity = models.CharField("tư cách", max_length=4, choices=Capacity.choices)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    needs_decision = models.BooleanField("phải có văn bản")
    needs_end = models.BooleanField("phải có thời hạn")
    passed_on_as = models.CharField("được chuyển tiếp dưới tư cách", max_length=4, choices=Capacity.choices, blank=True)
    from_kind = models.CharField("người ủy quyền phải là", max_length=10, choices=PostKind.choices, blank=True)
    to_kind = models.CharField("người được ủy quyền phải là", max_length=10, choices=PostKind.choices, blank=True)
    to_place = models.CharField("vị trí phải ở", max_length=10, choices=DelegatePlace.choices, blank=True)
    legal_basis = models.CharField("căn cứ", max_length=300)

    class Meta:
        verbose_name = "quy tắc ủy quyền"
        ordering = ("capacity", "-valid_from")
        constraints = (
            models.CheckConstraint(
                condition=Q(capacity__in=[value for value in Capacity.values if value != Capacity.OWN]),
                name="delegation_rule_capacity_known",
            ),
            models.CheckConstraint(
                condition=Q(passed_on_as="") | Q(passed_on_as__in=Capacity.values),
                name="delegation_rule_passed_on_known",
            ),
            models.CheckConstraint(
                condition=Q(from_kind__in=["", *PostKind.values], to_kind__in=["", *PostKind.values]),
                name="delegation_rule_posts_known",
            ),
            models.CheckConstraint(
                condition=Q(to_place__in=["", *DelegatePlace.values]), name="delegation_rule_place_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="delegation_rule_in_order"
            ),
            models.UniqueConstraint(fields=("capacity", "valid_from"), name="delegation_rule_once_a_day"),
        )

    def __str__(self) -> str:
        return self.capacity


class SeparationOfDuties(models.Model):
    """Two acts on one record that must not be one person's, own or on behalf, between two days."""

    first = models.PositiveSmallIntegerField("việc trước", choices=Permission.choices)
    second = models.PositiveSmallIntegerField("việc sau", choices=Permission.choices)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    legal_basis = models.CharField("căn cứ", max_length=300)

    class Meta:
        verbose_name = "quy tắc tách nhiệm vụ"
        ordering = ("first", "second")
        constraints = (
            models.CheckConstraint(
                condition=Q(first__in=Permission.values, second__in=Permission.values),
                name="separation_permissions_known",
            ),
            models.CheckConstraint(condition=~Q(first=F("second")), name="separation_of_two"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="separation_in_order"
            ),
            models.UniqueConstraint(fields=("first", "second", "valid_from"), name="separation_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"


class EmergencyAccess(models.Model):
    """A role taken in an emergency: with a reason, a second person, an end, and a review afterwards."""

    officer = models.ForeignKey(Officer, verbose_name="người xin", on_delete=models.PROTECT, related_name="emergencies")
    role = models.ForeignKey(Role, verbose_name="vai trò", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, verbose_name="tại đơn vị", on_delete=models.PROTECT, related_name="+")
    covers_branch = models.BooleanField("cả các đơn vị cấp dưới", default=False)
    hours = models.PositiveSmallIntegerField("số giờ")
    reason = models.CharField("lý do", max_length=500)
    state = models.CharField("trạng thái", max_length=10, choices=EmergencyState.choices)
    requested_at = models.DateTimeField("xin lúc")
    seconded_at = models.DateTimeField("đồng ý lúc", null=True)
    seconded_by = models.ForeignKey(
        Officer, verbose_name="người thứ hai", null=True, on_delete=models.PROTECT, related_name="+"
    )
    grant = models.OneToOneField(
        Grant, verbose_name="quyền được cấp", null=True, on_delete=models.PROTECT, related_name="emergency"
    )
    reviewed_at = models.DateTimeField("hậu kiểm lúc", null=True)
    reviewed_by = models.ForeignKey(
        Officer, verbose_name="người hậu kiểm", null=True, on_delete=models.PROTECT, related_name="+"
    )
    findings = models.TextField("kết luận hậu kiểm", blank=True)

    class Meta:
        verbose_name = "quyền khẩn cấp"
        ordering = ("-requested_at",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=EmergencyState.values), name="emergency_state_known"),
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=72), name="emergency_is_short"),
            models.CheckConstraint(
                condition=Q(seconded_at__isnull=True, seconded_by__isnull=True)
                | Q(seconded_at__isnull=False, seconded_by__isnull=False) & ~Q(seconded_by=F("officer")),
                name="emergency_seconded_by_another",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, findings="")
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                & ~Q(reviewed_by=F("officer"))
                & ~Q(reviewed_by=F("seconded_by")),
                name="emergency_reviewed_by_a_third",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[EmergencyState.REQUESTED, EmergencyState.REFUSED], grant__isnull=True)
                | Q(grant__isnull=False, seconded_at__isnull=False),
                name="emergency_opened_by_a_grant",
            ),
            models.CheckConstraint(
                condition=Q(state=EmergencyState.REVIEWED, reviewed_at__isnull=False)
                | ~Q(state=EmergencyState.REVIEWED) & Q(reviewed_at__isnull=True),
                name="emergency_reviewed_when_reviewed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer} – {self.role}"
