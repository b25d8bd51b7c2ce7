"""Columns and constraints that several tables of this room have alike."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from dongbo.documents.models import StoredFile


def an_officer(verbose_name: str, **options: Any) -> "models.ForeignKey[Any, Any]":
    """Return a reference to an officer, who stays as long as what he did."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=verbose_name, on_delete=models.PROTECT, related_name="+", **options
    )


def nobody_yet(verbose_name: str) -> "models.ForeignKey[Any, Any]":
    """Return a reference to an officer that may be empty."""
    return an_officer(verbose_name, null=True, blank=True)


def stored_file(verbose_name: str, **options: Any) -> "models.ForeignKey[Any, Any]":
    """Return a reference to a stored file, which stays as long as it is named."""
    return models.ForeignKey(
        StoredFile, verbose_name=verbose_name, on_delete=models.PROTECT, related_name="+", **options
    )


def when_and_by(act: str, name: str) -> models.CheckConstraint:
    """Return the constraint that `act`_at and `act`_by are known together or not at all."""
    together = Q(**{f"{act}_at__isnull": True, f"{act}_by__isnull": True})
    return models.CheckConstraint(
        condition=together | Q(**{f"{act}_at__isnull": False, f"{act}_by__isnull": False}), name=name
    )


def known(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """Return the constraint that `field` is one of `choices`."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)
