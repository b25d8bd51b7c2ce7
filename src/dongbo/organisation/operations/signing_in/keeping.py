"""A request that came after its session had locked or ended is kept whole until its officer is known again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from dongbo.organisation.models import KeptFile, KeptRequest, Officer
from dongbo.organisation.queries.signing_in import GOING_ON_FOR, KEPT_FOR

MOST_KEPT = 5
"""How many requests are kept for one officer; the oldest give way."""
LARGEST_FILES = 16 * 1024 * 1024
"""Bytes of files kept with one request; a file beyond them is named and chosen again."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent."""

    field: str
    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: to which address, the fields as they were encoded, and the files."""

    address: str
    fields: str
    files: Sequence[SentFile] = ()
    left_out: Sequence[str] = ()


@transaction.atomic
def keep_request(*, key: str, officer: Officer, sent: Sent, continues_itself: bool, at: datetime) -> KeptRequest:
    """This will keep what `officer` sent under `key`, which only his browser knows, for KEPT_FOR.

    Files beyond LARGEST_FILES are left out by name, as are those the caller could not read.
    """
    KeptRequest.objects.filter(kept_at__lte=at - KEPT_FOR).delete()
    older = KeptRequest.objects.filter(officer=officer).values_list("pk", flat=True)[MOST_KEPT - 1 :]
    KeptRequest.objects.filter(pk__in=list(older)).delete()
    kept = KeptRequest(
        key=key,
        officer=officer,
        kept_at=at,
        address=sent.address,
        fields=sent.fields,
        left_out=list(sent.left_out),
        continues_itself=continues_itself,
    )
    room, fitting = LARGEST_FILES, []
    for file in sent.files:
        if len(file.data) > room:
            kept.left_out.append(file.name)
            continue
        room -= len(file.data)
        fitting.append(file)
    kept.save()
    KeptFile.objects.bulk_create(
        KeptFile(
            request=kept,
            field=file.field,
            name=file.name[:255],
            content_type=file.content_type[:200],
            data=file.data,
        )
        for file in fitting
    )
    return kept


def let_go_on(*, kept: KeptRequest, at: datetime) -> bool:
    """This will send a kept request on its way; return False where this or another process has sent it already.

    One that stopped on its way may go on again after GOING_ON_FOR.
    """
    waiting = Q(going_on_since__isnull=True) | Q(going_on_since__lte=at - GOING_ON_FOR)
    return KeptRequest.objects.filter(waiting, pk=kept.pk).update(going_on_since=at) == 1


def stop_going_on(*, kept: KeptRequest) -> None:
    """This will let a kept request wait again, since it did not arrive."""
    KeptRequest.objects.filter(pk=kept.pk).update(going_on_since=None)


@transaction.atomic
def forget_kept(*, kept: KeptRequest) -> None:
    """This will forget a kept request with its files, once it has gone on or its officer gave it up."""
    kept.delete()
