"""Units in a tree, and the officers who sign in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from dongbo.organisation.states import Duty


class Unit(models.Model):
    """An organisational unit with the code it is known by."""

    code = models.CharField("mã định danh", max_length=35, unique=True)
    name = models.CharField("tên", max_length=300)
    parent = models.ForeignKey(
        "self", verbose_name="đơn vị cấp trên", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    class Meta:
        verbose_name = "đơn vị"
        ordering = ("code",)
        constraints = (models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_not_its_own_parent"),)

    def __str__(self) -> str:
        return self.name


class Officer(AbstractBaseUser):
    """A person who signs in and acts for one unit."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    position = models.CharField("chức vụ", max_length=120, blank=True)
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="officers")
    duty = models.CharField("nhiệm vụ", max_length=20, choices=Duty.choices, default=Duty.READER)
    is_active = models.BooleanField("đang công tác", default=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "cán bộ"
        ordering = ("full_name",)
        constraints = (models.CheckConstraint(condition=Q(duty__in=Duty.values), name="officer_duty_known"),)

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_administrator(self) -> bool:
        """Whether the officer administers this site."""
        return self.is_active and self.duty == Duty.ADMINISTRATOR

    @property
    def is_planning_officer(self) -> bool:
        """Whether the officer works on papers: registers, mends, freezes, appraises."""
        return self.is_active and self.duty in (Duty.PLANNING_OFFICER, Duty.ADMINISTRATOR)
