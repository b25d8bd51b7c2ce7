"""Holding what a council ordered against a later version, and keeping what the text shows."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.ledger.states import THE_SITE
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council, RequiredRevision, RevisionCheck
from dongbo.planning.operations.following import note_successions
from dongbo.planning.operations.revisions.holding import held_council, record, require_later
from dongbo.planning.queries.revision_checks import found_checks
from dongbo.planning.queries.revisions import answer_fingerprint, to_check
from dongbo.planning.rules.councils import may_lead_council, require_council_lead
from dongbo.planning.rules.revisions import require_drafters

FOUND = ("standing", "detail", "sentence", "missed", "lie", "lines", "changes", "findings", "key")
"""What looking again may find otherwise."""

KEPT = (*FOUND, "checked_at", "signed_at", "signed_by", "note")


def check_revisions(
    *, council: Council, version: Version, at: datetime, answered_only: bool = False
) -> list[RevisionCheck]:
    """This will hold the revisions of a council against `version` and keep what it shows of each; return all checks.

    It is the site's own act. A signature stands while what was found stays the same, and goes over to a later version
    in which the same is found. With `answered_only` only those are looked at again whose answer came since. The texts
    are compared before anything is held, since that may take long: a revision answered or withdrawn meanwhile is left
    to the next look. Raises ValidationError (by `version`) where the version is not frozen, of another document, or
    comes before what was judged; `closed`.
    """
    _require_of_document(council, version)
    ordered = list(to_check(council, version, answered_only=answered_only))
    if not answered_only:
        require_later(version, council.revisions.select_related("version"))
    with transaction.atomic():
        Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
        note_successions(version)
    found = found_checks(ordered, version, at=at)
    answers = {one.pk: answer_fingerprint(one) for one in ordered}
    return _keep(council, version, found, answers, at=at)


@transaction.atomic
def _keep(
    council: Council,
    version: Version,
    found: Mapping[UUID, RevisionCheck],
    answers: Mapping[UUID, str],
    *,
    at: datetime,
) -> list[RevisionCheck]:
    held = held_council(council)
    rows = RequiredRevision.objects.select_for_update(of=("self",)).filter(council=held, pk__in=found)
    same = {one.pk for one in rows if answer_fingerprint(one) == answers[one.pk]}
    known = {
        one.revision_id: one
        for one in RevisionCheck.objects.select_for_update(of=("self",)).filter(version=version, revision__in=same)
    }
    before = _signed_before(version, same)
    fresh = [_signed_on(found[key], before.get(key)) for key in found if key in same and key not in known]
    again = [_brought(one, found[key], before.get(key)) for key, one in known.items()]
    RevisionCheck.objects.bulk_create(fresh, batch_size=200)
    RevisionCheck.objects.bulk_update(again, KEPT, batch_size=200)
    checks = RevisionCheck.objects.filter(version=version, revision__council=held).select_related("revision")
    told = list(checks.order_by("revision__number"))
    payload = {
        "version": version.ordinal,
        "checked": len(fresh) + len(again),
        "lies": sum(bool(one.lie) for one in told),
    }
    record("revisions_checked", held, payload, at=at)
    return told


def request_check(*, council: Council, version: Version, by: Acting, at: datetime) -> None:
    """This will have the revisions of a council held against `version` once more; a job does it.

    Raises NotAllowed unless `by` is of the standing body or of the drafters; ValidationError as check_revisions does.
    """
    with transaction.atomic():
        held = held_council(council)
        leads = may_lead_council(by, held, at=at)
        authorship = require_council_lead(by, held, at=at) if leads else require_drafters(by, held, at=at)
        _require_of_document(held, version)
        require_later(version, held.revisions.select_related("version"))
        record("revision_check_requested", held, {"version": version.ordinal}, by=authorship, at=at)


@transaction.atomic
def fail_check(*, council: Council, version: Version, failure: str, at: datetime) -> None:
    """This will note that revisions could not be held against `version`, so that nobody waits for it in vain."""
    payload = {"version": version.ordinal, "failure": failure}
    record("revision_check_failed", council, payload, by=THE_SITE, at=at)


def _require_of_document(council: Council, version: Version) -> None:
    if version.document_id != council.document_id:
        told = _("Bản này không thuộc dự thảo của hội đồng.")
        raise ValidationError({"version": ValidationError(told, code="version")})


def _signed_before(version: Version, revisions: set[UUID]) -> dict[UUID, RevisionCheck]:
    """Return for each revision its check against the newest version before this one, where that was signed."""
    rows = RevisionCheck.objects.filter(revision__in=revisions, version__ordinal__lt=version.ordinal)
    newest = {one.revision_id: one for one in rows.select_related("signed_by").order_by("version__ordinal")}
    return {key: one for key, one in newest.items() if one.signed_at is not None}


def _brought(check: RevisionCheck, found: RevisionCheck, before: RevisionCheck | None) -> RevisionCheck:
    """Return a check as it is found now; what was signed stands only for what was found then."""
    changed = check.key != found.key
    for name in FOUND:
        setattr(check, name, getattr(found, name))
    check.checked_at = found.checked_at
    if changed:
        check.signed_at, check.signed_by, check.note = None, None, ""
    return _signed_on(check, before) if changed else check


def _signed_on(check: RevisionCheck, before: RevisionCheck | None) -> RevisionCheck:
    if before is not None and before.key == check.key:
        check.signed_at, check.signed_by, check.note = before.signed_at, before.signed_by, before.note
    return check
