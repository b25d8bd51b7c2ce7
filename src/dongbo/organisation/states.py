"""What an officer may be charged with until grants and delegations decide it."""

from django.db.models import TextChoices


class Duty(TextChoices):
    """An officer's duty on this site."""

    READER = "reader", "Người đọc"
    PLANNING_OFFICER = "planning_officer", "Cán bộ kế hoạch"
    ADMINISTRATOR = "administrator", "Quản trị"
