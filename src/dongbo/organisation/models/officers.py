"""Officers who sign in, the posts they hold, and the policy their sign-in follows."""

from typing import ClassVar

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

    def __str__(self) -> str:
        return self.full_name


class Post(models.Model):
    """An officer's place in a unit over a stretch of days, half-open; one of his posts at a time is the main one."""

    officer = models.ForeignKey(Officer, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="posts")
    title = models.CharField("chức vụ", max_length=120)
    kind = models.CharField("vị trí", max_length=10, choices=PostKind.choices, default=PostKind.MEMBER)
    is_main = models.BooleanField("vị trí chính", default=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decision_on = models.DateField("ngày quyết định", null=True, blank=True)

    class Meta:
        verbose_name = "vị trí công tác"
        ordering = ("-valid_from", "-pk")
        indexes = (models.Index(fields=("unit", "valid_from"), name="post_unit"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=PostKind.values), name="post_kind_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="post_days_in_order"
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


class SignInPolicy(models.Model):
    """What sign-in asks for from a day on, with the rule it rests on; the newest that has begun holds."""

    valid_from = models.DateField("từ ngày", unique=True)
    idle_minutes = models.PositiveSmallIntegerField("khóa khi rời máy (phút)")
    administrator_idle_minutes = models.PositiveSmallIntegerField("khóa khi rời máy, quản trị (phút)")
    longest_hours = models.PositiveSmallIntegerField("phiên dài nhất (giờ)")
    most_sessions = models.PositiveSmallIntegerField("số phiên cùng lúc")
    wrong_tries = models.PositiveSmallIntegerField("số lần sai trước khi khóa")
    lock_minutes = models.PositiveSmallIntegerField("thời gian khóa (phút)")
    shortest_password = models.PositiveSmallIntegerField("mật khẩu ngắn nhất")
    administrator_second_factor = models.BooleanField("quản trị phải có yếu tố thứ hai")
    administrator_password_days = models.PositiveSmallIntegerField("quản trị đổi mật khẩu sau (ngày)", null=True)
    unused_days = models.PositiveSmallIntegerField("ngừng tài khoản không dùng sau (ngày)", null=True)
    legal_basis = models.CharField("căn cứ", max_length=300)

    class Meta:
        verbose_name = "chính sách đăng nhập"
        ordering = ("-valid_from",)
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    idle_minutes__gte=1,
                    administrator_idle_minutes__gte=1,
                    longest_hours__gte=1,
                    most_sessions__gte=1,
                    wrong_tries__gte=1,
                    lock_minutes__gte=1,
                    shortest_password__gte=8,
                ),
                name="sign_in_policy_possible",
            ),
        )

    def __str__(self) -> str:
        return f"{self.valid_from:%d/%m/%Y}"
