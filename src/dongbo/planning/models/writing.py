"""What is kept while a text is being written: unsaved words, who writes where, every edit, and what became of what."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from dongbo.documents.models import Provision, Version
from dongbo.planning.models.columns import an_officer, known
from dongbo.planning.states import SuccessionAct, WritingAct

models.CharField.register_lookup(Length)


class KeptText(models.Model):
    """What an officer has typed at a provision and not saved yet: kept every few seconds, given back after a crash.

    `base_hash` is the fingerprint of the words he began from.
    """

    officer = an_officer("cán bộ")
    version = models.ForeignKey(Version, verbose_name="bản", on_delete=models.CASCADE, related_name="kept_texts")
    provision = models.ForeignKey(Provision, verbose_name="điều khoản", on_delete=models.CASCADE, related_name="+")
    heading = models.TextField("tiêu đề", blank=True)
    text = models.TextField("nội dung", blank=True)
    cells = models.JSONField("ô bảng", default=dict, blank=True)
    base_hash = models.CharField("mã băm lúc bắt đầu", max_length=64)
    kept_at = models.DateTimeField("giữ lúc")

    class Meta:
        verbose_name = "lời đang viết"
        ordering = ("-kept_at",)
        constraints = (
            models.UniqueConstraint(fields=("officer", "version", "provision"), name="kept_text_once"),
            models.CheckConstraint(condition=Q(base_hash__length=64), name="kept_text_base_whole"),
        )

    def __str__(self) -> str:
        return f"{self.provision_id}"


class WritingLease(models.Model):
    """Who is writing at a provision, until when he is shown to be; it warns others and stops nobody."""

    version = models.ForeignKey(Version, verbose_name="bản", on_delete=models.CASCADE, related_name="leases")
    provision = models.ForeignKey(Provision, verbose_name="điều khoản", on_delete=models.CASCADE, related_name="+")
    officer = an_officer("cán bộ")
    until = models.DateTimeField("đến lúc")

    class Meta:
        verbose_name = "đang viết"
        ordering = ("version", "pk")
        constraints = (models.UniqueConstraint(fields=("version", "provision", "officer"), name="writing_lease_once"),)

    def __str__(self) -> str:
        return f"{self.officer} – {self.provision_id}"


class ProvisionEdit(models.Model):
    """One change of one provision's words, number or place: what stood before and after, so that no text is lost."""

    version = models.ForeignKey(Version, verbose_name="bản", on_delete=models.PROTECT, related_name="edits")
    provision = models.ForeignKey(Provision, verbose_name="điều khoản", on_delete=models.PROTECT, related_name="edits")
    act = models.CharField("việc", max_length=10, choices=WritingAct.choices)
    before = models.JSONField("trước", default=dict)
    after = models.JSONField("sau", default=dict)
    at = models.DateTimeField("lúc")
    by = an_officer("người sửa")

    class Meta:
        verbose_name = "lần sửa điều khoản"
        ordering = ("-pk",)
        indexes = (models.Index(fields=("provision", "-id"), name="edit_of_provision"),)
        constraints = (known("act", WritingAct, "edit_act_known"),)

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.provision_id}"


class ProvisionSuccession(models.Model):
    """In `version` the words of `provision`, or some of them, have passed into `successor`."""

    version = models.ForeignKey(Version, verbose_name="bản", on_delete=models.PROTECT, related_name="successions")
    provision = models.ForeignKey(
        Provision, verbose_name="điều khoản cũ", on_delete=models.PROTECT, related_name="succeeded_by"
    )
    successor = models.ForeignKey(
        Provision, verbose_name="điều khoản kế tiếp", on_delete=models.PROTECT, related_name="succeeds"
    )
    act = models.CharField("việc", max_length=10, choices=SuccessionAct.choices)

    class Meta:
        verbose_name = "nối tiếp điều khoản"
        ordering = ("version", "pk")
        constraints = (
            models.UniqueConstraint(fields=("version", "provision", "successor"), name="provision_succession_once"),
            models.CheckConstraint(condition=~Q(provision=F("successor")), name="provision_succession_to_another"),
            known("act", SuccessionAct, "provision_succession_act_known"),
        )

    def __str__(self) -> str:
        return f"{self.provision_id} → {self.successor_id}"
