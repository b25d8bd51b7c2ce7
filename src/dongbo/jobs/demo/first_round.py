"""The first round of opinions: twelve units asked, answering on every way there is, in time, late, or not at all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from django.utils import timezone

from dongbo.documents.models import Version
from dongbo.jobs.demo.files import FormRow, filled_form, letter
from dongbo.jobs.demo.ministry import COAST, COMMUNE, DELTA, FINANCE, OFFICE, PROVINCE, SECURITY, Ministry
from dongbo.jobs.demo.opinions import Filed, said_by
from dongbo.jobs.demo.plan_text import Places, moments
from dongbo.organisation.states import Level
from dongbo.planning.models import Consultation, Consultee, ReplyTerm
from dongbo.planning.operations.consultations import (
    Branch,
    add_recipients,
    close_due,
    close_early,
    extend,
    prepare_consultation,
    remind,
    save_recipient_list,
    send_consultation,
)
from dongbo.planning.operations.opinions.forms import form_for, take_form
from dongbo.planning.operations.opinions.letters import (
    LetterRemark,
    attach_letter,
    record_letter_answer,
    split_letter,
)
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.operations.opinions.remarks import leave_remark, raise_remark
from dongbo.planning.operations.opinions.replies import prepare_answer, send_answer
from dongbo.planning.states import Answer, OpinionKind

AGREEING_WARD, SILENT_WARD = "G98.13.11", "G98.13.13"
DAYS = 3
QUESTIONS = (
    "Các chỉ tiêu đến năm 2030 có khả thi với đơn vị không?",
    "Đơn vị cần thêm nguồn lực gì để thực hiện?",
)
GUIDANCE = "Đề nghị tập trung góp ý Phần III (mục tiêu), Phần IV (nội dung) và hai phụ lục."
LIST = "Đầu mối lấy ý kiến: đơn vị thuộc Bộ và cấp tỉnh"
LISTED = (SECURITY, FINANCE, OFFICE, PROVINCE, COAST, DELTA)
REASON = "Nhiệm vụ giao cho cấp xã chưa đi kèm nguồn lực; đề nghị bổ sung cơ chế hỗ trợ trước khi ban hành."
LETTERS = (
    # unit, number, file, what it says of the whole, answer, reason
    (DELTA, "214/ATCĐ-TM", "cong-van-lam-thuy.docx", "nhất trí với dự thảo Quy hoạch và có một số ý kiến như sau:",
     Answer.AGREES_WITH_OPINIONS, ""),
    (COAST, "87/ATCĐ-TM", "cong-van-hai-giang.docx", f"chưa nhất trí với dự thảo Quy hoạch. {REASON} Cụ thể như sau:",
     Answer.DISAGREES, REASON),
)  # fmt: skip
LEFT_OUT = "Nên in phụ lục trên khổ giấy A3."
"""A remark that the head of a unit keeps inside."""

NOWHERE: FormRow = (OpinionKind.WORDING, "Điều 99", "", "Điều này nên viết gọn hơn.", "")
"""A row of the form that names a place the plan does not have: it goes back marked."""

IN_TIME = (
    # unit, who raises, who sends, answer, reason, hours after the round went out
    (FINANCE, "tai-chinh", "cuc-truong", Answer.AGREES_WITH_OPINIONS, "", 22),
    (OFFICE, "van-phong", "chanh-van-phong", Answer.AGREES_WITH_OPINIONS, "", 26),
)


def tokens(round_name: str) -> Callable[[], str]:
    """Return a source of words that name the forms of a round, the same in every telling."""
    numbers = count(1)
    return lambda: f"demo-{round_name}-{next(numbers):04d}"


def consultee_of(consultation: Consultation, unit: str) -> Consultee:
    """Return the unit of this code as the round asks it."""
    return Consultee.objects.get(consultation=consultation, unit__code=unit)


def hold_first_round(ministry: Ministry, version: Version, places: Places, *, at: datetime) -> Consultation:
    """This will ask twelve units and hear them, until the round is closed."""
    consultation = _ask(ministry, version, at=at)
    _agree(ministry, consultation, at=at + timedelta(hours=12))
    for unit, raiser, sender, answer, reason, hours in IN_TIME:
        told = (unit, raiser, sender, answer, reason)
        _answer_on_screen(ministry, consultation, places, *told, at=at + timedelta(hours=hours))
    for sent, hours in ((LETTERS[0], 46), (LETTERS[1], 50)):
        _answer_by_letter(ministry, consultation, places, sent, at=at + timedelta(hours=hours))
    _agree_by_letter(ministry, consultation, at=at + timedelta(hours=54))
    remind(consultation=consultation, by=ministry.lead, at=at + timedelta(hours=60))
    deadline = _deadline(consultation)
    _give_more_time(ministry, consultation, until=deadline + timedelta(days=3), at=at + timedelta(hours=64))
    close_due(at=deadline + timedelta(minutes=1))
    late = (COMMUNE, "xa", "xa-truong", Answer.AGREES_WITH_OPINIONS, "")
    _answer_on_screen(ministry, consultation, places, *late, at=deadline + timedelta(hours=10))
    _answer_by_form(ministry, consultation, at=deadline + timedelta(hours=30))
    return close_early(
        consultation=consultation,
        reason="Các đơn vị chủ chốt đã trả lời; kết thúc để kịp tiếp thu, giải trình.",
        by=ministry.lead,
        at=deadline + timedelta(days=2),
    )


def _deadline(consultation: Consultation) -> datetime:
    if consultation.deadline is None:
        raise LookupError(consultation)
    return consultation.deadline


def _ask(ministry: Ministry, version: Version, *, at: datetime) -> Consultation:
    lead, units, moment = ministry.lead, ministry.units, moments(at)
    kept = save_recipient_list(
        name=LIST, unit=version.document.unit, units=[units[code] for code in LISTED], by=lead, at=next(moment)
    )
    prepared = prepare_consultation(
        version=version,
        title="Lấy ý kiến vòng 1 dự thảo Quy hoạch ứng dụng và phát triển công nghệ thông tin",
        term=ReplyTerm.objects.get(code="internal-deemed"),
        days=DAYS,
        guidance=GUIDANCE,
        questions=QUESTIONS,
        by=lead,
        at=next(moment),
    )
    add_recipients(
        consultation=prepared,
        lists=[kept],
        branches=[Branch(units[PROVINCE], levels=(Level.COMMUNE,))],
        units=[units[AGREEING_WARD], units[SILENT_WARD]],
        token=tokens("1"),
        by=lead,
        at=next(moment),
    )
    return send_consultation(consultation=prepared, by=lead, at=next(moment))


def _agree(ministry: Ministry, consultation: Consultation, *, at: datetime) -> None:
    send_answer(
        consultee=consultee_of(consultation, SECURITY),
        answer=Answer.AGREES,
        reason="",
        say_none=True,
        by=ministry.officers["an-ninh"],
        at=at,
    )


def _answer_on_screen(
    ministry: Ministry,
    consultation: Consultation,
    places: Places,
    unit: str,
    raiser: str,
    sender: str,
    answer: Answer,
    reason: str,
    *,
    at: datetime,
) -> None:
    consultee, officer, head = consultee_of(consultation, unit), ministry.officers[raiser], ministry.officers[sender]
    moment = moments(at, timedelta(minutes=6))
    for filed in said_by(unit):
        raise_remark(
            consultee=consultee,
            kind=filed.place.kind,
            text=filed.said.text,
            proposed=filed.said.proposed,
            provision=places.get(filed.place.path),
            quote=_marked(filed),
            by=officer,
            at=next(moment),
        )
    if unit == FINANCE:
        inside = raise_remark(
            consultee=consultee, kind=OpinionKind.TECHNIQUE, text=LEFT_OUT, by=officer, at=next(moment)
        )
        leave_remark(remark=inside, by=head, at=next(moment))
    first = consultation.questions.order_by("rank")[0]
    prepare_answer(
        consultee=consultee,
        answer=answer,
        reason=reason,
        question_answers={first.pk: "Khả thi, nếu các ý kiến của đơn vị được tiếp thu."},
        by=officer,
        at=next(moment),
    )
    send_answer(consultee=consultee, answer=answer, reason=reason, say_none=True, by=head, at=next(moment))


def _marked(filed: Filed) -> Marked | None:
    return Marked(filed.place.quote) if filed.place.quote else None


def _answer_by_letter(
    ministry: Ministry,
    consultation: Consultation,
    places: Places,
    sent: tuple[str, str, str, str, Answer, str],
    *,
    at: datetime,
) -> None:
    unit, number, file_name, on_the_whole, answer, reason = sent
    opinions, consultee = said_by(unit), consultee_of(consultation, unit)
    named = {one.path: one.label for one in form_for(consultee).provisions}
    lines = [
        consultee.unit.name.upper(),
        "Kính gửi: Cục Công nghệ thông tin và Dữ liệu",
        f"Qua nghiên cứu, đơn vị {on_the_whole}",
        *(f"{n}. Tại {named[one.place.path]}: {one.said.text}" for n, one in enumerate(opinions, start=1)),
        "Trên đây là ý kiến của đơn vị, trân trọng gửi quý Cục tổng hợp./.",
    ]
    moment = moments(at)
    came = attach_letter(
        consultee=consultee,
        data=letter(lines),
        file_name=file_name,
        number=number,
        issued_on=timezone.localdate(at),
        by=ministry.lead,
        at=next(moment),
    )
    record_letter_answer(letter=came, answer=answer, reason=reason, by=ministry.lead, at=next(moment))
    remarks = [
        LetterRemark(one.place.kind, one.said.text, one.said.proposed, places[one.place.path], _marked(one))
        for one in opinions
    ]
    split_letter(letter=came, remarks=remarks, by=ministry.lead, at=next(moment))


def _agree_by_letter(ministry: Ministry, consultation: Consultation, *, at: datetime) -> None:
    consultee = consultee_of(consultation, AGREEING_WARD)
    lines = [
        consultee.unit.name.upper(),
        "Kính gửi: Cục Công nghệ thông tin và Dữ liệu",
        "Đơn vị hoàn toàn nhất trí với dự thảo Quy hoạch, không có ý kiến gì thêm./.",
    ]
    moment = moments(at)
    came = attach_letter(
        consultee=consultee,
        data=letter(lines),
        file_name="cong-van-ho-dong.docx",
        number="19/CV-HĐ",
        issued_on=timezone.localdate(at),
        by=ministry.lead,
        at=next(moment),
    )
    record_letter_answer(letter=came, answer=Answer.AGREES, reason="", by=ministry.lead, at=next(moment))
    split_letter(letter=came, remarks=[], by=ministry.lead, at=next(moment))


def _give_more_time(ministry: Ministry, consultation: Consultation, *, until: datetime, at: datetime) -> None:
    reasons = {PROVINCE: "Đơn vị đang ứng phó sạt lở đất, xin thêm ba ngày.", SILENT_WARD: "Đơn vị đang chuyển trụ sở."}
    for (unit, reason), moment in zip(reasons.items(), moments(at), strict=False):
        consultee = consultee_of(consultation, unit)
        extend(consultation=consultation, consultee=consultee, until=until, reason=reason, by=ministry.lead, at=moment)


def _answer_by_form(ministry: Ministry, consultation: Consultation, *, at: datetime) -> None:
    consultee = consultee_of(consultation, PROVINCE)
    form = form_for(consultee)
    named = {one.path: one.label for one in form.provisions}
    rows: list[FormRow] = [
        (one.place.kind, named[one.place.path], one.place.quote, one.said.text, one.said.proposed)
        for one in said_by(PROVINCE)
    ]
    moment = moments(at)
    take_form(
        consultee=consultee,
        data=filled_form(form, [*rows, NOWHERE]),
        file_name="phieu-van-son.xlsx",
        by=ministry.officers["tham-muu"],
        at=next(moment),
    )
    send_answer(
        consultee=consultee,
        answer=Answer.AGREES_WITH_OPINIONS,
        reason="",
        say_none=True,
        by=ministry.officers["giam-doc"],
        at=next(moment),
    )
