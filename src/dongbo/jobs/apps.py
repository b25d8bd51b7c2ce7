"""The jobs as a Django application."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Commands and tasks."""

    name = "dongbo.jobs"
    verbose_name = "Công việc nền"
