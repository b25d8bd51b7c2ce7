"""What is said at a meeting, and what it concludes."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.organisation.rules.words import require_words
from dongbo.planning.models import AgendaItem, Attendance, Conclusion, CouncilSeat, DiscussionNote, Meeting
from dongbo.planning.operations.meetings.holding import held, record, require_state
from dongbo.planning.rules.meetings import require_recording
from dongbo.planning.states import LONGEST_TEXT, AttendanceMode, MeetingState

LONGEST_SPEAKER = 200
WRITTEN_IN = (MeetingState.OPEN, MeetingState.CLOSED)
"""The secretary writes while the meeting is held, and completes the record until the conclusions are announced."""


def note_discussion(
    *,
    meeting: Meeting,
    text: str,
    by: Acting,
    at: datetime,
    item: AgendaItem | None = None,
    seat: CouncilSeat | None = None,
    speaker: str = "",
    is_dissent: bool = False,
) -> DiscussionNote:
    """This will write down what a member, or somebody else by name, said at an item of the agenda.

    `is_dissent` where a member reserves his opinion, which the minutes keep. The same words sent again at once, after a
    broken link, are written down once. Raises NotAllowed; ValidationError by
    field, with code `transition` before the meeting and once its conclusions are announced, or `secret`.
    """
    authorship = require_recording(by, meeting, at=at)
    refuse_secret_words({"text": text, "speaker": speaker}, by=authorship, at=at)
    with transaction.atomic():
        found = held(meeting)
        require_state(found, *WRITTEN_IN)
        refuse(_about(found, text, item=item, seat=seat, speaker=speaker, is_dissent=is_dissent))
        said = {
            "item": item,
            "seat": seat,
            "speaker": speaker.strip(),
            "text": text.strip(),
            "is_dissent": is_dissent,
            "noted_by": by.officer,
        }
        last = found.notes.order_by("-pk").first()
        if last is not None and last.withdrawn_at is None and all(getattr(last, name) == said[name] for name in said):
            return last
        note = DiscussionNote.objects.create(meeting=found, noted_at=at, **said)
        payload = {"note": note.pk, "seat": seat.pk if seat else None, "dissent": is_dissent}
        record("discussion_noted", found, payload, by=authorship, at=at)
    return note


@transaction.atomic
def withdraw_note(*, note: DiscussionNote, by: Acting, at: datetime) -> DiscussionNote:
    """This will withdraw what was written down wrongly; it stays on record, out of the minutes.

    Raises NotAllowed; ValidationError with code `transition` or `withdrawn`.
    """
    found = held(note.meeting)
    authorship = require_recording(by, found, at=at)
    require_state(found, *WRITTEN_IN)
    withdrawn = DiscussionNote.objects.select_for_update().get(pk=note.pk)
    if withdrawn.withdrawn_at is not None:
        raise ValidationError(_("Ghi chép này đã được rút."), code="withdrawn")
    withdrawn.withdrawn_at, withdrawn.withdrawn_by = at, by.officer
    withdrawn.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("discussion_note_withdrawn", found, {"note": withdrawn.pk}, by=authorship, at=at)
    return withdrawn


def draw_conclusion(*, meeting: Meeting, text: str, by: Acting, at: datetime) -> Conclusion:
    """This will write down one conclusion of a meeting, after those before it, as whoever presides said it.

    The last one sent again is written down once. Raises NotAllowed; ValidationError by `text`, with code `transition`
    or `secret`.
    """
    authorship = require_recording(by, meeting, at=at)
    require_words(text, field="text", what=_("nội dung kết luận"))
    refuse_secret_words({"text": text}, by=authorship, at=at)
    with transaction.atomic():
        found = held(meeting)
        require_state(found, *WRITTEN_IN)
        refuse(_about_length(text))
        last = found.conclusions.order_by("-rank").first()
        if last is not None and last.text == text.strip():
            return last
        rank = last.rank + 1 if last is not None else 1
        drawn = Conclusion.objects.create(meeting=found, rank=rank, text=text.strip(), drawn_at=at, drawn_by=by.officer)
        record("conclusion_drawn", found, {"conclusion": drawn.pk, "rank": drawn.rank}, by=authorship, at=at)
    return drawn


def change_conclusion(
    *, conclusion: Conclusion, text: str, by: Acting, at: datetime, seen: str | None = None
) -> Conclusion:
    """This will put a conclusion into other words until it is announced.

    `seen` is how it read on the page it was changed from. Raises as draw_conclusion does, and with code `stale` where
    somebody else put it into other words meanwhile.
    """
    authorship = require_recording(by, conclusion.meeting, at=at)
    require_words(text, field="text", what=_("nội dung kết luận"))
    refuse_secret_words({"text": text}, by=authorship, at=at)
    with transaction.atomic():
        found = held(conclusion.meeting)
        require_state(found, *WRITTEN_IN)
        refuse(_about_length(text))
        changed = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
        if seen is not None and seen.split() != changed.text.split():
            told = _(
                "Kết luận này vừa được người khác sửa thành: «%(text)s». Lời bạn viết vẫn còn trong ô: hãy so hai lời; "
                "lưu lần nữa thì thay lời ấy."
            )
            raise ValidationError(told, code="stale", params={"text": changed.text})
        payload = {"conclusion": changed.pk, "before": changed.text}
        changed.text = text.strip()
        changed.save(update_fields=["text"])
        record("conclusion_changed", found, payload, by=authorship, at=at)
    return changed


def _about(
    meeting: Meeting,
    text: str,
    *,
    item: AgendaItem | None,
    seat: CouncilSeat | None,
    speaker: str,
    is_dissent: bool,
) -> Refusals:
    found = _about_length(text)
    if not text.strip():
        found.append(("text", _("Hãy ghi nội dung phát biểu.")))
    if item is not None and item.meeting_id != meeting.pk:
        found.append(("item", _("Nội dung này không có trong chương trình của phiên họp; hãy chọn lại.")))
    if seat is not None and seat.council_id != meeting.council_id:
        found.append(("seat", _("Người này không thuộc hội đồng; hãy ghi tên vào ô người ngoài hội đồng.")))
    if seat is None and not speaker.strip():
        found.append(("seat", _("Hãy chọn thành viên phát biểu, hoặc ghi tên người ngoài hội đồng.")))
    if seat is not None and speaker.strip():
        found.append(("speaker", _("Chỉ ghi một người phát biểu: thành viên hội đồng hoặc người ngoài.")))
    if len(speaker.strip()) > LONGEST_SPEAKER:
        found.append(("speaker", _("Tên người phát biểu dài nhất %(most)d ký tự.") % {"most": LONGEST_SPEAKER}))
    return [*found, *_about_dissent(meeting, seat)] if is_dissent else found


def _about_dissent(meeting: Meeting, seat: CouncilSeat | None) -> Refusals:
    if seat is None:
        return [("is_dissent", _("Chỉ thành viên hội đồng mới bảo lưu ý kiến."))]
    if not CouncilRules.from_json(meeting.council.rules).dissent_reserved:
        return [("is_dissent", _("Quyết định không quy định việc bảo lưu ý kiến; hãy ghi như ý kiến thường."))]
    if Attendance.objects.filter(meeting=meeting, seat=seat, mode=AttendanceMode.STAND_IN).exists():
        return [("is_dissent", _("Người dự thay không bảo lưu ý kiến được; chỉ chính thành viên."))]
    return []


def _about_length(text: str) -> Refusals:
    if len(text.strip()) <= LONGEST_TEXT:
        return []
    told = _("Nội dung dài %(length)d ký tự; nhiều nhất là %(most)d. Hãy tách thành nhiều mục.")
    return [("text", told % {"length": len(text.strip()), "most": LONGEST_TEXT})]
