"""Reads: what the engines found in the version judged that a council may order to be unified or aligned."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dongbo.documents.models import Document, Version
from dongbo.engines.alignment import Axis
from dongbo.engines.papers import paper_from_lines
from dongbo.engines.terms import Severity, review_terms
from dongbo.planning.models import AppraisalDossier, RequiredRevision
from dongbo.planning.states import AppraisalState, RevisionKind

MOST_SUGGESTED = 40
"""How much is suggested at once."""


@dataclass(frozen=True, slots=True)
class WordingFound:
    """One thing written in several ways: the form to keep, those to give up, and why."""

    keep: str
    variants: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class AxisFound:
    """A directive on one axis: how many of its provisions the plan answers not at all, and in part."""

    directive: Document
    axis: Axis
    unanswered: int
    partly: int


def wordings_found(dossier: AppraisalDossier) -> list[WordingFound]:
    """Return what the version of a dossier writes in several ways, without what was ordered already.

    As the dossier's appraisal found it; without one the text is reviewed now.
    """
    appraisal = dossier.appraisal
    if appraisal is not None and appraisal.state == AppraisalState.READY:
        findings = list(appraisal.result.get("terms", ()))
    else:
        findings = _reviewed(dossier.version)
    ordered = set(
        RequiredRevision.objects.filter(
            council=dossier.council_id, kind=RevisionKind.UNIFY, withdrawn_at__isnull=True
        ).values_list("keep", flat=True)
    )
    return [one for one in _wordings(findings) if one.keep not in ordered][:MOST_SUGGESTED]


def axes_found(dossier: AppraisalDossier) -> list[AxisFound]:
    """Return where the dossier's appraisal found directives without a whole answer, axis by axis; most first."""
    appraisal = dossier.appraisal
    if appraisal is None or appraisal.state != AppraisalState.READY:
        return []
    result: Mapping[str, Any] = appraisal.result
    versions = Version.objects.select_related("document").in_bulk(list(result.get("versions", {}).values()))
    documents = {name: versions[key].document for name, key in result.get("versions", {}).items() if key in versions}
    found = [
        AxisFound(documents[one["document"]], Axis(one["axis"]), one["no"], one["partly"])
        for one in result.get("coverage", ())
        if one["document"] in documents and one["no"] + one["partly"]
    ]
    return sorted(found, key=lambda one: (-one.unanswered, -one.partly))[:MOST_SUGGESTED]


def _reviewed(version: Version) -> list[dict[str, Any]]:
    rows = version.provisions.order_by("rank").only("heading", "text")
    review = review_terms([paper_from_lines([row.words for row in rows])])
    return [one.as_json() for one in review.findings if one.severity is not Severity.HINT]


def _wordings(findings: Iterable[Mapping[str, Any]]) -> Iterator[WordingFound]:
    for one in findings:
        keep = str(one["suggestion"])
        forms = [str(variant["form"]) for variant in one["variants"] if variant["count"]]
        others = tuple(form for form in dict.fromkeys(forms) if form != keep)
        if keep and others and one["severity"] != Severity.HINT.value:
            yield WordingFound(keep, others, str(one["message"]))
