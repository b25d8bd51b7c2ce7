"""Reads: what a later version shows of the revisions a council ordered, as checks that are not saved."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from dongbo.documents.models import Document, Version
from dongbo.documents.queries import outline_of
from dongbo.documents.states import VersionState
from dongbo.engines import revisions as engine
from dongbo.engines.alignment import Axis
from dongbo.engines.anchors import Quote
from dongbo.engines.closure import History
from dongbo.planning.models import RequiredRevision, RevisionCheck
from dongbo.planning.queries.changes import Changes, Side
from dongbo.planning.states import RevisionKind, RevisionStanding


def found_checks(ordered: Sequence[RequiredRevision], version: Version, *, at: datetime) -> dict[UUID, RevisionCheck]:
    """Return for each revision what `version` shows of it, held against the version it was ordered on.

    `ordered` come with their version, unit, directive, anchors and changed places. Both texts are read once for all
    that were ordered on the same version; a directive once for all that name it.
    """
    bases = {one.version_id: one.version for one in ordered}
    found: dict[UUID, RevisionCheck] = {}
    for key, base in bases.items():
        some = [one for one in ordered if one.version_id == key]
        found |= _against(some, base, version, at=at)
    return found


def _against(
    ordered: Sequence[RequiredRevision], base: Version, version: Version, *, at: datetime
) -> dict[UUID, RevisionCheck]:
    changes = Changes(base, version)
    history = History(before=changes.provisions_before, after=changes.provisions_after, entries=changes.entries)
    ground = engine.Ground(history, _aligned(ordered, changes.before, base, version))
    return {one.pk: _check(one, version, ground, changes.after, at=at) for one in ordered}


def _check(
    revision: RequiredRevision, version: Version, ground: engine.Ground, after: Side, *, at: datetime
) -> RevisionCheck:
    required, reply = required_of(revision), reply_of(revision)
    verdict = engine.verify(required, reply, ground)
    lines = engine.lies(required, reply, verdict, ground)
    check = RevisionCheck(
        revision=revision,
        version=version,
        standing=RevisionStanding(verdict.standing.value),
        detail=verdict.detail,
        sentence=verdict.sentence,
        missed=[{"provision": one.provision, "detail": one.detail} for one in verdict.missed],
        changes=[{"key": one.key, "operation": one.operation, "label": one.label} for one in verdict.changes],
        findings=[{"key": one.key, "sentence": one.sentence, "provision": one.provision} for one in verdict.findings],
        lines=[
            {"kind": one.kind.value, "detail": one.detail, "sentence": one.sentence, "provision": one.provision}
            for one in lines
        ],
        lie="+".join(dict.fromkeys(one.kind.value for one in lines)),
        checked_at=at,
    )
    check.key = _key(check, after)
    return check


def required_of(revision: RequiredRevision) -> engine.Required:
    """Return what was ordered as `engines.revisions` reads it."""
    kind = engine.Kind(revision.kind)
    towards = None
    if kind is engine.Kind.ALIGN and revision.directive is not None:
        towards = engine.Towards(_called(revision.directive), Axis(revision.axis))
    return engine.Required(
        key=str(revision.pk),
        kind=kind,
        anchors=tuple(
            engine.Anchor(str(one.provision_id), Quote.from_json(one.quote) if one.quote else None, one.label)
            for one in revision.anchors.all()
        ),
        text=revision.text,
        wording=engine.Wording(revision.keep, tuple(revision.variants)) if kind is engine.Kind.UNIFY else None,
        align=towards,
        unit=revision.unit.name if revision.unit is not None else "",
    )


def reply_of(revision: RequiredRevision) -> engine.Reply:
    """Return what was answered as `engines.revisions` reads it."""
    return engine.Reply(
        claim=engine.Claim(revision.claim),
        reason=revision.response,
        changed=tuple(sorted(str(one.pk) for one in revision.changed.all())),
    )


def _aligned(
    ordered: Iterable[RequiredRevision], side: Side, base: Version, version: Version
) -> dict[str, engine.Aligned]:
    """Return by revision of kind ALIGN what was and is amiss, each directive held against both versions once."""
    asking = [one for one in ordered if one.kind == RevisionKind.ALIGN and one.directive is not None]
    if not asking:
        return {}
    before, after = outline_of(base), outline_of(version)
    held: dict[UUID, tuple[engine.Held, engine.Held]] = {}
    found: dict[str, engine.Aligned] = {}
    for one in asking:
        directive = one.directive
        text = _in_force(directive) if directive is not None else None
        if directive is None or text is None:
            continue
        if directive.pk not in held:
            outline, name = outline_of(text), _called(directive)
            held[directive.pk] = engine.hold(before, outline, name), engine.hold(after, outline, name)
        anchors = [side.row[anchor.provision_id].path for anchor in one.anchors.all()]
        found[str(one.pk)] = engine.aligned(*held[directive.pk], Axis(one.axis), anchors)
    return found


def _in_force(directive: Document) -> Version | None:
    """Return the newest frozen version of a directive."""
    found = directive.versions.filter(state=VersionState.FROZEN).select_related("document")
    return found.order_by("-ordinal").first()


def _called(directive: Document) -> str:
    return directive.number or directive.name


def _key(check: RevisionCheck, after: Side) -> str:
    """Return the fingerprint of what was found: the answer, what is amiss, and how the places asked for read now."""
    revision = check.revision
    places = [
        after.row[one.provision_id].content_hash if one.provision_id in after else "" for one in revision.anchors.all()
    ]
    told = (
        revision.claim, revision.response, check.standing, check.detail, check.missed,
        sorted(one["key"] for one in check.findings),
        [(one["kind"], one["detail"], one["provision"]) for one in check.lines], places,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
