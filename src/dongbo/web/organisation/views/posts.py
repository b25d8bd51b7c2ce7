"""Acts upon officers and their posts: enrolling, correcting, appointing, transferring, leaving and coming back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.organisation.models import Officer, Post
from dongbo.organisation.operations.officers import (
    correct_officer,
    enrol_officer,
    reinstate_officer,
    suspend_officer,
)
from dongbo.organisation.operations.posts import appoint, end_post, transfer_officer
from dongbo.organisation.queries import living_units
from dongbo.organisation.rules import within
from dongbo.organisation.states import Permission
from dongbo.web.acting import acting_of, now
from dongbo.web.organisation.forms.officers import (
    AppointForm,
    EndPostForm,
    EnrolForm,
    PersonForm,
    ReasonForm,
    TransferForm,
)
from dongbo.web.organisation.scope import manageable_officers
from dongbo.web.organisation.views.acts import ActPage, act, posted


def managed_officer(request: HttpRequest, pk: int) -> Officer:
    """Return the officer. Raises Http404 where managing him is not the reader's."""
    return get_object_or_404(manageable_officers(acting_of(request), at=now()), pk=pk)


def _back(officer: Officer) -> tuple[str, str]:
    return officer.full_name, reverse("officer", args=[officer.pk])


def officer_enrol(request: HttpRequest) -> HttpResponse:
    """Enrol an officer with his first post; in the unit the address names."""
    asked = request.GET.get("unit", "")
    unit = living_units().filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
    form = EnrolForm(posted(request), initial={"unit": unit})
    enrolled: list[Officer] = []

    def enrol() -> None:
        enrolled.append(enrol_officer(decision=form.decision(), by=acting_of(request), at=now(), **form.facts()))

    page = ActPage(
        heading=_("Thêm cán bộ"),
        button=_("Thêm"),
        done=_("Đã thêm cán bộ. Hãy cấp liên kết kích hoạt để người đó đặt mật khẩu."),
        lead=_("Quyền được cấp riêng, ở trang quyền; vị trí công tác không tự đem theo quyền nào."),
    )
    back = (_("Danh sách cán bộ"), reverse("officers"))
    return act(request, form, page, do=enrol, back=back, to=lambda: reverse("officer", args=[enrolled[0].pk]))


def officer_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is written of an officer."""
    officer = managed_officer(request, pk)
    written = {"full_name": officer.full_name, "rank": officer.rank, "email": officer.email}
    form = PersonForm(posted(request), initial=written)

    def correct() -> None:
        correct_officer(officer=officer, by=acting_of(request), at=now(), **form.cleaned_data)

    page = ActPage(heading=_("Sửa thông tin cán bộ"), button=_("Lưu"), done=_("Đã sửa thông tin cán bộ."))
    return act(request, form, page, do=correct, back=_back(officer))


def officer_appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an officer a further post."""
    officer = managed_officer(request, pk)
    form = AppointForm(posted(request))

    def give() -> None:
        appoint(officer=officer, decision=form.decision(), by=acting_of(request), at=now(), **form.facts())

    page = ActPage(
        heading=_("Thêm vị trí công tác"),
        button=_("Ghi quyết định"),
        done=_("Đã ghi vị trí công tác."),
        lead=_("Dùng khi kiêm nhiệm. Nếu rời vị trí chính, hãy dùng «Điều động»."),
    )
    return act(request, form, page, do=give, back=_back(officer))


def officer_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an officer from his main post to another, in one act."""
    officer = managed_officer(request, pk)
    form = TransferForm(posted(request))

    def move() -> None:
        transfer_officer(officer=officer, decision=form.decision(), by=acting_of(request), at=now(), **form.facts())

    page = ActPage(
        heading=_("Điều động"),
        button=_("Ghi quyết định"),
        done=_("Đã ghi quyết định điều động."),
        warning=_("Quyền gắn với vị trí cũ kết thúc cùng ngày, kể cả phần đã ủy quyền tiếp."),
    )
    return act(request, form, page, do=move, back=_back(officer))


def officer_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an officer out of service."""
    officer = managed_officer(request, pk)
    form = ReasonForm(posted(request))

    def suspend() -> None:
        suspend_officer(officer=officer, reason=form.cleaned_data["reason"], by=acting_of(request), at=now())

    page = ActPage(
        heading=_("Cho thôi công tác"),
        button=_("Cho thôi công tác"),
        done=_("Đã cho thôi công tác: mọi vị trí và quyền đã kết thúc."),
        warning=_("Ngay khi xác nhận: mọi vị trí kết thúc, mọi quyền và phần đã ủy quyền tiếp bị thu hồi, mọi phiên "
                  "đăng nhập bị đóng."),
    )  # fmt: skip
    return act(request, form, page, do=suspend, back=_back(officer))


def officer_reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an officer back into service."""
    officer = managed_officer(request, pk)
    form = ReasonForm(posted(request))

    def reinstate() -> None:
        reinstate_officer(officer=officer, reason=form.cleaned_data["reason"], by=acting_of(request), at=now())

    page = ActPage(
        heading=_("Nhận lại công tác"),
        button=_("Nhận lại"),
        done=_("Đã nhận lại. Vị trí, quyền và mật khẩu phải cấp mới."),
    )
    return act(request, form, page, do=reinstate, back=_back(officer))


def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post."""
    managed = within(acting_of(request), Permission.OFFICER_ENROL, at=now())
    post = get_object_or_404(Post.objects.filter(managed).select_related("officer", "unit"), pk=pk)
    form = EndPostForm(posted(request))

    def end() -> None:
        end_post(
            post=post,
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
            decision=form.decision(),
            by=acting_of(request),
            at=now(),
        )

    page = ActPage(
        heading=_("Kết thúc vị trí công tác"),
        button=_("Kết thúc"),
        done=_("Đã kết thúc vị trí công tác và các quyền đi theo."),
        lead=f"{post.title} – {post.unit}",
        warning=_("Quyền gắn với vị trí này kết thúc cùng ngày, kể cả phần đã ủy quyền tiếp."),
    )
    return act(request, form, page, do=end, back=_back(post.officer))
