"""What sign-in asks for, and what is kept of it."""

from django.db import models
from django.db.models import Q


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
