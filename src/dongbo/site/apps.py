"""The wiring as a Django application."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Ties ledger events to the jobs they wake, once every room is loaded."""

    name = "dongbo.site"
    verbose_name = "Đấu nối"

    def ready(self) -> None:
        """Register the table of wakes."""
        from dongbo.ledger.operations import wake_on
        from dongbo.site.wakes import wakes

        for kind, waker in wakes().items():
            wake_on(kind=kind, waker=waker)
