"""The organisation as a Django application."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Units and officers."""

    name = "dongbo.organisation"
    verbose_name = "Tổ chức"
