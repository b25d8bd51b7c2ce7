"""What is said at a meeting, and what it concludes."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.organisation.rules.words import require_words
from dongbo.planning.models import AgendaItem, Conclusion, CouncilSeat, DiscussionNote, Meeting
from dongbo.planning.operations.meetings.holding import held, record, require_state
from dongbo.planning.rules.councils import require_secretariat
from dongbo.planning.states import LONGEST_TEXT, MeetingState

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

    `is_dissent` where a member reserves his opinion, which the minutes keep. Raises NotAllowed; ValidationError by
    field, with code `transition` before the meeting and once its conclusions are announced, or `secret`.
    """
    authorship = require_secretariat(by, meeting.council, at=at)
    require_words(text, field="text", what=_("nội dung phát biểu"))
    refuse_secret_words({"text": text, "speaker": speaker}, by=authorship, at=at)
    with transaction.atomic():
        found = held(meeting)
        require_state(found, *WRITTEN_IN)
        refuse(_about(found, text, item=item, seat=seat, speaker=speaker, is_dissent=is_dissent))
        note = DiscussionNote.objects.create(
            meeting=found,
            item=item,
            seat=seat,
            speaker=speaker.strip(),
            text=text.strip(),
            is_dissent=is_dissent,
            noted_at=at,
            noted_by=by.officer,
        )
        payload = {"note": note.pk, "seat": seat.pk if seat else None, "dissent": is_dissent}
        record("discussion_noted", found, payload, by=authorship, at=at)
    return note


@transaction.atomic
def withdraw_note(*, note: DiscussionNote, by: Acting, at: datetime) -> DiscussionNote:
    """This will withdraw what was written down wrongly; it stays on record, out of the minutes.

    Raises NotAllowed; ValidationError with code `transition` or `withdrawn`.
    """
    found = held(note.meeting)
    authorship = require_secretariat(by, found.council, at=at)
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

    Raises NotAllowed; ValidationError by `text`, with code `transition` or `secret`.
    """
    authorship = require_secretariat(by, meeting.council, at=at)
    require_words(text, field="text", what=_("nội dung kết luận"))
    refuse_secret_words({"text": text}, by=authorship, at=at)
    with transaction.atomic():
        found = held(meeting)
        require_state(found, *WRITTEN_IN)
        refuse(_about_length(text))
        last = found.conclusions.aggregate(last=Max("rank"))["last"] or 0
        drawn = Conclusion.objects.create(
            meeting=found, rank=last + 1, text=text.strip(), drawn_at=at, drawn_by=by.officer
        )
        record("conclusion_drawn", found, {"conclusion": drawn.pk, "rank": drawn.rank}, by=authorship, at=at)
    return drawn


def change_conclusion(*, conclusion: Conclusion, text: str, by: Acting, at: datetime) -> Conclusion:
    """This will put a conclusion into other words until it is announced. Raises as draw_conclusion does."""
    authorship = require_secretariat(by, conclusion.meeting.council, at=at)
    require_words(text, field="text", what=_("nội dung kết luận"))
    refuse_secret_words({"text": text}, by=authorship, at=at)
    with transaction.atomic():
        found = held(conclusion.meeting)
        require_state(found, *WRITTEN_IN)
        refuse(_about_length(text))
        changed = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
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
    if is_dissent and seat is None:
        found.append(("is_dissent", _("Chỉ thành viên hội đồng mới bảo lưu ý kiến.")))
    return found


def _about_length(text: str) -> Refusals:
    if len(text.strip()) <= LONGEST_TEXT:
        return []
    told = _("Nội dung dài %(length)d ký tự; nhiều nhất là %(most)d. Hãy tách thành nhiều mục.")
    return [("text", told % {"length": len(text.strip()), "most": LONGEST_TEXT})]
