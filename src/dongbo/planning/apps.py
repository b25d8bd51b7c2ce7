"""Planning as a Django application."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Appraisals and trace links."""

    name = "dongbo.planning"
    verbose_name = "Quy hoạch"
