"""Officers who sign in, and the posts they hold."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from dongbo.organisation.models.units import Unit
from dongbo.organisation.states import PostKind


class Officer(AbstractBaseUser):
    """A person who signs in. What he may do comes from grants; where he works, from posts."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    rank = models.CharField("cấp bậc hàm", max_length=60, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    search_key = models.CharField("tên để tìm", max_length=200, blank=True, editable=False)
    name_key = models.CharField("tên để xếp", max_length=200, blank=True, editable=False)
    is_active = models.BooleanField("đang công tác", default=True)
    enrolled_at = models.DateTimeField("thêm lúc")

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "cán bộ"
        ordering = ("name_key", "pk")
        indexes = (models.Index(fields=("name_key", "id"), name="officer_name"),)
        constraints = (models.CheckConstraint(condition=~Q(username=""), name="officer_has_a_username"),)

    def __str__(self) -> str:
        return self.full_name


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, asked about days."""

    def held_on(self, day: date) -> Self:
        """Return the posts that are held on `day`."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)

    def held_from(self, day: date) -> Self:
        """Return the posts that are held on `day` or on a later one."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day) & Q(valid_to__gt=F("valid_from")))


class Post(models.Model):
    """An officer's place in a unit over a stretch of days, half-open; one of his posts at a time is the main one.

    A post that was ended before it began ends where it begins: it has no day, and no question about a day finds it.
    """

    officer = models.ForeignKey(Officer, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="posts")
    title = models.CharField("chức vụ", max_length=120)
    kind = models.CharField("vị trí", max_length=10, choices=PostKind.choices, default=PostKind.MEMBER)
    is_main = models.BooleanField("vị trí chính", default=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decision_on = models.DateField("ngày quyết định", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "vị trí công tác"
        ordering = ("-valid_from", "-pk")
        indexes = (models.Index(fields=("unit", "valid_from"), name="post_unit"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=PostKind.values), name="post_kind_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="post_days_in_order"
            ),
            models.UniqueConstraint(
                fields=("officer",), condition=Q(valid_to__isnull=True, is_main=True), name="post_one_open_main"
            ),
            models.UniqueConstraint(
                fields=("officer", "unit"), condition=Q(valid_to__isnull=True), name="post_one_open_in_a_unit"
            ),
            models.UniqueConstraint(
                fields=("unit",), condition=Q(valid_to__isnull=True, kind=PostKind.HEAD), name="post_one_open_head"
            ),
        )

    def __str__(self) -> str:
        return self.title
