"""The states of a consultation, of a unit that is consulted, of an opinion and of its answer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 100_000
"""Characters of an opinion or of the text it proposes; more belongs into an attached letter."""


class DayUnit(TextChoices):
    """What a term is counted in."""

    CALENDAR = "calendar", _("ngày")
    WORKING = "working", _("ngày làm việc")


class DayKind(TextChoices):
    """What makes a day other than its weekday says."""

    HOLIDAY = "holiday", _("Nghỉ lễ, Tết")
    WORKED_INSTEAD = "worked_instead", _("Làm bù")


class Silence(TextChoices):
    """What it means that a unit did not answer in time."""

    DEEMED_AGREEMENT = "deemed_agree", _("Coi như đồng ý")
    NONE = "none", _("Không có hệ quả")


class ConsultationState(TextChoices):
    """A round is prepared, sent, closed for answers, and final once its matrix is."""

    PREPARED = "prepared", _("Đang chuẩn bị")
    SENT = "sent", _("Đang lấy ý kiến")
    CLOSED = "closed", _("Đang tiếp thu, giải trình")
    FINAL = "final", _("Đã khép vòng")


CONSULTATION_TRANSITIONS: dict[ConsultationState, frozenset[ConsultationState]] = {
    ConsultationState.PREPARED: frozenset({ConsultationState.SENT}),
    ConsultationState.SENT: frozenset({ConsultationState.CLOSED}),
    ConsultationState.CLOSED: frozenset({ConsultationState.SENT, ConsultationState.FINAL}),
    ConsultationState.FINAL: frozenset(),
}
"""From a state to those it may go to; a round that is closed opens again where a unit is given more time."""


class ConsulteeState(TextChoices):
    """How a unit that is consulted stands."""

    WAITING = "waiting", _("Chưa trả lời")
    ANSWERED = "answered", _("Đã trả lời")
    DEEMED = "deemed", _("Coi như đồng ý")
    SILENT = "silent", _("Không phản hồi")


CONSULTEE_TRANSITIONS: dict[ConsulteeState, frozenset[ConsulteeState]] = {
    ConsulteeState.WAITING: frozenset({ConsulteeState.ANSWERED, ConsulteeState.DEEMED, ConsulteeState.SILENT}),
    ConsulteeState.ANSWERED: frozenset({ConsulteeState.WAITING}),
    ConsulteeState.DEEMED: frozenset({ConsulteeState.WAITING, ConsulteeState.ANSWERED}),
    ConsulteeState.SILENT: frozenset({ConsulteeState.WAITING, ConsulteeState.ANSWERED}),
}
"""An answer may be given back to its unit while the round is open; a late one is still an answer."""


class Answer(TextChoices):
    """What a unit says of the draft as a whole."""

    AGREES = "agrees", _("Đồng ý hoàn toàn")
    AGREES_WITH_OPINIONS = "agrees_with", _("Đồng ý, có ý kiến")
    DISAGREES = "disagrees", _("Không đồng ý")


class Origin(TextChoices):
    """On which way an answer or an opinion came in."""

    SCREEN = "screen", _("Trên màn hình")
    WORD_FORM = "word_form", _("Biểu Word")
    EXCEL_FORM = "excel_form", _("Biểu Excel")
    LETTER = "letter", _("Công văn")


class OpinionKind(TextChoices):
    """What an opinion is about."""

    SUBSTANCE = "substance", _("Nội dung")
    TECHNIQUE = "technique", _("Kỹ thuật trình bày")
    WORDING = "wording", _("Câu chữ")


class OpinionState(TextChoices):
    """A remark is raised inside a unit; its head takes it into the unit's answer or leaves it."""

    REMARK = "remark", _("Ý kiến nội bộ")
    LEFT = "left", _("Không đưa vào")
    SENT = "sent", _("Đã gửi")


OPINION_TRANSITIONS: dict[OpinionState, frozenset[OpinionState]] = {
    OpinionState.REMARK: frozenset({OpinionState.LEFT, OpinionState.SENT}),
    OpinionState.LEFT: frozenset({OpinionState.REMARK}),
    OpinionState.SENT: frozenset({OpinionState.REMARK}),
}
"""What was sent comes back as a remark where the answer is given back to the unit."""


class Outcome(TextChoices):
    """What became of an opinion."""

    OPEN = "open", _("Chưa giải trình")
    ACCEPTED = "accepted", _("Tiếp thu")
    PARTLY = "partly", _("Tiếp thu một phần")
    EXPLAINED = "explained", _("Giải trình")
    TO_LEADER = "to_leader", _("Xin ý kiến lãnh đạo")


OUTCOME_TRANSITIONS: dict[Outcome, frozenset[Outcome]] = {
    outcome: frozenset(set(Outcome) - {outcome} | ({outcome} - {Outcome.OPEN})) for outcome in Outcome
}
"""An answer may be changed until the matrix is final; what the leader decided is changed by the leader alone."""


class AnchorState(TextChoices):
    """How an opinion's place stands in a later version."""

    EXACT = "exact", _("Nguyên văn")
    MOVED = "moved", _("Đã chuyển chỗ")
    CHANGED = "changed", _("Đã sửa lời")
    REMOVED = "removed", _("Điều khoản đã bỏ")
    UNSURE = "unsure", _("Chưa chắc")


class FormState(TextChoices):
    """A form that was sent back is read; its bad rows wait to be mended."""

    TAKEN = "taken", _("Đã nhận đủ")
    PARTLY = "partly", _("Còn dòng phải sửa")


class LetterState(TextChoices):
    """A letter is received, then split into opinions."""

    RECEIVED = "received", _("Chờ tách ý kiến")
    SPLIT = "split", _("Đã tách ý kiến")
