"""The ledger as a Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The bottom floor: it knows no other room."""

    name = "dongbo.ledger"
    verbose_name = "Sổ cái sự kiện"
