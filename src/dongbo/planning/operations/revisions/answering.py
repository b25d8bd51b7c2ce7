"""The drafters answer what the council ordered: done, partly, or refused with a reason; one at a time or many."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision
from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.organisation.rules.words import require_words
from dongbo.planning.models import Council, RequiredRevision, RevisionCheck
from dongbo.planning.operations.opinions.placing import plain_lines
from dongbo.planning.operations.revisions.holding import held_council, held_revisions, names_of, record
from dongbo.planning.queries.revisions import answer_fingerprint
from dongbo.planning.rules.revisions import require_drafters
from dongbo.planning.states import RevisionClaim

LONGEST_RESPONSE = 20_000
"""Characters of an answer."""

CLAIMS = (RevisionClaim.DONE, RevisionClaim.PARTLY, RevisionClaim.REFUSED)
"""What an answer may claim."""

UNSIGNED = {"signed_at": None, "signed_by": None, "note": ""}


def answer_revision(
    *,
    revision: RequiredRevision,
    claim: RevisionClaim | str,
    response: str,
    by: Acting,
    at: datetime,
    changed: Iterable[Provision] = (),
    seen: str | None = None,
) -> RequiredRevision:
    """This will answer one revision; `changed` names the provisions, of any version, where it was done.

    What was signed for the answer before is open again. `seen` is the fingerprint of the answer as it was shown. Raises
    NotAllowed; ValidationError by field for an answer that says nothing, no reason where not all is done, a provision
    of another document, `secret`; with code `withdrawn`, `closed`, or `stale` where somebody answered meanwhile.
    """
    places = list(changed)
    authorship = _prepared(revision.council, response, by=by, at=at)
    with transaction.atomic():
        council = held_council(revision.council)
        (held,) = held_revisions(council, [revision])
        if seen is not None:
            _require_as_seen([held], {held.pk: seen})
        refuse([*_about(claim, response), *_about_places(council, places)])
        before = _said(held)
        opened = _write([held], str(claim), response, places, by=by, at=at)
        payload = {"number": held.number, "before": before, "after": _said(held), "opened": opened}
        record("revision_answered", held, payload, by=authorship, at=at)
    return held


def answer_revisions(
    *,
    council: Council,
    revisions: Iterable[RequiredRevision],
    claim: RevisionClaim | str,
    response: str,
    by: Acting,
    at: datetime,
    seen: Mapping[UUID, str] | None = None,
) -> list[RequiredRevision]:
    """This will give many revisions of one council the same answer; the places named for each stay as they are.

    All of them or none. Raises as answer_revision does; ValidationError with code `few` where none is named.
    """
    authorship = _prepared(council, response, by=by, at=at)
    with transaction.atomic():
        working = held_council(council)
        held = held_revisions(working, revisions)
        _require_as_seen(held, seen or {})
        refuse(_about(claim, response))
        opened = _write(held, str(claim), response, None, by=by, at=at)
        payload = {"numbers": [one.number for one in held], "answer": _said(held[0]), "opened": opened}
        record("revisions_answered", working, payload, by=authorship, at=at)
    return held


def _prepared(council: Council, response: str, *, by: Acting, at: datetime) -> Authorship:
    authorship = require_drafters(by, council, at=at)
    if len(response) > LONGEST_RESPONSE:
        told = _("Dài %(signs)d ký tự, quá mức %(most)d; hãy viết gọn lại. Nội dung bạn viết vẫn còn nguyên trong ô.")
        raise ValidationError({"response": told % {"signs": len(response), "most": LONGEST_RESPONSE}})
    refuse_secret_words({"response": response}, by=authorship, at=at)
    return authorship


def _about(claim: RevisionClaim | str, response: str) -> Refusals:
    if claim not in CLAIMS:
        return [("claim", _("Hãy chọn đã chỉnh sửa, chỉnh sửa một phần, hay không tiếp thu."))]
    if claim == RevisionClaim.DONE:
        return []
    require_words(response, field="response", what=_("lý do của phần không tiếp thu"))
    return []


def _about_places(council: Council, places: Iterable[Provision]) -> Refusals:
    if all(one.document_id == council.document_id for one in places):
        return []
    return [("changed", _("Có điều khoản không thuộc dự thảo này; hãy chọn lại chỗ đã sửa."))]


def _require_as_seen(held: Iterable[RequiredRevision], seen: Mapping[UUID, str]) -> None:
    stale = [one for one in held if one.pk in seen and seen[one.pk] != answer_fingerprint(one)]
    if stale:
        raise ValidationError(
            _("Người khác vừa trả lời %(names)s. Lời bạn viết vẫn còn trong ô; hãy xem lời đang lưu rồi lưu lại."),
            code="stale",
            params={"names": names_of(stale)},
        )


def _write(
    held: list[RequiredRevision],
    claim: str,
    response: str,
    places: list[Provision] | None,
    *,
    by: Acting,
    at: datetime,
) -> int:
    """Write the answer; return how many signatures, which were for the answer before, no longer stand."""
    for one in held:
        one.claim, one.response, one.claimed_at, one.claimed_by = claim, plain_lines(response), at, by.officer
    RequiredRevision.objects.bulk_update(held, ("claim", "response", "claimed_at", "claimed_by"), batch_size=200)
    if places is not None:
        held[0].changed.set(places)
    signed = RevisionCheck.objects.filter(revision__in=held, signed_at__isnull=False)
    return signed.update(**UNSIGNED)


def _said(revision: RequiredRevision) -> dict[str, object]:
    changed = sorted(str(key) for key in revision.changed.values_list("pk", flat=True))
    return {"claim": revision.claim, "response": revision.response, "changed": changed}
