"""The standing body signs for what may stand as it is, takes a signature back, or gives the draft back."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.rules import CouncilRules
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.words import require_words
from dongbo.planning.models import Council, DraftReturn, RevisionCheck
from dongbo.planning.operations.opinions.placing import plain_lines
from dongbo.planning.operations.revisions.holding import held_council, held_revisions, record, require_later
from dongbo.planning.queries.revisions import is_closed, versions_after
from dongbo.planning.rules.councils import require_council_lead
from dongbo.planning.states import RevisionClaim

LONGEST_NOTE = 4_000
"""Characters of a reason."""


def sign_checks(
    *,
    checks: Iterable[RevisionCheck],
    note: str,
    by: Acting,
    at: datetime,
    seen: Mapping[int, str] | None = None,
) -> list[RevisionCheck]:
    """This will sign by name for revisions that the newest version does not bear out: why they may stand as they are.

    All of them or none; `seen` are the keys of the checks as they were shown. Raises NotAllowed; ValidationError by
    `note`, or with code `few`, `elsewhere` (several councils or versions), `old` (a newer version is frozen),
    `unanswered`, `nothing` (what needs no signature), `stale`, `withdrawn`, `closed`.
    """
    named = list(checks)
    if not named:
        raise ValidationError(_("Hãy chọn ít nhất một yêu cầu để ký nhận."), code="few")
    if len({(one.revision.council_id, one.version_id) for one in named}) != 1:
        raise ValidationError(_("Các yêu cầu phải cùng một hội đồng và cùng một bản."), code="elsewhere")
    authorship = _prepared(named[0].revision.council, note, _("lý do để yêu cầu này được coi là xong"), by=by, at=at)
    return _sign(named, plain_lines(note), seen or {}, by=by, authorship=authorship, at=at)


@transaction.atomic
def _sign(
    named: list[RevisionCheck],
    note: str,
    seen: Mapping[int, str],
    *,
    by: Acting,
    authorship: Authorship,
    at: datetime,
) -> list[RevisionCheck]:
    council = held_council(named[0].revision.council)
    held_revisions(council, [one.revision for one in named])
    newest = versions_after(council).first()
    if newest is None or newest.pk != named[0].version_id:
        raise ValidationError(_("Đã có bản mới hơn được chốt; hãy ký nhận trên bản mới nhất."), code="old")
    found = RevisionCheck.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in named])
    held = list(found.select_related("revision").order_by("revision__number"))
    for one in held:
        _require_signable(one, seen.get(one.pk))
        one.signed_at, one.signed_by, one.note = at, by.officer, note
    RevisionCheck.objects.bulk_update(held, ("signed_at", "signed_by", "note"), batch_size=200)
    payload = {
        "version": newest.ordinal,
        "note": note,
        "signed": [{"number": one.revision.number, "key": one.key, "lie": one.lie} for one in held],
    }
    record("revision_checks_signed", council, payload, by=authorship, at=at)
    return held


@transaction.atomic
def withdraw_check_signature(*, check: RevisionCheck, by: Acting, at: datetime) -> RevisionCheck:
    """This will take a signature back. Raises NotAllowed; ValidationError: not `signed`, `withdrawn`, `closed`."""
    council = held_council(check.revision.council)
    authorship = require_council_lead(by, council, at=at)
    (revision,) = held_revisions(council, [check.revision])
    held = RevisionCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if held.signed_at is None:
        raise ValidationError(_("Yêu cầu này chưa được ký nhận, hoặc chữ ký đã được rút."), code="signed")
    held.signed_at, held.signed_by, held.note = None, None, ""
    held.save()
    payload = {"number": revision.number, "version": check.version.ordinal, "key": held.key}
    record("revision_signature_withdrawn", revision, payload, by=authorship, at=at)
    return held


def return_draft(*, council: Council, version: Version, reason: str, by: Acting, at: datetime) -> DraftReturn:
    """This will give a revised draft back to its drafters, as often as the decision that founded the council allows.

    Raises NotAllowed; ValidationError by `reason` or `version`, with code `used_up`, `returned`, `secret`, `closed`.
    """
    authorship = _prepared(council, reason, _("lý do trả lại dự thảo"), field="reason", by=by, at=at)
    with transaction.atomic():
        held = held_council(council)
        ordered = held.revisions.filter(withdrawn_at__isnull=True).select_related("version")
        if version.document_id != held.document_id:
            raise ValidationError({"version": _("Bản này không thuộc dự thảo của hội đồng.")}, code="version")
        require_later(version, ordered)
        returned = _returned(held, version, plain_lines(reason), by=by, at=at)
        payload = {"version": version.ordinal, "ordinal": returned.ordinal, "reason": returned.reason}
        record("draft_returned", held, payload, by=authorship, at=at)
    return returned


def _returned(council: Council, version: Version, reason: str, *, by: Acting, at: datetime) -> DraftReturn:
    most = CouncilRules.from_json(council.rules).returns
    last = council.returns.aggregate(last=Max("ordinal"))["last"] or 0
    if council.returns.filter(version=version).exists():
        told = _("Bản «%(label)s» đã được trả lại rồi; hãy đợi bản tiếp thu tiếp theo.")
        raise ValidationError({"version": ValidationError(told, code="returned", params={"label": version.label})})
    if last >= most:
        told = _(
            "Quyết định thành lập hội đồng cho trả lại dự thảo nhiều nhất %(most)d lần và đã trả %(last)d lần; hãy ký "
            "nhận từng yêu cầu, hoặc họp hội đồng để quyết định."
        )
        raise ValidationError(told, code="used_up", params={"most": most, "last": last})
    return DraftReturn.objects.create(
        council=council, version=version, ordinal=last + 1, reason=reason, returned_at=at, returned_by=by.officer
    )


def _prepared(council: Council, text: str, what: str, *, by: Acting, at: datetime, field: str = "note") -> Authorship:
    authorship = require_council_lead(by, council, at=at)
    require_words(text, field=field, what=what)
    if len(text) > LONGEST_NOTE:
        told = _("Dài %(signs)d ký tự, quá mức %(most)d; hãy viết gọn lại.")
        raise ValidationError({field: told % {"signs": len(text), "most": LONGEST_NOTE}})
    refuse_secret_words({field: text}, by=authorship, at=at)
    return authorship


def _require_signable(check: RevisionCheck, seen: str | None) -> None:
    number = {"number": check.revision.number}
    if seen is not None and seen != check.key:
        told = _("Yêu cầu số %(number)d vừa được đối chiếu lại và cho kết quả khác; hãy xem lại rồi ký.")
        raise ValidationError(told, code="stale", params=number)
    if check.revision.claim == RevisionClaim.OPEN:
        told = _("Đơn vị soạn thảo chưa trả lời yêu cầu số %(number)d; hãy để họ trả lời trước.")
        raise ValidationError(told, code="unanswered", params=number)
    if check.signed_at is not None or is_closed(check):
        told = _("Yêu cầu số %(number)d đã xong hoặc đã được ký nhận.")
        raise ValidationError(told, code="nothing", params=number)
