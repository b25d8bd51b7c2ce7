"""A council and its revisions held for an act upon them, and the event of the act."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import THE_SITE, Authorship
from dongbo.planning.models import Council, RequiredRevision
from dongbo.planning.states import CouncilState


def held_council(council: Council) -> Council:
    """Return the council as it is now, held. Raises ValidationError with code `closed` once its work is over."""
    found = Council.objects.select_for_update(of=("self",)).select_related("document__unit")
    held = found.get(pk=council.pk)
    if held.state != CouncilState.WORKING:
        raise ValidationError(_("Hội đồng đã kết thúc nên yêu cầu chỉnh sửa không đổi được nữa."), code="closed")
    return held


def held_revisions(council: Council, revisions: Iterable[RequiredRevision]) -> list[RequiredRevision]:
    """Return revisions of `council` as they are now, held, by number.

    Raises ValidationError: `few` where none is named, `elsewhere` where one is of another council, `withdrawn`.
    """
    keys = {revision.pk for revision in revisions}
    if not keys:
        raise ValidationError(_("Hãy chọn ít nhất một yêu cầu."), code="few")
    found = RequiredRevision.objects.select_for_update(of=("self",)).filter(council=council, pk__in=keys)
    held = list(found.order_by("number"))
    if len(held) != len(keys):
        raise ValidationError(_("Có yêu cầu không thuộc hội đồng này; hãy chọn lại."), code="elsewhere")
    gone = [revision for revision in held if revision.withdrawn_at is not None]
    if gone:
        raise ValidationError(
            _("Hội đồng đã rút %(names)s nên không cần trả lời nữa; hãy bỏ chọn rồi làm lại."),
            code="withdrawn",
            params={"names": names_of(gone)},
        )
    return held


def names_of(revisions: Iterable[RequiredRevision]) -> str:
    """Return revisions by their numbers: "yêu cầu số 3, số 5"."""
    return _("yêu cầu ") + ", ".join(_("số %(number)d") % {"number": one.number} for one in revisions)


def require_later(version: Version, revisions: Iterable[RequiredRevision]) -> None:
    """This will raise ValidationError, by `version`, unless it is frozen and comes after what a revision was judged by.

    Its code is `version`.
    """
    if not version.is_frozen:
        told = _("Hãy chốt bản này trước khi đối chiếu với yêu cầu của hội đồng.")
        raise ValidationError({"version": ValidationError(told, code="version")})
    if not any(one.version.ordinal < version.ordinal for one in revisions):
        told = _("Bản «%(label)s» không sau bản nào hội đồng đã thẩm định; hãy chọn một bản tiếp thu đã chốt sau đó.")
        raise ValidationError({"version": ValidationError(told, code="version", params={"label": version.label})})


def record(
    verb: str,
    about: Council | RequiredRevision,
    payload: Mapping[str, object],
    *,
    at: datetime,
    by: Authorship = THE_SITE,
) -> None:
    """This will append the event of an act upon one revision, or upon several of a council."""
    append_event(
        kind=f"planning.{verb}",
        subject_kind="council" if isinstance(about, Council) else "required_revision",
        subject_id=about.pk,
        payload=payload,
        by=by,
        at=at,
    )
