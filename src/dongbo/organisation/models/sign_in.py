"""What sign-in asks for, and what is kept of it."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils.module_loading import import_string

from dongbo.organisation.models.officers import Officer
from dongbo.organisation.states import SessionEnd, SignInAct, SignInMethod


class SignInPolicy(models.Model):
    """What sign-in asks for from a day on, with the rule it rests on; the newest that has begun holds."""

    valid_from = models.DateField("từ ngày", unique=True)
    idle_minutes = models.PositiveSmallIntegerField("khóa khi rời máy (phút)")
    administrator_idle_minutes = models.PositiveSmallIntegerField("khóa khi rời máy, quản trị (phút)")
    longest_hours = models.PositiveSmallIntegerField("phiên dài nhất (giờ)")
    most_sessions = models.PositiveSmallIntegerField("số phiên cùng lúc")
    wrong_tries = models.PositiveSmallIntegerField("số lần sai trước khi khóa")
    lock_minutes = models.PositiveSmallIntegerField("thời gian khóa (phút)")
    strange_tries = models.PositiveSmallIntegerField("số lần sai từ mọi nơi lạ trong một ngày", default=50)
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
            models.CheckConstraint(
                condition=Q(strange_tries__gte=F("wrong_tries")), name="sign_in_policy_strangers_have_one_turn"
            ),
        )

    def __str__(self) -> str:
        return f"{self.valid_from:%d/%m/%Y}"


class SignInSession(AbstractBaseSession):
    """A browser's session, kept on the server; an officer's from when he has signed in.

    It locks at `locks_at` unless he is seen before, and is over at `expire_date` whatever he does.
    """

    officer = models.ForeignKey(
        Officer, verbose_name="cán bộ", null=True, on_delete=models.CASCADE, related_name="sessions"
    )
    began_at = models.DateTimeField("đăng nhập lúc", null=True)
    seen_at = models.DateTimeField("hoạt động lần cuối", null=True)
    locks_at = models.DateTimeField("khóa lúc", null=True)
    method = models.CharField("cách đăng nhập", max_length=16, choices=SignInMethod.choices, blank=True)
    address = models.CharField("địa chỉ mạng", max_length=64, blank=True)
    device = models.CharField("trình duyệt", max_length=200, blank=True)

    class Meta:
        verbose_name = "phiên làm việc"
        indexes = (models.Index(fields=("officer", "began_at"), name="sign_in_session_officer"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(officer__isnull=True, began_at__isnull=True, seen_at__isnull=True, locks_at__isnull=True)
                | Q(officer__isnull=False, began_at__lte=F("seen_at"), seen_at__lt=F("locks_at")),
                name="sign_in_session_whose_and_since",
            ),
            models.CheckConstraint(
                condition=Q(method__in=["", *SignInMethod.values]), name="sign_in_session_method_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.address} {self.device}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return the store that reads and writes these rows."""
        store: type[SessionBase] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        return store


class SignInRecord(models.Model):
    """One line in the history of an officer's account, which he can read himself."""

    officer = models.ForeignKey(Officer, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="sign_ins")
    at = models.DateTimeField("thời điểm")
    act = models.CharField("việc", max_length=20, choices=SignInAct.choices)
    method = models.CharField("bằng", max_length=16, choices=SignInMethod.choices, blank=True)
    ending = models.CharField("lý do kết thúc", max_length=20, choices=SessionEnd.choices, blank=True)
    address = models.CharField("địa chỉ mạng", max_length=64, blank=True)
    device = models.CharField("trình duyệt", max_length=200, blank=True)
    from_elsewhere = models.BooleanField("từ nơi chưa thấy", default=False)

    class Meta:
        verbose_name = "lịch sử đăng nhập"
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("officer", "-at"), name="sign_in_record_officer"),)
        constraints = (
            models.CheckConstraint(condition=Q(act__in=SignInAct.values), name="sign_in_record_act_known"),
            models.CheckConstraint(
                condition=Q(method__in=["", *SignInMethod.values]), name="sign_in_record_method_known"
            ),
            models.CheckConstraint(
                condition=Q(act=SignInAct.SESSION_ENDED, ending__in=SessionEnd.values)
                | (~Q(act=SignInAct.SESSION_ENDED) & Q(ending="")),
                name="sign_in_record_ending_with_its_act",
            ),
            models.CheckConstraint(
                condition=Q(from_elsewhere=False) | Q(act=SignInAct.SIGNED_IN),
                name="sign_in_record_elsewhere_is_a_sign_in",
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.get_act_display()}"


class WrongTries(models.Model):
    """Tries from one address at one account, known or not: both look alike to whoever guesses.

    One row more, for STRANGERS, counts together what comes from every address the account was never signed in from.
    The name typed is kept as a digest, since people type passwords into the wrong field.
    """

    STRANGERS = "*"

    account = models.CharField("tài khoản", max_length=64)
    address = models.CharField("địa chỉ mạng", max_length=64, blank=True)
    officer = models.ForeignKey(
        Officer, verbose_name="cán bộ", null=True, on_delete=models.CASCADE, related_name="wrong_tries"
    )
    tries = models.PositiveSmallIntegerField("số lần")
    counted_from = models.DateTimeField("tính từ")
    locked_until = models.DateTimeField("khóa đến", null=True)

    class Meta:
        verbose_name = "số lần nhập sai"
        indexes = (models.Index(fields=("officer", "locked_until"), name="wrong_tries_officer"),)
        constraints = (
            models.UniqueConstraint(fields=("account", "address"), name="wrong_tries_once"),
            models.CheckConstraint(
                condition=Q(locked_until__isnull=True) | Q(locked_until__gt=F("counted_from")),
                name="wrong_tries_locked_after_counting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tries}"

    @property
    def is_of_strangers(self) -> bool:
        """Whether these are the tries of all strange addresses together."""
        return self.address == self.STRANGERS


class UsedCode(models.Model):
    """A step of the clock whose code from the officer's application was accepted, and never is again."""

    officer = models.ForeignKey(Officer, verbose_name="cán bộ", on_delete=models.CASCADE, related_name="+")
    step = models.PositiveBigIntegerField("bước thời gian")

    class Meta:
        verbose_name = "mã đã dùng"
        constraints = (models.UniqueConstraint(fields=("officer", "step"), name="used_code_once"),)

    def __str__(self) -> str:
        return f"{self.step}"


class KeptRequest(models.Model):
    """What an officer sent after his session had locked or ended, kept until he is known again."""

    key = models.CharField("khóa", max_length=64, unique=True)
    officer = models.ForeignKey(Officer, verbose_name="cán bộ", on_delete=models.CASCADE, related_name="+")
    kept_at = models.DateTimeField("giữ lúc")
    address = models.TextField("địa chỉ trang")
    fields = models.TextField("nội dung đã gõ")
    left_out = models.JSONField("tệp không giữ được", default=list)
    continues_itself = models.BooleanField("tự gửi tiếp", default=False)
    going_on_since = models.DateTimeField("đang gửi tiếp từ", null=True)

    class Meta:
        verbose_name = "yêu cầu đang giữ"
        ordering = ("-kept_at",)

    def __str__(self) -> str:
        return self.address


class KeptFile(models.Model):
    """A file sent with a kept request."""

    request = models.ForeignKey(KeptRequest, verbose_name="yêu cầu", on_delete=models.CASCADE, related_name="files")
    field = models.CharField("trường", max_length=200)
    name = models.CharField("tên tệp", max_length=255)
    content_type = models.CharField("loại nội dung", max_length=200, blank=True)
    data = models.BinaryField("dữ liệu")

    class Meta:
        verbose_name = "tệp đang giữ"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
