"""The states of a drafting dossier, the parts people have in a team, and what is done to a text."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(minutes=2)
"""So long after the last sign of writing somebody is shown as writing at a provision."""


class DossierState(TextChoices):
    """A dossier is worked on, then closed."""

    OPEN = "open", _("Đang soạn thảo")
    CLOSED = "closed", _("Đã khép")


class TeamRole(TextChoices):
    """What an officer is in a drafting team."""

    HEAD = "head", _("Tổ trưởng")
    DEPUTY = "deputy", _("Tổ phó")
    SECRETARY = "secretary", _("Thư ký")
    MEMBER = "member", _("Thành viên")


class WritingAct(TextChoices):
    """What was done to a provision of a text being written."""

    WRITTEN = "written", _("Viết")
    ADDED = "added", _("Thêm")
    MOVED = "moved", _("Chuyển chỗ, đổi cấp")
    SPLIT = "split", _("Tách")
    MERGED = "merged", _("Gộp")
    REMOVED = "removed", _("Bỏ")
    REFERENCE = "reference", _("Viện dẫn đổi số theo")


class SuccessionAct(TextChoices):
    """How a provision passed into another."""

    SPLIT = "split", _("Tách ra")
    MERGED = "merged", _("Gộp vào")
    REMOVED = "removed", _("Bỏ, có nội dung thay thế")
