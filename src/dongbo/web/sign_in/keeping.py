"""A form that comes after the lock is kept, and goes on exactly as it was sent once its officer is known again."""

import secrets
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

from dongbo.organisation.models import KeptRequest, Officer
from dongbo.organisation.operations.signing_in import Sent, SentFile, forget_kept, keep_request
from dongbo.organisation.operations.signing_in.keeping import LARGEST_FILES, MOST_KEPT
from dongbo.organisation.queries.signing_in import KEPT_FOR, kept_for

KEPT_COOKIE = "kept"
OFFICER_COOKIE = "officer"
KEPT_FIELD = "_kept"
LONGEST_CONTINUING = 2_000
"""Bytes of the form that lets a kept request go on: a token and a key."""


def remember_officer(response: HttpResponse, officer: Officer) -> None:
    """This will tell the browser, signed, whose it was last: a form that comes after the end is kept for him."""
    response.set_signed_cookie(
        OFFICER_COOKIE,
        str(officer.pk),
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def last_officer(request: HttpRequest) -> Officer | None:
    """Return the officer whose session this browser held last."""
    key = request.get_signed_cookie(OFFICER_COOKIE, default="", max_age=KEPT_FOR)
    return Officer.objects.filter(pk=key, is_active=True).first() if key else None


def keep(
    request: HttpRequest, response: HttpResponse, officer: Officer, *, continues_itself: bool, at: datetime
) -> None:
    """This will keep the form in `request` for `officer`, and give its key to the browser with `response`."""
    key = secrets.token_urlsafe(32)
    keep_request(key=key, officer=officer, sent=_sent(request), continues_itself=continues_itself, at=at)
    _give_keys(response, [key, *_keys(request)][:MOST_KEPT])


def kept_in(request: HttpRequest, officer: Officer, *, at: datetime) -> list[KeptRequest]:
    """Return what this browser holds the keys of and is kept for `officer`, the newest first."""
    return [kept for key in _keys(request) if (kept := kept_for(officer, key=key, at=at))]


def has_kept(request: HttpRequest, officer: Officer, *, at: datetime) -> bool:
    """Return whether something waits to go on in this browser."""
    return bool(kept_in(request, officer, at=at))


def give_up(request: HttpRequest, response: HttpResponse, kept: KeptRequest) -> None:
    """This will forget `kept` and take its key from the browser."""
    _give_keys(response, [key for key in _keys(request) if key != kept.key])
    forget_kept(kept=kept)


def continuing_key(request: HttpRequest) -> str:
    """Return the key of the kept request that `request` lets go on; empty where it is a request of its own.

    Only a form as short as ours is read here, so that no view's own reading of a large upload is disturbed.
    """
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return ""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return ""
    return request.POST.get(KEPT_FIELD, "") if length <= LONGEST_CONTINUING else ""


def put_back(request: HttpRequest, kept: KeptRequest) -> None:
    """This will make `request` what was kept: every field and file, with the token the browser holds now."""
    fields = QueryDict(kept.fields, mutable=True)
    fields["csrfmiddlewaretoken"] = request.POST.get("csrfmiddlewaretoken", "")
    fields._mutable = False
    files: MultiValueDict[str, SimpleUploadedFile] = MultiValueDict()
    for file in kept.files.all():
        files.appendlist(file.field, SimpleUploadedFile(file.name, bytes(file.data), file.content_type))
    request.POST = fields  # type: ignore[assignment]
    request._files = files  # type: ignore[attr-defined]


def shown_fields(kept: KeptRequest) -> list[tuple[str, str]]:
    """Return the fields of `kept` that hold text, for its officer to look at."""
    fields = QueryDict(kept.fields)
    return [(name, value) for name in fields for value in fields.getlist(name) if value.strip()]


def _sent(request: HttpRequest) -> Sent:
    fields = request.POST.copy()
    for name in list(fields):
        if name == "csrfmiddlewaretoken" or "password" in name.lower():
            del fields[name]
    sent = [(name, file) for name, found in request.FILES.lists() for file in found]
    fitting = [(name, file) for name, file in sent if (file.size or 0) <= LARGEST_FILES]
    files = [SentFile(name, file.name or "", file.content_type or "", file.read()) for name, file in fitting]
    left_out = [file.name or "" for name, file in sent if (name, file) not in fitting]
    return Sent(address=request.get_full_path(), fields=fields.urlencode(), files=files, left_out=left_out)


def _keys(request: HttpRequest) -> list[str]:
    return [key for key in request.COOKIES.get(KEPT_COOKIE, "").split(".") if key][:MOST_KEPT]


def _give_keys(response: HttpResponse, keys: list[str]) -> None:
    if not keys:
        response.delete_cookie(KEPT_COOKIE, samesite="Lax")
        return
    response.set_cookie(
        KEPT_COOKIE,
        ".".join(keys),
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
