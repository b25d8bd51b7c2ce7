"""Reads: a member's form and a reviewer's opinion as official papers."""

from django.utils import timezone, translation

from dongbo.engines.consultation_papers import Head
from dongbo.engines.council_papers import (
    AppraisalForm,
    Mark,
    ReviewerOpinion,
    appraisal_form,
    blank_form,
    reviewer_opinion,
)
from dongbo.engines.council_papers import Remark as ToldRemark
from dongbo.engines.decree30 import OfficialDocument
from dongbo.planning.models import AppraisalDossier, Remark, Review
from dongbo.planning.queries.council_paper_parts import council_head, draft_of, named_council, person_of
from dongbo.planning.queries.reviews import MarkSaid, ReviewSent, choices_of, criteria_of, sent_of
from dongbo.planning.states import BallotChoice, ReviewKind, RevisionKind, Verdict


def review_paper(review: Review) -> OfficialDocument:
    """Return what a member wrote as the paper of its kind, dated the day it was sent; always in Vietnamese."""
    with translation.override("vi"):
        whole = sent_of(review)
        if review.kind == ReviewKind.OPINION:
            return reviewer_opinion(_opinion(review, whole))
        return appraisal_form(_form(review, whole))


def blank_paper(dossier: AppraisalDossier) -> OfficialDocument:
    """Return the form of the council to be filled in by hand."""
    with translation.override("vi"):
        return appraisal_form(
            blank_form(
                _undated(dossier),
                named_council(dossier.council),
                draft_of(dossier.version),
                criteria=[name for _code, name in criteria_of(dossier)],
                verdicts=_verdicts(),
                choices=_choices(dossier),
            )
        )


def _form(review: Review, whole: ReviewSent) -> AppraisalForm:
    dossier, said = review.dossier, whole.said
    names = dict(criteria_of(dossier))
    codes = [*names, *(code for code in said.marks if code not in names)]
    marks = tuple(_mark(names.get(code, code), said.marks.get(code, MarkSaid())) for code in codes)
    return AppraisalForm(
        head=_head(review),
        council=named_council(dossier.council),
        draft=draft_of(dossier.version),
        member=person_of(review.seat),
        marks=marks,
        remarks=_remarks(whole),
        general=said.text,
        proposed=_choice(said.proposed),
        verdicts=_verdicts(),
        choices=_choices(dossier, said.proposed),
    )


def _opinion(review: Review, whole: ReviewSent) -> ReviewerOpinion:
    dossier, said = review.dossier, whole.said
    names = dict(criteria_of(dossier))
    codes = [*names, *(code for code in said.marks if code not in names)]
    return ReviewerOpinion(
        head=_head(review),
        council=named_council(dossier.council),
        draft=draft_of(dossier.version),
        reviewer=person_of(review.seat),
        general=said.text,
        parts=tuple((names.get(code, code), said.marks[code].note) for code in codes if code in said.marks),
        remarks=_remarks(whole),
        conclusion=said.conclusion,
        proposed=_choice(said.proposed),
        choices=_choices(dossier, said.proposed),
    )


def _head(review: Review) -> Head:
    on = timezone.localdate(review.sent_at) if review.sent_at else None
    undated = _undated(review.dossier)
    return Head(issuer=undated.issuer, governing_body=undated.governing_body, place=undated.place, date=on)


def _undated(dossier: AppraisalDossier) -> Head:
    head = council_head(dossier.council, dossier.version, on=timezone.localdate(dossier.requested_at))
    return Head(issuer=head.issuer, governing_body=head.governing_body, place=head.place)


def _mark(name: str, said: MarkSaid) -> Mark:
    return Mark(name, str(Verdict(said.verdict).label) if said.verdict else "", said.note)


def _remarks(whole: ReviewSent) -> tuple[ToldRemark, ...]:
    return tuple(ToldRemark(one.label, _told(one), quote=str(one.quote.get("exact", ""))) for one in whole.remarks)


def _told(remark: Remark) -> str:
    return f"{RevisionKind(remark.kind).label}: {remark.text}"


def _verdicts() -> tuple[str, ...]:
    return tuple(str(one.label) for one in Verdict)


def _choice(value: str) -> str:
    return str(BallotChoice(value).label) if value else ""


def _choices(dossier: AppraisalDossier, proposed: str = "") -> tuple[str, ...]:
    """Return the results the council may come to; one that was proposed by former rules stays on its form."""
    offered = choices_of(dossier)
    return tuple(_choice(one) for one in (*offered, *([proposed] if proposed and proposed not in offered else [])))
