"""What an officer may be charged with until grants and delegations decide it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Duty(TextChoices):
    """An officer's duty on this site."""

    READER = "reader", _("Người đọc")
    PLANNING_OFFICER = "planning_officer", _("Cán bộ kế hoạch")
    ADMINISTRATOR = "administrator", _("Quản trị")
