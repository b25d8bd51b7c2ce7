"""What the team and the leader answered to the opinions of the first round, by topic: some of it is not true."""

from dataclasses import dataclass

from dongbo.jobs.demo.opinions import PLAN
from dongbo.planning.states import Outcome

ACCEPTED, PARTLY, EXPLAINED = Outcome.ACCEPTED, Outcome.PARTLY, Outcome.EXPLAINED


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a topic; `changed_in` names where else than the opinions point it was carried out."""

    outcome: Outcome
    response: str
    reason: str = ""
    changed_in: tuple[str, ...] = ()


BY_THE_TEAM: dict[str, Answered] = {
    "data-centres": Answered(
        ACCEPTED,
        "Tiếp thu: nâng lên 03 trung tâm dữ liệu vùng tại mục tiêu, nội dung và hai phụ lục.",
        changed_in=(f"{PLAN}IV/V/1/c", "phu_luc:I/dong:21", "phu_luc:II/dong:27"),
    ),
    "watch-in-2027": Answered(ACCEPTED, "Tiếp thu: chuyển thời hạn về năm 2027.", changed_in=("phu_luc:II/dong:31",)),
    "two-factors": Answered(ACCEPTED, "Tiếp thu: bổ sung thời hạn trong năm 2026."),
    "private-mail": Answered(ACCEPTED, "Tiếp thu: bổ sung khoản 7 về thư điện tử."),
    "border-cover": Answered(
        PARTLY,
        "Tiếp thu: bổ sung điểm c về phủ sóng ở xã biên giới, xã đảo có dân cư.",
        "Đảo không có dân cư do lực lượng khác bảo đảm, không thuộc phạm vi Quy hoạch.",
    ),
    "two-clauses": Answered(ACCEPTED, "Tiếp thu: tách thành hai khoản."),
    "one-too-many": Answered(ACCEPTED, "Tiếp thu: bỏ khoản 6."),
    "fifty-metres": Answered(
        EXPLAINED,
        "Giữ nguyên sai số 50 mét.",
        "Mức này do Nghị quyết số 21-NQ/ĐUATCĐ ấn định và chỉ tính trên cuộc gọi xác định được vị trí.",
    ),
    "stations": Answered(
        EXPLAINED,
        "Giữ nguyên 5.000 trạm.",
        "Chỉ tiêu của Chương trình cảnh báo sớm do Ủy ban Quốc gia giao; nguồn vốn gồm cả ngân sách địa phương.",
    ),
    "apology": Answered(ACCEPTED, "Tiếp thu: bổ sung việc gửi văn bản xin lỗi khi trả lời chậm."),
    "abbreviations": Answered(ACCEPTED, "Tiếp thu: bỏ chữ viết tắt chỉ dùng một lần.", changed_in=(f"{PLAN}IV/I/4",)),
    "lawful": Answered(ACCEPTED, "Tiếp thu: sửa theo đề nghị."),
    "checking": Answered(
        EXPLAINED,
        "Giữ nguyên hai lần mỗi năm.",
        "Đối soát một lần mỗi năm không bảo đảm tỷ lệ sai lệch dưới 1%; việc đối soát do phần mềm làm phần lớn.",
    ),
    "running-costs": Answered(
        PARTLY,
        "Tiếp thu: ngân sách trung ương hỗ trợ trong hai năm đầu.",
        "Hỗ trợ thường xuyên vượt thẩm quyền của Quy hoạch.",
    ),
    "privacy": Answered(ACCEPTED, "Tiếp thu: bổ sung việc giữ kín thông tin của người được cứu."),
    "carriers": Answered(ACCEPTED, "Tiếp thu: đã ghi rõ trách nhiệm của doanh nghiệp viễn thông."),
    "languages": Answered(
        EXPLAINED,
        "Giữ nguyên 05 tiếng dân tộc thiểu số.",
        "Các tiếng khác chưa có bộ phát thanh viên và bản dịch chuẩn.",
    ),
    "reporting-day": Answered(
        PARTLY, "Tiếp thu: lùi ngày báo cáo đối với cấp xã.", "Đơn vị thuộc Bộ và cấp tỉnh vẫn báo cáo trước ngày 20."
    ),
}
"""Planted faults: the answers to "carriers" and "reporting-day" say that the text was changed, which is not true."""

TO_THE_LEADER: dict[str, tuple[str, str]] = {
    # what is asked, what the team proposes to answer
    "capital": ("Xin ý kiến về nâng tỷ trọng chi từ 12% lên 15%.", "Tiếp thu: nâng lên 15%."),
    "training": ("Xin ý kiến có giảm chỉ tiêu tập huấn còn 40% hay không.", "Giữ nguyên 60%."),
    "drones": ("Xin ý kiến có mở rộng thử nghiệm ra 15 tỉnh hay không.", "Mở rộng khi cân đối được kinh phí."),
}

BY_THE_LEADER: dict[str, Answered] = {
    "capital": Answered(
        ACCEPTED, "Đồng ý nâng lên 15% theo Nghị quyết của Đảng ủy Bộ.", changed_in=("phu_luc:I/dong:27",)
    ),
    "training": Answered(
        EXPLAINED,
        "Giữ nguyên 60%.",
        "Chỉ tiêu đã được Nghị quyết giao; địa phương được dùng hình thức tập huấn trực tuyến.",
    ),
}
"""Of what was put to him the leader has not decided on the drones yet."""

SIGNED_TOPIC = "reporting-day"
SIGNATURE = "Việc lùi ngày báo cáo sẽ quy định trong chế độ báo cáo của Bộ; giữ nguyên lời Quy hoạch."
BASIS = "Chương trình cảnh báo sớm giao kết nối thêm năm nguồn dữ liệu của địa phương."
