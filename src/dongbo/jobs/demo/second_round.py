"""The second round of opinions, still out: officers have raised remarks, and no head but one has sent an answer."""

from datetime import datetime, timedelta

from dongbo.documents.models import Version
from dongbo.jobs.demo.first_round import LIST, LISTED, consultee_of, tokens
from dongbo.jobs.demo.ministry import COMMUNE, FINANCE, OFFICE, PROVINCE, SECURITY, Ministry
from dongbo.jobs.demo.opinions import PLAN
from dongbo.jobs.demo.plan_text import Places, moments
from dongbo.planning.models import Consultation, RecipientList, ReplyTerm
from dongbo.planning.operations.consultations import add_recipients, prepare_consultation, send_consultation
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.operations.opinions.remarks import raise_remark
from dongbo.planning.operations.opinions.replies import prepare_answer, send_answer
from dongbo.planning.states import Answer, OpinionKind

DAYS = 10
REMIND_BEFORE = (3, 1)
QUESTION = "Nội dung tiếp thu, giải trình vòng 1 đã thỏa đáng chưa?"
ASKED = (*LISTED, COMMUNE)

REMARKS = (
    # unit, who raises it, path, quote, text
    (FINANCE, "tai-chinh", f"{PLAN}IV/VII/1", "tối thiểu 15%", "Mức 15% cần kèm lộ trình từng năm để cân đối vốn."),
    (
        FINANCE,
        "tai-chinh",
        f"{PLAN}V/I/8",
        "trong hai năm đầu",
        "Ghi rõ hai năm đầu tính từ khi trung tâm đi vào hoạt động.",
    ),
    (FINANCE, "tai-chinh", "phu_luc:I/dong:27", "", "Cột năm 2027 vẫn là 10%, cần nâng tương ứng."),
    (PROVINCE, "tham-muu", f"{PLAN}IV/V/2", "", "Điểm c nên ghi rõ cơ quan chủ trì phủ sóng ở xã đảo."),
    (
        OFFICE,
        "van-phong",
        f"{PLAN}IV/VI/2",
        "trong năm 2027",
        "Đồng ý mốc 2027, đề nghị bổ sung phương án thuê dịch vụ giám sát.",
    ),
    (
        PROVINCE,
        "tham-muu",
        f"{PLAN}IV/III/4/c",
        "gửi văn bản xin lỗi",
        "Cho phép xin lỗi qua tin nhắn, vì người dân vùng cao ít nhận văn bản giấy.",
    ),
    (COMMUNE, "xa", f"{PLAN}V/II/2", "trước ngày 20", "Ngày báo cáo của cấp xã vẫn chưa lùi như đã trả lời vòng 1."),
)


def send_second_round(ministry: Ministry, version: Version, places: Places, *, at: datetime) -> Consultation:
    """This will ask seven units again, with the version that answers the first round."""
    lead, moment = ministry.lead, moments(at)
    prepared = prepare_consultation(
        version=version,
        title="Lấy ý kiến vòng 2 dự thảo Quy hoạch sau tiếp thu",
        term=ReplyTerm.objects.get(code="internal"),
        days=DAYS,
        questions=(QUESTION,),
        remind_before=REMIND_BEFORE,
        by=lead,
        at=next(moment),
    )
    add_recipients(
        consultation=prepared,
        lists=RecipientList.objects.filter(name=LIST, ended_at__isnull=True),
        units=[ministry.units[COMMUNE]],
        token=tokens("2"),
        by=lead,
        at=next(moment),
    )
    consultation = send_consultation(consultation=prepared, by=lead, at=next(moment))
    _speak(ministry, consultation, places, at=at + timedelta(hours=20))
    return consultation


def _speak(ministry: Ministry, consultation: Consultation, places: Places, *, at: datetime) -> None:
    moment = moments(at)
    for unit, officer, path, quote, text in REMARKS:
        raise_remark(
            consultee=consultee_of(consultation, unit),
            kind=OpinionKind.SUBSTANCE,
            text=text,
            provision=places[path],
            quote=Marked(quote) if quote else None,
            by=ministry.officers[officer],
            at=next(moment),
        )
    prepare_answer(
        consultee=consultee_of(consultation, FINANCE),
        answer=Answer.AGREES_WITH_OPINIONS,
        reason="",
        by=ministry.officers["tai-chinh"],
        at=next(moment),
    )
    send_answer(
        consultee=consultee_of(consultation, SECURITY),
        answer=Answer.AGREES,
        reason="",
        say_none=True,
        by=ministry.officers["an-ninh"],
        at=next(moment),
    )
