"""Units, the acts that made, changed and ended them, and where they stood on every day.

Days are half-open: what is valid from D1 to D2 holds on D1 and no longer on D2.
"""

from django.db import models
from django.db.models import F, Q

from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.states import Level, UnitActKind

DAYS_IN_ORDER = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))


class Unit(models.Model):
    """An organisational unit, with how it stands today; its past is in its names and places.

    `first` and `last` number the tree of today depth-first: the branch of a unit is every unit whose `first` lies
    between the unit's own `first` and `last`, both included. A unit that has ended is numbered beneath its heir, so
    that the records it left are in its heir's branch and no record is ever rewritten. `lineage` is the `first` of
    every unit from the root down to this one, with commas between; `reach` are the numbers of the units whose
    circulated records come down to it, those that the units above inherited from among them ("0-3,12,340").

    A unit is living today, has ended (then `ended_on` and `heir` say when and who took over), or is still to come:
    founded by a decision whose day lies ahead, and numbered beneath the unit it will stand under.
    """

    code = models.CharField("mã định danh", max_length=35)
    legacy_code = models.CharField("mã định danh kiểu cũ", max_length=13, blank=True)
    name = models.CharField("tên", max_length=300)
    short_name = models.CharField("tên viết tắt", max_length=100, blank=True)
    search_key = models.CharField("tên để tìm", max_length=500, blank=True, editable=False)
    level = models.CharField("cấp", max_length=20, choices=Level.choices)
    parent = models.ForeignKey(
        "self", verbose_name="đơn vị cấp trên", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    heir = models.ForeignKey(
        "self", verbose_name="đơn vị kế thừa", null=True, blank=True, on_delete=models.PROTECT, related_name="inherited"
    )
    founded_on = models.DateField("ngày thành lập")
    ended_on = models.DateField("ngày kết thúc", null=True, blank=True)
    is_living = models.BooleanField("đang tồn tại", default=True, db_default=True, editable=False)
    first = models.PositiveIntegerField("số đầu nhánh", default=0, editable=False)
    last = models.PositiveIntegerField("số cuối nhánh", default=0, editable=False)
    lineage = models.CharField("các số từ gốc", max_length=400, default="0", editable=False)
    reach = models.TextField("các đoạn số được phổ biến", default="0", editable=False)
    postal_address = models.CharField("địa chỉ", max_length=300, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    telephone = models.CharField("điện thoại", max_length=40, blank=True)
    website = models.URLField("trang thông tin", blank=True)

    class Meta:
        verbose_name = "đơn vị"
        ordering = ("first",)
        indexes = (
            models.Index(fields=("first",), name="unit_first"),
            models.Index(fields=("code",), name="unit_code"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(heir=F("id")), name="unit_not_its_own_heir"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="unit_level_known"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("founded_on")), name="unit_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, heir__isnull=True) | Q(ended_on__isnull=False, heir__isnull=False),
                name="unit_ended_with_its_heir",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="unit_branch_in_order"),
            models.CheckConstraint(
                condition=Q(is_living=False) | Q(ended_on__isnull=True), name="unit_living_has_not_ended"
            ),
            models.UniqueConstraint(fields=("code",), condition=Q(is_living=True), name="unit_code_once_among_living"),
        )

    def __str__(self) -> str:
        return self.name


class UnitAct(models.Model):
    """A decision upon units: founding, renaming, moving, merging, splitting or dissolving, from a day on.

    One recorded ahead keeps in `way_back` what it changed, so that it can be withdrawn while its day has not come; then
    nothing of it is left but this row, which says who withdrew it and why.
    """

    kind = models.CharField("loại", max_length=20, choices=UnitActKind.choices)
    effective_on = models.DateField("ngày có hiệu lực")
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decision_on = models.DateField("ngày quyết định", null=True, blank=True)
    decision_issuer = models.CharField("cơ quan quyết định", max_length=300, blank=True)
    note = models.TextField("ghi chú", blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(
        "Officer", verbose_name="người ghi", null=True, on_delete=models.PROTECT, related_name="unit_acts"
    )
    way_back = models.JSONField("dữ liệu trước quyết định", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "Officer", verbose_name="người rút", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawal_reason = models.CharField("lý do rút", max_length=500, blank=True)

    class Meta:
        verbose_name = "quyết định về đơn vị"
        ordering = ("-effective_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=UnitActKind.values), name="unit_act_kind_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason=""),
                name="unit_act_withdrawn_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on:%d/%m/%Y}"


class NameKeyField(models.CharField[str, str]):
    """By what a name is found: name, short name and code, toneless, in step with them whenever the row is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return the key of what the row says; rows that are created many at once come through here too."""
        named = " ".join(str(getattr(model_instance, field)) for field in ("name", "short_name", "code"))
        key = toneless(fold(named))
        setattr(model_instance, self.attname, key)
        return key


class UnitName(models.Model):
    """What a unit was called, and its code, over a stretch of days."""

    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="names")
    code = models.CharField("mã định danh", max_length=35)
    name = models.CharField("tên", max_length=300)
    short_name = models.CharField("tên viết tắt", max_length=100, blank=True)
    search_key = NameKeyField("tên để tìm", max_length=500, blank=True, editable=False)
    level = models.CharField("cấp", max_length=20, choices=Level.choices)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    act = models.ForeignKey(
        UnitAct, verbose_name="theo quyết định", null=True, on_delete=models.PROTECT, related_name="names"
    )

    class Meta:
        verbose_name = "tên đơn vị"
        ordering = ("unit", "valid_from")
        indexes = (models.Index(fields=("code", "valid_from"), name="unit_name_code"),)
        constraints = (
            models.CheckConstraint(condition=DAYS_IN_ORDER, name="unit_name_days_in_order"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="unit_name_level_known"),
            models.UniqueConstraint(fields=("unit", "valid_from"), name="unit_name_once_a_day"),
            models.UniqueConstraint(fields=("unit",), condition=Q(valid_to__isnull=True), name="unit_name_one_open"),
        )

    def __str__(self) -> str:
        return self.name


class UnitPlace(models.Model):
    """Which unit a unit stood under, over a stretch of days. A unit without a place on a day did not exist then."""

    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="places")
    parent = models.ForeignKey(
        Unit, verbose_name="đơn vị cấp trên", null=True, on_delete=models.PROTECT, related_name="places_beneath"
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    act = models.ForeignKey(
        UnitAct, verbose_name="theo quyết định", null=True, on_delete=models.PROTECT, related_name="places"
    )

    class Meta:
        verbose_name = "vị trí trong cây đơn vị"
        ordering = ("unit", "valid_from")
        indexes = (models.Index(fields=("valid_from", "valid_to"), name="unit_place_days"),)
        constraints = (
            models.CheckConstraint(condition=DAYS_IN_ORDER, name="unit_place_days_in_order"),
            models.CheckConstraint(condition=~Q(parent=F("unit")), name="unit_place_not_under_itself"),
            models.UniqueConstraint(fields=("unit", "valid_from"), name="unit_place_once_a_day"),
            models.UniqueConstraint(fields=("unit",), condition=Q(valid_to__isnull=True), name="unit_place_one_open"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.parent_id}"


class Succession(models.Model):
    """One unit took over from another by an act; the one heir of a unit that ends has its records."""

    act = models.ForeignKey(
        UnitAct, verbose_name="theo quyết định", on_delete=models.PROTECT, related_name="successions"
    )
    predecessor = models.ForeignKey(
        Unit, verbose_name="đơn vị trước", on_delete=models.PROTECT, related_name="successions_after"
    )
    successor = models.ForeignKey(
        Unit, verbose_name="đơn vị sau", on_delete=models.PROTECT, related_name="successions_before"
    )
    is_heir = models.BooleanField("kế thừa hồ sơ", default=False)

    class Meta:
        verbose_name = "kế thừa"
        constraints = (
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_of_two"),
            models.UniqueConstraint(fields=("act", "predecessor", "successor"), name="succession_once"),
            models.UniqueConstraint(
                fields=("predecessor",), condition=Q(is_heir=True), name="succession_one_heir_of_a_unit"
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
