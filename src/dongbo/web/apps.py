"""The screens as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Views, forms, templates and static files."""

    name = "dongbo.web"
    verbose_name = "Màn hình"
