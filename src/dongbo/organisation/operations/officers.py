"""Enrolling officers and the posts they hold."""

from datetime import date, datetime

from django.db import transaction

from dongbo.engines.vietnamese import fold, toneless
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Officer, Post, Unit
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import Permission, PostKind


@transaction.atomic
def enrol_officer(
    *,
    username: str,
    full_name: str,
    unit: Unit,
    title: str,
    valid_from: date,
    by: Acting,
    at: datetime,
    kind: PostKind = PostKind.MEMBER,
    rank: str = "",
    email: str = "",
    password: str | None = None,
) -> Officer:
    """This will enrol an officer with his first post. Without a password he cannot sign in until he has set one.

    Raises NotAllowed, ValidationError.
    """
    authorship = require(by, Permission.OFFICER_ENROL, unit=unit, at=at)
    officer = write_officer(
        username=username, full_name=full_name, rank=rank, email=email, password=password, enrolled_at=at
    )
    Post.objects.create(officer=officer, unit=unit, title=title, kind=kind, valid_from=valid_from)
    append_event(
        kind="organisation.officer_enrolled",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={"username": username, "full_name": full_name, "unit": unit.code, "title": title},
        by=authorship,
        at=at,
    )
    return officer


def write_officer(
    *, username: str, full_name: str, rank: str, email: str, password: str | None, enrolled_at: datetime
) -> Officer:
    """This will write an officer's row with the keys he is found and sorted by."""
    officer = Officer(
        username=username,
        full_name=full_name,
        rank=rank,
        email=email,
        enrolled_at=enrolled_at,
        search_key=toneless(fold(f"{full_name} {username}")),
        name_key=fold(full_name),
    )
    if password is None:
        officer.set_unusable_password()
    else:
        officer.set_password(password)
    officer.save()
    return officer
