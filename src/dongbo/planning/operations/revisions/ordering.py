"""Ordering revisions from the conclusions of a meeting, and withdrawing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.models import Document, Version
from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.documents.states import VersionState
from dongbo.engines.alignment import Axis
from dongbo.engines.anchors import places_of
from dongbo.engines.vietnamese import clean, fold, toneless
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, day_text, refuse
from dongbo.organisation.rules.words import require_words
from dongbo.planning.models import Conclusion, Council, Remark, RequiredRevision
from dongbo.planning.operations.opinions.placing import plain_lines
from dongbo.planning.operations.revisions.anchoring import Anchored, NewAnchor, anchored
from dongbo.planning.operations.revisions.holding import held_council, record
from dongbo.planning.queries.revision_sources import directives_to_name
from dongbo.planning.rules.councils import require_secretariat
from dongbo.planning.states import MeetingState, ReviewState, RevisionKind

LONGEST_ORDER = 10_000
"""Characters of what is ordered."""

LONGEST_WORDING = 200
LONGEST_REASON = 500
MOST_VARIANTS = 50
HELD = (MeetingState.OPEN, MeetingState.CLOSED, MeetingState.CONCLUDED)
"""The states of a meeting in which it concludes something."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What is ordered, by its kind: a unit to clarify, wordings to unify, a directive and an axis to align with."""

    kind: RevisionKind | str
    text: str
    unit: Unit | None = None
    directive: Document | None = None
    axis: str = ""
    keep: str = ""
    variants: tuple[str, ...] = ()
    due_on: date | None = None
    remark: Remark | None = None

    @property
    def typed(self) -> dict[str, str]:
        """What an officer typed, by field."""
        return {"text": self.text, "keep": self.keep, "variants": "\n".join(self.variants)}


def order_revision(
    *,
    conclusion: Conclusion,
    kind: RevisionKind | str,
    text: str,
    by: Acting,
    at: datetime,
    anchors: Sequence[NewAnchor] = (),
    unit: Unit | None = None,
    directive: Document | None = None,
    axis: str = "",
    keep: str = "",
    variants: Sequence[str] = (),
    due_on: date | None = None,
    remark: Remark | None = None,
) -> RequiredRevision:
    """This will order a revision from a conclusion, at provisions of the version appraised or of the plan as a whole.

    What its kind does not ask for must not be said. Raises NotAllowed; ValidationError by field (`anchors` for a
    provision that is gone, a quote that is not there), with code `secret`, `closed` or `meeting`.
    """
    council = conclusion.meeting.council
    authorship = require_secretariat(by, council, at=at)
    forms = tuple(dict.fromkeys(form for one in variants if (form := clean(one))))
    said = Ordered(kind, plain_lines(text), unit, directive, axis, clean(keep), forms, due_on, remark)
    refuse(_lengths(said))
    refuse_secret_words(said.typed | {"anchors": "\n".join(one.quote for one in anchors)}, by=authorship, at=at)
    return _order(conclusion, said, anchors, by=by, authorship=authorship, at=at)


@transaction.atomic
def _order(
    conclusion: Conclusion,
    said: Ordered,
    anchors: Sequence[NewAnchor],
    *,
    by: Acting,
    authorship: Authorship,
    at: datetime,
) -> RequiredRevision:
    council = held_council(conclusion.meeting.council)
    meeting = conclusion.meeting
    if meeting.state not in HELD:
        raise ValidationError(_("Phiên họp chưa diễn ra hoặc đã hoãn nên chưa có gì để yêu cầu."), code="meeting")
    version = meeting.dossier.version
    found = _about(said, version, council, by=by, at=at)
    placed = anchored(version, anchors, found)
    if said.kind == RevisionKind.CUT and not anchors:
        found.append(("anchors", _("Hãy chọn nơi phải lược bỏ.")))
    refuse(found)
    revision = _create(conclusion, council, version, said, placed, by=by, at=at)
    payload = {
        "number": revision.number,
        "kind": revision.kind,
        "conclusion": conclusion.pk,
        "version": version.ordinal,
        "anchors": [str(anchor.provision_id) for anchor in placed.anchors],
    }
    record("revision_ordered", revision, payload, by=authorship, at=at)
    return revision


def _create(
    conclusion: Conclusion,
    council: Council,
    version: Version,
    said: Ordered,
    placed: Anchored,
    *,
    by: Acting,
    at: datetime,
) -> RequiredRevision:
    last = council.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = RequiredRevision.objects.create(
        council=council,
        conclusion=conclusion,
        version=version,
        remark=said.remark,
        number=last + 1,
        kind=said.kind,
        text=said.text,
        unit=said.unit,
        directive=said.directive,
        axis=said.axis,
        keep=said.keep,
        variants=list(said.variants),
        due_on=said.due_on,
        rank=placed.rank,
        search_key=toneless(fold(" ".join((said.text, said.keep, *said.variants, *placed.labels)))),
        ordered_at=at,
        ordered_by=by.officer,
    )
    for anchor in placed.anchors:
        anchor.revision = revision
        anchor.save()
    return revision


def withdraw_revision(*, revision: RequiredRevision, reason: str, by: Acting, at: datetime) -> RequiredRevision:
    """This will withdraw what was ordered, for a reason; its number is not given again.

    Raises NotAllowed; ValidationError by `reason` where none is given, it is too long or bears a mark of secrecy (code
    `secret`, which is recorded); with code `withdrawn` or `closed`.
    """
    authorship = require_secretariat(by, revision.council, at=at)
    require_words(reason, field="reason", what=_("lý do rút yêu cầu"))
    told = plain_lines(reason)
    if len(told) > LONGEST_REASON:
        too_long = _("Lý do dài quá %(most)d ký tự; hãy viết gọn lại.")
        raise ValidationError({"reason": too_long % {"most": LONGEST_REASON}})
    refuse_secret_words({"reason": told}, by=authorship, at=at)
    return _withdraw(revision, told, by=by, at=at)


@transaction.atomic
def _withdraw(revision: RequiredRevision, told: str, *, by: Acting, at: datetime) -> RequiredRevision:
    council = held_council(revision.council)
    authorship = require_secretariat(by, council, at=at)
    held = RequiredRevision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    if held.withdrawn_at is not None:
        raise ValidationError(_("Yêu cầu này đã được rút rồi."), code="withdrawn")
    held.withdrawn_at, held.withdrawn_by, held.withdraw_reason = at, by.officer, told
    held.save()
    record("revision_withdrawn", held, {"number": held.number, "reason": told}, by=authorship, at=at)
    return held


def _lengths(said: Ordered) -> Refusals:
    found: Refusals = []
    if len(said.text) > LONGEST_ORDER:
        told = _("Dài %(signs)d ký tự, quá mức %(most)d: hãy viết gọn lại, hoặc tách thành nhiều yêu cầu.")
        found.append(("text", told % {"signs": len(said.text), "most": LONGEST_ORDER}))
    if len(said.keep) > LONGEST_WORDING:
        found.append(("keep", _("Từ ngữ dài quá %(most)d ký tự.") % {"most": LONGEST_WORDING}))
    if any(len(form) > LONGEST_WORDING for form in said.variants) or len(said.variants) > MOST_VARIANTS:
        told = _("Mỗi dòng một từ ngữ, dài nhất %(most)d ký tự, nhiều nhất %(count)d dòng.")
        found.append(("variants", told % {"most": LONGEST_WORDING, "count": MOST_VARIANTS}))
    return found


def _about(said: Ordered, version: Version, council: Council, *, by: Acting, at: datetime) -> Refusals:
    if said.kind not in RevisionKind.values:
        return [("kind", _("Hãy chọn loại yêu cầu."))]
    found: Refusals = []
    if not said.text:
        found.append(("text", _("Hãy viết điều phải sửa, bằng lời của hội đồng.")))
    if said.due_on is not None and said.due_on < timezone.localdate(at):
        told = _("Hạn %(day)s đã qua; hãy chọn hôm nay hoặc một ngày sau.")
        found.append(("due_on", told % {"day": day_text(said.due_on)}))
    found += _about_unit(said)
    found += _about_wording(said, version)
    found += _about_directive(said, council, by=by, at=at)
    if said.remark is not None and not _is_heard(said.remark, council):
        found.append(("remark", _("Góp ý này chưa được gửi, hoặc không thuộc hội đồng này.")))
    return found


def _about_unit(said: Ordered) -> Refusals:
    if said.kind != RevisionKind.CLARIFY:
        return [("unit", _("Chỉ yêu cầu làm rõ nhiệm vụ mới nêu đơn vị."))] if said.unit is not None else []
    if said.unit is None:
        return [("unit", _("Hãy chọn đơn vị có nhiệm vụ phải làm rõ."))]
    if not said.unit.is_living:
        told = _("%(unit)s đã kết thúc hoạt động; hãy chọn đơn vị kế thừa.")
        return [("unit", told % {"unit": said.unit.name})]
    return []


def _about_wording(said: Ordered, version: Version) -> Refusals:
    if said.kind != RevisionKind.UNIFY:
        told = _("Chỉ yêu cầu thống nhất từ ngữ mới nêu từ ngữ.")
        return [(name, told) for name in ("keep", "variants") if getattr(said, name)]
    found: Refusals = []
    if not said.keep:
        found.append(("keep", _("Hãy ghi từ ngữ được giữ.")))
    if not said.variants:
        found.append(("variants", _("Hãy ghi từ ngữ thôi dùng, mỗi dòng một cách viết.")))
    elif said.keep in said.variants:
        found.append(("variants", _("Từ ngữ được giữ không thể cũng là từ ngữ thôi dùng.")))
    elif not _stands(version, said.variants):
        told = _("Bản thẩm định không viết từ ngữ nào trong số này, nên không có gì phải thống nhất; hãy xem lại.")
        found.append(("variants", told))
    return found


def _stands(version: Version, forms: Sequence[str]) -> bool:
    rows = version.provisions.order_by("rank").only("heading", "text").iterator()
    return any(places_of(row.words, form) for row in rows for form in forms)


def _about_directive(said: Ordered, council: Council, *, by: Acting, at: datetime) -> Refusals:
    if said.kind != RevisionKind.ALIGN:
        told = _("Chỉ yêu cầu đồng bộ mới nêu văn bản chỉ đạo và trục.")
        return [(name, told) for name in ("directive", "axis") if getattr(said, name)]
    found: Refusals = []
    directive = said.directive
    if directive is None or not directives_to_name(council, by, at=at).filter(pk=directive.pk).exists():
        told = _("Hãy chọn văn bản chỉ đạo có trong hồ sơ thẩm định, hoặc bạn được xem trong sổ đăng ký.")
        found.append(("directive", told))
    elif not directive.versions.filter(state=VersionState.FROZEN).exists():
        told = _("Văn bản chỉ đạo này chưa có bản nào được chốt nên chưa đối chiếu được; hãy chốt bản của nó trước.")
        found.append(("directive", told))
    if said.axis not in list(Axis):
        found.append(("axis", _("Hãy chọn trục đồng bộ.")))
    return found


def _is_heard(remark: Remark, council: Council) -> bool:
    return remark.review.state == ReviewState.SENT and remark.review.dossier.council_id == council.pk
