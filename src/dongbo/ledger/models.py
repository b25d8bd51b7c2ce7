"""Events: one row an operation, chained by hash, never changed."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from dongbo.engines.hash_chain import Record

BASIS = ("post", "unit", "address", "grant", "permission")
"""What an event says of the authority behind it; events from before it was recorded say nothing of it."""


class Event(models.Model):
    """One act. The database refuses to update or delete a row (triggers in migration 0002)."""

    sequence = models.PositiveBigIntegerField("số thứ tự", primary_key=True)
    at = models.DateTimeField("thời điểm")
    kind = models.CharField("loại", max_length=80)
    actor = models.CharField("người thực hiện", max_length=64, blank=True)
    on_behalf_of = models.CharField("thay mặt", max_length=64, blank=True)
    post = models.CharField("vị trí công tác", max_length=64, blank=True)
    unit = models.CharField("đơn vị", max_length=64, blank=True)
    address = models.CharField("địa chỉ mạng", max_length=64, blank=True)
    grant = models.CharField("quyền được cấp", max_length=64, blank=True)
    permission = models.CharField("quyền đã dùng", max_length=64, blank=True)
    subject_kind = models.CharField("loại đối tượng", max_length=80)
    subject_id = models.CharField("mã đối tượng", max_length=64)
    payload = models.JSONField("nội dung", default=dict)
    previous_hash = models.CharField("mã băm trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64, unique=True)

    class Meta:
        verbose_name = "sự kiện"
        ordering = ("-sequence",)
        indexes = (
            models.Index(fields=("subject_id", "-sequence"), name="event_subject"),
            models.Index(fields=("kind", "-sequence"), name="event_kind"),
            models.Index(fields=("actor", "-sequence"), name="event_actor"),
            models.Index(fields=("on_behalf_of", "-sequence"), name="event_on_behalf_of"),
            models.Index(fields=("unit", "-sequence"), name="event_unit"),
            models.Index(fields=("at",), name="event_at"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(sequence__gte=1), name="event_sequence_from_one"),
            models.CheckConstraint(condition=~Q(hash=F("previous_hash")), name="event_hash_moves_on"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"

    def content(self) -> dict[str, Any]:
        """Return what the seal covers besides the place and the previous seal; the basis where there is one."""
        basis = {name: value for name in BASIS if (value := getattr(self, name))}
        return basis | {
            "at": self.at.isoformat(),
            "kind": self.kind,
            "actor": self.actor,
            "on_behalf_of": self.on_behalf_of,
            "subject_kind": self.subject_kind,
            "subject_id": self.subject_id,
            "payload": self.payload,
        }

    def record(self) -> Record:
        """Return the row as a link of the chain."""
        return Record(sequence=self.sequence, content=self.content(), previous_hash=self.previous_hash, hash=self.hash)
