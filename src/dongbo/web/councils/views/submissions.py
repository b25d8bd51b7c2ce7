"""A plan submitted for approval: what stands in the way, the evidence, the decision, and its issuance."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from dongbo.documents.rules import may_read, work_is_allowed
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Issuance, Submission
from dongbo.planning.operations.issuance import approve_submission, issue_plan, return_submission, submit_plan
from dongbo.planning.queries.council_papers import is_numbered
from dongbo.planning.queries.issuances import sealed_provisions
from dongbo.planning.queries.submissions import evidence_of, obstacles, submissions_seen, submittable
from dongbo.planning.rules.ballots import in_groups
from dongbo.planning.states import CouncilState, SubmissionState
from dongbo.web.acting import acting_of, now
from dongbo.web.councils.ballot_rows import outcome_tone_of
from dongbo.web.councils.forms.issuance import GiveBackForm, IssueForm, NoteForm, SubmitForm
from dongbo.web.councils.scope import council_rail, led, note_look
from dongbo.web.councils.submission_rows import TONES
from dongbo.web.desk.ledger import may_see_history
from dongbo.web.organisation.views.acts import ActPage, act, posted, refused, write_upon
from dongbo.web.thread import Step

NOT_FROZEN = _lazy("Bản mới nhất của dự thảo chưa chốt; hãy chốt rồi quay lại.")


def plan_submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Submit the latest version for approval, or learn what stands in the way."""
    found = led(request, pk)
    council, by, at = found.council, found.by, found.at
    version = submittable(council)
    in_the_way = obstacles(council, version) if version is not None else []
    form, status = SubmitForm(posted(request), council=council, initial={"version": version}), 200
    if request.method == "POST":
        made: list[Submission] = []

        def do() -> None:
            note, shown = form.cleaned_data["note"], form.cleaned_data["version"] or version
            if shown is None:
                raise ValidationError(NOT_FROZEN, code="not_frozen")
            told = form.numbering()
            made.append(submit_plan(council=council, version=shown, note=note, numbering=told, by=by, at=at))

        status = refused(form, do) if form.is_valid() else 422
        if made:
            messages.success(request, _("Đã trình phê duyệt; tờ trình đã được lập."), extra_tags="well")
            return redirect("submission", made[0].pk)
        write_upon(request, form, version=version.pk if version is not None else "")
    frame = found.frame(Step(_("trình phê duyệt"), here=True))
    context = frame | {"form": form, "version": version, "obstacles": in_the_way, "not_frozen": NOT_FROZEN}
    return render(request, "councils/issuance/submit.html", context, status=status)


def submission(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A submission with the evidence behind it in short, and what may be done."""
    shown, by, at = _seen(request, pk)
    council, document = shown.council, shown.council.document
    evidence = evidence_of(shown)
    issued = Issuance.objects.filter(submission=shown).select_related("number").first()
    works = council.state == CouncilState.WORKING
    waits = works and shown.state == SubmissionState.SUBMITTED
    ready = works and shown.state == SubmissionState.APPROVED and issued is None
    ballot, printed_number = evidence.ballot, shown.paper.data.get("number", "")
    context = {
        "submission": shown,
        "council": council,
        "rail": council_rail(council, Step(_("lần trình phê duyệt"), here=True), by=by, at=at),
        "tone": TONES[SubmissionState(shown.state)],
        "printed_number": printed_number,
        "is_numbered": is_numbered(printed_number),
        "evidence": evidence,
        "outcome_tone": outcome_tone_of(ballot) if ballot else "",
        "judged": ballot.meeting.dossier.version if ballot else None,
        "provisions": shown.version.provisions.count(),
        "fingerprint": in_groups(shown.version.sha256),
        "issued": issued,
        "decides": waits and work_is_allowed(by, Permission.PLAN_APPROVE, document, at=at),
        "issues": ready and work_is_allowed(by, Permission.PLAN_ISSUE, document, at=at),
        "may_read": may_read(by, document, at=at),
        "may_see_history": may_see_history("submission", str(shown.pk), by=by, at=at),
    }
    return render(request, "councils/issuance/submission.html", context)


def submission_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve what was submitted."""
    found = _decided(request, pk, Permission.PLAN_APPROVE, SubmissionState.SUBMITTED)
    if isinstance(found, HttpResponse):
        return found
    shown, by, at = found
    form = NoteForm(posted(request))
    page = ActPage(
        heading=_("Phê duyệt"),
        button=_("Phê duyệt"),
        done=_("Đã phê duyệt; văn thư sẽ cấp số, ban hành."),
        lead=str(shown.version),
        warning=_("Phê duyệt rồi thì bản này được ban hành đúng từng chữ."),
    )

    def do() -> object:
        return approve_submission(submission=shown, note=form.cleaned_data["note"], by=by, at=at)

    return act(request, form, page, do=do, back=_back(shown))


def submission_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give back what was submitted."""
    found = _decided(request, pk, Permission.PLAN_APPROVE, SubmissionState.SUBMITTED)
    if isinstance(found, HttpResponse):
        return found
    shown, by, at = found
    form = GiveBackForm(posted(request))
    page = ActPage(
        heading=_("Trả lại"), button=_("Trả lại"), done=_("Đã trả lại cơ quan trình."), lead=str(shown.version)
    )

    def do() -> object:
        return return_submission(submission=shown, reason=form.cleaned_data["reason"], by=by, at=at)

    return act(request, form, page, do=do, back=_back(shown))


def submission_issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Issue what was approved: number, day, signature, seal."""
    found = _decided(request, pk, Permission.PLAN_ISSUE, SubmissionState.APPROVED)
    if isinstance(found, HttpResponse):
        return found
    shown, by, at = found
    form = IssueForm(posted(request), council=shown.council, by=by, at=at)
    made: list[Issuance] = []
    count = len(sealed_provisions(shown.version)) if request.method != "POST" else 0
    page = ActPage(
        heading=_("Cấp số, ban hành"),
        button=_("Ban hành"),
        done=_("Đã ban hành và niêm phong."),
        lead=str(shown.version),
        warning=_(
            "Số lấy rồi không trả lại được. Ban hành xong, hồ sơ soạn thảo và hội đồng kết thúc; bản ban hành trước "
            "của cùng kế hoạch hết hiệu lực từ ngày bản này có hiệu lực."
        )
        + (
            _(" Văn bản có %(count)d điều khoản; việc lập tệp có thể mất vài giây.") % {"count": count} if count else ""
        ),
    )

    def do() -> None:
        made.append(issue_plan(submission=shown, by=by, at=at, **form.said()))

    return act(request, form, page, do=do, back=_back(shown), to=lambda: reverse("issuance", args=[made[0].pk]))


def _seen(request: HttpRequest, pk: UUID) -> tuple[Submission, Acting, datetime]:
    by, at = acting_of(request), now()
    shown = get_object_or_404(submissions_seen(by, at=at).select_related("paper"), pk=pk)
    note_look(request, shown.council.document, by=by, at=at)
    return shown, by, at


def _decided(
    request: HttpRequest, pk: UUID, permission: Permission, state: SubmissionState
) -> tuple[Submission, Acting, datetime] | HttpResponse:
    """Return a submission on which the reader may do the act; past it, the way to its page. Raises Http404."""
    shown, by, at = _seen(request, pk)
    if not work_is_allowed(by, permission, shown.council.document, at=at):
        raise Http404
    if request.method != "POST" and shown.state != state:
        return redirect("submission", shown.pk)
    return shown, by, at


def _back(shown: Submission) -> tuple[str, str]:
    names: dict[str, Any] = {"label": shown.version.label}
    return _("Lần trình %(label)s") % names, reverse("submission", args=[shown.pk])
