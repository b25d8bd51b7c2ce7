"""What each paper says, and the records that are not written since their figures contradict each other."""

from dataclasses import replace

import pytest

from dongbo.engines.council_papers import (
    FiguresDisagree,
    Person,
    QuorumTaken,
    RevisionTally,
    Votes,
    appraisal_form,
    blank_form,
    conclusion_notice,
    counting_record,
    invitation,
    minutes,
    revision_report,
    submission,
)
from dongbo.engines.council_papers.lines import moment_with_weekday, share
from dongbo.engines.decree30 import OfficialDocument, Passage, Table
from tests.engines.council_papers import samples


def lines_of(document: OfficialDocument) -> list[str]:
    return [one.text for one in document.body if isinstance(one, Passage)]


def tables_of(document: OfficialDocument) -> list[list[tuple[str, ...]]]:
    return [list(one.rows) for one in document.body if isinstance(one, Table)]


def test_the_invitation_says_to_what_when_where_and_with_which_papers() -> None:
    paper = invitation(samples.invitation_paper())
    assert lines_of(paper) == [
        "Hội đồng thẩm định trân trọng kính mời: Phạm Thử - Viện trưởng Viện Nghiên cứu A, Ủy viên phản biện.",
        "Tới dự cuộc họp của Hội đồng thẩm định Kế hoạch chuyển đổi số giai đoạn 2026 - 2030, thành lập theo Quyết "
        "định số 12/QĐ-BTN ngày 03 tháng 01 năm 2026 của Bộ trưởng Bộ Thử nghiệm, thẩm định dự thảo Kế hoạch chuyển "
        "đổi số giai đoạn 2026 - 2030 (Dự thảo lần 3).",
        "1. Chủ trì: Trần Văn Mẫu - Thứ trưởng Bộ Thử nghiệm, Chủ tịch Hội đồng.",
        "2. Thời gian: 08 giờ 30 phút, thứ Năm, ngày 05 tháng 02 năm 2026.",
        "3. Địa điểm: Phòng họp 201, trụ sở Bộ Thử nghiệm.",
        "4. Dự trực tuyến: phòng họp trực tuyến của Bộ, mã phòng 123 456.",
        "5. Nội dung, chương trình:",
        "- Báo cáo của đơn vị soạn thảo;",
        "- Nhận xét phản biện;",
        "- Bỏ phiếu.",
        "6. Tài liệu gửi kèm:",
        "- Hồ sơ thẩm định (01 tệp PDF, 01 tệp nén);",
        "- Phiếu thẩm định.",
        "7. Đề nghị:",
        "- Gửi phiếu thẩm định trước ngày 04 tháng 02 năm 2026.",
        "Thông tin liên hệ: bà Lê Thị Ví Dụ, Văn phòng.",
        "Hội đồng thẩm định trân trọng kính mời./.",
    ]
    assert paper.recipients == ("Như trên;", "Bộ trưởng (để báo cáo);", "Các thành viên Hội đồng;", "Lưu: VT, HĐTĐ.")


@pytest.mark.parametrize(("asked", "listed"), [(12, 0), (13, 13)])
def test_more_than_a_dozen_invited_stand_in_a_list(asked: int, listed: int) -> None:
    people = samples.many_people(asked)
    annexes = invitation(samples.invitation_paper(people)).outline.nodes
    rows = [next(iter(row.cells.values())) for annex in annexes for row in annex.children]
    assert rows == [person.full for person in people[:listed]]


def test_a_form_has_one_cross_a_row_and_one_result() -> None:
    marks, remarks, results = tables_of(appraisal_form(samples.filled_form()))
    assert [row[2:5] for row in marks] == [("X", "", "")] * 5 + [("", "X", ""), ("X", "", ""), ("", "", "X")]
    assert remarks[0] == (
        "1", "Điểm a khoản 2 Điều 5",
        "Trích dự thảo: “đạt 80% hồ sơ”\nNêu mức của năm 2030.\nĐề nghị sửa thành: đạt ít nhất 85% hồ sơ",
    )  # fmt: skip
    assert [row[1] for row in remarks] == ["Điểm a khoản 2 Điều 5", "Toàn bộ dự thảo"]
    assert results == [("Thông qua", ""), (samples.CHOSEN, "X"), ("Không thông qua", "")]


def test_a_blank_form_is_ticked_nowhere() -> None:
    marks, results = tables_of(appraisal_form(blank_form(samples.UNKNOWN, samples.COUNCIL, samples.DRAFT)))
    assert {cell for row in (*marks, *results) for cell in row if cell == "X"} == set()
    assert [row[1] for row in marks] == list(samples.CRITERIA)


def test_a_form_cannot_propose_what_is_not_on_it() -> None:
    with pytest.raises(ValueError, match="không có trên phiếu"):
        replace(samples.filled_form(), proposed="Thông qua đặc cách")


def test_receipts_stand_in_their_own_order_and_no_member_beside_them() -> None:
    paper = counting_record(samples.secret_count())
    (annex,) = paper.outline.nodes
    assert [row.cells["Mã biên nhận"] for row in annex.children] == sorted(samples.secret_count().receipts)
    (counted,) = tables_of(paper)
    assert counted == [
        ("1", "Thông qua", "1", "16,67%"),
        ("2", "Thông qua với điều kiện chỉnh sửa, bổ sung", "3", "50%"),
        ("3", "Không thông qua", "0", "0%"),
    ]
    said = " ".join([*lines_of(paper), *(cell for row in counted for cell in row)])
    assert [person.name for person in samples.PEOPLE if person.name in said] == []


def test_the_order_in_which_receipts_are_given_does_not_show() -> None:
    given = samples.secret_count()
    assert counting_record(given) == counting_record(replace(given, receipts=given.receipts[::-1]))


def test_an_open_count_lists_each_member_with_his_choice() -> None:
    _, choices = tables_of(counting_record(samples.open_count()))
    assert choices[-2:] == [
        ("4", "Lê Thị Ví Dụ - Phó Chánh Văn phòng, Ủy viên thư ký", "Thông qua", ""),
        ("5", "Hoàng Giả Định - Vụ trưởng Vụ C, Ủy viên", "Không biểu quyết", "Không tham gia do có xung đột lợi ích"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"cast": 6},
        {"invalid": 0},
        {"invalid": -1},
        {"votes": (Votes("Thông qua", 5),)},
        {"receipts": ("a", "a")},
        {"receipts": tuple("abcdef")},
        {"choices": samples.open_count().choices},
        {"is_secret": False},
    ],
)
def test_no_record_is_written_of_a_count_that_cannot_be_true(change: dict[str, object]) -> None:
    with pytest.raises(FiguresDisagree):
        replace(samples.secret_count(), **change)


def test_an_open_count_must_agree_with_its_list() -> None:
    with pytest.raises(FiguresDisagree, match="danh sách biểu quyết"):
        replace(samples.open_count(), choices=samples.open_count().choices[1:])


def test_a_quorum_counts_nobody_twice() -> None:
    with pytest.raises(FiguresDisagree):
        QuorumTaken(5, 6, 0, "ít nhất 2/3", met=True)


def test_more_answers_than_revisions_cannot_be() -> None:
    with pytest.raises(FiguresDisagree):
        RevisionTally(2, 1, 1, 1)


def test_the_minutes_tell_who_was_there_how_and_why_not() -> None:
    attendance, counted = tables_of(minutes(samples.meeting()))
    assert [row[4] for row in attendance] == [
        "Tại phòng họp", "Trực tuyến", "Tại phòng họp", "Tại phòng họp", "Tại phòng họp",
        "Cử người dự thay: Bùi Thay Thế, Phó Vụ trưởng Vụ D (đi công tác)",
    ]  # fmt: skip
    assert [row[2] for row in counted] == ["1", "3", "0"]


def test_the_minutes_go_through_the_meeting_in_order() -> None:
    lines = lines_of(minutes(samples.meeting(1)))
    begin = lines.index("Nội dung (theo diễn biến cuộc họp):")
    assert lines[begin:] == [
        "Nội dung (theo diễn biến cuộc họp):",
        "I. CHƯƠNG TRÌNH HỌP",
        "- Báo cáo của đơn vị soạn thảo;",
        "- Thảo luận;",
        "- Bỏ phiếu.",
        "II. DIỄN BIẾN CUỘC HỌP",
        "1. Báo cáo của đơn vị soạn thảo (trình bày: Đỗ Khách Mời).",
        "2. Thảo luận:",
        "- Trần Văn Mẫu - Thứ trưởng Bộ Thử nghiệm, Chủ tịch Hội đồng: Dòng thứ nhất của ý kiến.",
        "Dòng thứ hai: cần số liệu gốc.",
        "3. Bỏ phiếu.",
        "III. BỎ PHIẾU, BIỂU QUYẾT",
        "1. Bỏ phiếu kín: kết quả thẩm định dự thảo Kế hoạch.",
        "Phát ra 5 phiếu; thu về 5 phiếu, trong đó 4 phiếu hợp lệ, 1 phiếu không hợp lệ. Tỷ lệ tính trên tổng số thành "
        "viên có quyền biểu quyết: 6.",
        f"Quy tắc quyết định: {samples.RULE}.",
        "Kết quả: Thông qua có điều kiện.",
        "Kèm theo: Biên bản kiểm phiếu số 08/BB-HĐTĐ.",
        "IV. Ý KIẾN BẢO LƯU",
        "- Phạm Thử - Viện trưởng Viện Nghiên cứu A, Ủy viên phản biện: bảo lưu ý kiến về mục tiêu tại khoản 2 Điều 5.",
        "V. KẾT LUẬN CỦA CHỦ TỌA",
        "1. Cơ bản thống nhất về bố cục, dung lượng.",
        "2. Làm rõ nhiệm vụ của từng đơn vị.",
        "Cuộc họp kết thúc vào 11 giờ 05 phút, ngày 05 tháng 02 năm 2026./.",
    ]


def test_minutes_of_a_meeting_not_over_have_a_blank() -> None:
    last = lines_of(minutes(replace(samples.meeting(), ended=None)))[-1]
    assert last == "Cuộc họp kết thúc vào … giờ … phút, ngày … tháng … năm …./."


def test_the_notice_lists_every_revision_with_its_term() -> None:
    (rows,) = tables_of(conclusion_notice(samples.notice()))
    assert rows == [
        ("1", "Khoản 1 Điều 5", "Làm rõ nhiệm vụ của đơn vị", "Nêu rõ thời hạn.", "20/02/2026"),
        ("2", "Khoản 2 Điều 6", "Làm rõ nhiệm vụ của đơn vị", samples.LONG, "20/02/2026"),
        ("3", "Khoản 3 Điều 7", "Làm rõ nhiệm vụ của đơn vị", "Nêu rõ thời hạn.", "20/02/2026"),
    ]


def test_a_notice_without_revisions_says_so() -> None:
    lines = lines_of(conclusion_notice(replace(samples.notice(), required=())))
    assert "3. Yêu cầu chỉnh sửa: Không có." in lines


def test_the_report_counts_what_became_of_the_revisions() -> None:
    paper = revision_report(samples.report(6))
    assert lines_of(paper)[1:5] == [
        "- 2 yêu cầu đã sửa;", "- 2 yêu cầu sửa một phần;", "- 1 yêu cầu không tiếp thu, có lý do;",
        "- 1 yêu cầu chưa trả lời.",
    ]  # fmt: skip
    (rows,) = tables_of(paper)
    assert rows[0] == (
        "1", "Nêu rõ thời hạn.", "Khoản 1 Điều 5", "Đã sửa",
        "Dòng thứ nhất của ý kiến.\nDòng thứ hai: cần số liệu gốc.", "Văn bản đã sửa đúng chỗ",
        "Lê Thị Ví Dụ, 01/3/2026",
    )  # fmt: skip


def test_the_submission_gives_the_figures_of_consultation_and_council() -> None:
    lines = lines_of(submission(samples.submitted()))
    assert lines[lines.index("II. QUÁ TRÌNH XÂY DỰNG") + 2] == (
        "1. Lấy ý kiến: từ ngày 01 tháng 9 năm 2025 đến ngày 15 tháng 9 năm 2025, gửi 1.500 cơ quan, tổ chức, cá nhân; "
        "1.402 đã trả lời, 98 không phản hồi; nhận được 2.315 ý kiến, trong đó:"
    )
    assert lines[-6:] == [
        "Cục B kính trình xem xét, phê duyệt Kế hoạch chuyển đổi số giai đoạn 2026 - 2030.",
        "(Tài liệu gửi kèm:",
        "- Dự thảo Quyết định và Kế hoạch;",
        "- Biên bản họp Hội đồng;",
        "- Báo cáo tiếp thu, giải trình).",
        "Cục B kính trình./.",
    ]


def test_numbers_and_moments_are_written_the_vietnamese_way() -> None:
    assert (share(1, 3), share(0, 0)) == ("33,33%", "–")
    sunday = samples.BEGINS.replace(day=8, hour=14, minute=5)
    assert moment_with_weekday(sunday) == "14 giờ 05 phút, Chủ nhật, ngày 08 tháng 02 năm 2026"
    assert Person("A", post="Vụ trưởng").full == "A - Vụ trưởng"
