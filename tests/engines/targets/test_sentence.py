"""Targets in one sentence. The sentences are written for these tests."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.figures import figure
from dongbo.engines.targets import Target, find_targets_in_sentence

Figures = tuple[str, float | None, float | None, str, str | None]


def figures(targets: list[Target]) -> list[Figures]:
    return [(one.operator, one.value, one.value_to, one.unit, one.deadline) for one in targets]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Đến năm 2030, trên 80% hồ sơ được số hóa.", [(">", 80, None, "%", "2030")]),
        ("Phấn đấu đến năm 2030 có ≥ 3 trung tâm dữ liệu vùng.", [(">=", 3, None, "trung tâm dữ liệu", "2030")]),
        ("Đến năm 2030 thuộc nhóm 40 nước dẫn đầu thế giới về dữ liệu mở.", [("<=", 40, None, "hạng", "2030")]),
        ("Phấn đấu chỉ số hài lòng xếp thứ 20 trở lên.", [("<=", 20, None, "hạng", None)]),
        ("Kinh tế dữ liệu phấn đấu tối thiểu đạt 12,5 % GDP.", [(">=", 12.5, None, "% GDP", None)]),
        ("Đến năm 2028, tỷ lệ sự cố không quá 2%.", [("<=", 2, None, "%", "2028")]),
        ("Đến năm 2028, tỷ lệ hộ nghèo giảm xuống dưới 3%.", [("<", 3, None, "%", "2028")]),
        ("Mục tiêu có từ 40 đến 50 tổ chức được xếp hạng.", [("range", 40, 50, "tổ chức", None)]),
        ("Năng suất tăng 7%/năm, phát thải giảm 20% vào năm 2035.",
         [("=", 7, None, "%/năm", None), ("=", 20, None, "%", "2035")]),
        ("Đến năm 2030 doanh thu tăng gấp 2 lần so với năm 2020.", [("=", 2, None, "lần", "2030")]),
        ("Đến năm 2030, doanh thu đạt hơn 3.500 tỷ đồng.", [(">", 3500, None, "tỷ đồng", "2030")]),
        ("Phấn đấu đưa vào hoạt động 09 tuyến cáp trước năm 2031.", [("=", 9, None, "tuyến cáp", "2031")]),
        ("Sản lượng điện sạch: Năm 2027 khoảng 35 tỷ kWh; năm 2032 khoảng 52,5; năm 2050 khoảng 114 - 125 tỷ kWh.",
         [("~", 35, None, "tỷ kWh", "2027"),
          ("~", 52.5, None, "tỷ kWh", "2032"), ("range", 114, 125, "tỷ kWh", "2050")]),
        ("Nâng tỷ lệ số hóa từ 40% năm 2025 lên 65% năm 2030.", [("=", 65, None, "%", "2030")]),
        ("Nâng mức đầu tư đạt 1,5% GDP vào năm 2027, trên 2% GDP vào năm 2030 và khoảng 3% GDP vào năm 2035.",
         [("=", 1.5, None, "% GDP", "2027"), (">", 2, None, "% GDP", "2030"), ("~", 3, None, "% GDP", "2035")]),
        ("Đến năm 2030 có 10 bác sĩ và 30 giường bệnh/10.000 dân.",
         [("=", 10, None, "bác sĩ/vạn dân", "2030"), ("=", 30, None, "giường bệnh/vạn dân", "2030")]),
        ("Đến năm 2030, tỷ trọng khu vực dịch vụ trên 50%, khu vực nông nghiệp dưới 10%.",
         [(">", 50, None, "%", "2030"), ("<", 10, None, "%", "2030")]),
        ("Đến năm 2029 có ít nhất hai nền tảng dùng chung.", [(">=", 2, None, "nền tảng", "2029")]),
        ("Đến năm 2030, từ 80% hồ sơ công việc trở lên được xử lý điện tử.", [(">=", 80, None, "%", "2030")]),
        ("Đến năm 2030, tỷ lệ hồ sơ đạt từ 80% đến dưới 90%.", [("range", 80, 90, "%", "2030")]),
        ("Đến năm 2030, tỷ lệ trễ hạn từ 5% trở xuống.", [("<=", 5, None, "%", "2030")]),
        ("Đến năm 2030, doanh thu đạt từ 5 tỷ đồng đến 8 tỷ đồng.", [("range", 5, 8, "tỷ đồng", "2030")]),
        ("Đến năm 2028, tỷ lệ hài lòng đạt và vượt 90%.", [(">=", 90, None, "%", "2028")]),
        ("Đến năm 2028, hơn một nửa số xã có chợ số.", [(">", 50, None, "%", "2028")]),
        ("Đến năm 2028, trên 2/3 số xã có chợ số.", [(">", 66.67, None, "%", "2028")]),
        ("Phấn đấu đến năm 2030, quy mô đạt tối thiểu gấp ba lần năm 2020.", [(">=", 3, None, "lần", "2030")]),
        ("Đến năm 2027, 34/34 tỉnh có trung tâm điều hành.", [("=", 34, None, "tỉnh", "2027")]),
        ("Đến năm 2027, 25/34 tỉnh có trung tâm điều hành.", [("=", 25, None, "tỉnh", "2027")]),
        ("Đến năm 2027, mức hài lòng đạt tối thiểu 4,2/5 điểm.", []),
        ("Diễn tập ít nhất 02 lần mỗi năm.", [(">=", 2, None, "lần/năm", None)]),
        ("Hằng năm 100% cán bộ được bồi dưỡng.", [("=", 100, None, "%", None)]),
        ("Mỗi năm kiểm tra ít nhất 20% đơn vị.", [(">=", 20, None, "%", None)]),
        ("Đến năm 2027, 95% xã có từ 04 bác sĩ trở lên.", [("=", 95, None, "%", "2027")]),
        ("Đến năm 2027 có 80%, đến năm 2030 có 100% trường đạt chuẩn.",
         [("=", 80, None, "%", "2027"), ("=", 100, None, "%", "2030")]),
        ("Đến năm 2030, số doanh nghiệp thiết kế tăng lên ít nhất 150.", [(">=", 150, None, "doanh nghiệp", "2030")]),
        ("Đến năm 2030 có ít nhất 5 blockchain dùng chung.", [(">=", 5, None, "", "2030")]),
        ("Hệ thống được giám sát 24/7, trực 24/24 giờ vào năm 2030.", []),
    ],
)  # fmt: skip
def test_operator_value_unit_and_deadline(sentence: str, expected: list[Figures]) -> None:
    assert figures(find_targets_in_sentence(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("Tỷ lệ hồ sơ trực tuyến đạt trên 80%; giao dịch điện tử đạt 70%.",
         ["Tỷ lệ hồ sơ trực tuyến", "giao dịch điện tử"]),
        ("Đến năm 2030 thuộc nhóm 3 nước dẫn đầu Đông Nam Á, nhóm 50 nước đứng đầu thế giới về an toàn dữ liệu.",
         ["an toàn dữ liệu", "an toàn dữ liệu"]),
        ("Bố trí ít nhất 3% tổng chi ngân sách hằng năm cho chuyển đổi số.",
         ["Bố trí tổng chi ngân sách hằng năm cho chuyển đổi số"]),
        ("Trên 90% hộ kinh doanh nhỏ và vừa dùng hóa đơn điện tử, trên 30% hộ dùng nền tảng chung.",
         ["hộ kinh doanh nhỏ và vừa dùng hóa đơn điện tử", "hộ dùng nền tảng chung"]),
        ("Kế hoạch đặt mục tiêu tỷ lệ thôn có cáp quang trên 85%.", ["tỷ lệ thôn có cáp quang"]),
        ("Đến năm 2030, điện gió 6.000 MW (4,0%), điện rác 1.500 MW.", ["điện gió", "điện gió", "điện rác"]),
        ("Phủ sóng mạng dùng riêng tại 100% xã biên giới trước năm 2029.",
         ["Phủ sóng mạng dùng riêng tại xã biên giới"]),
    ],
)  # fmt: skip
def test_the_indicator_is_named_by_the_words_that_belong_to_the_figure(sentence: str, indicators: list[str]) -> None:
    assert [one.indicator for one in find_targets_in_sentence(sentence)] == indicators


@pytest.mark.parametrize(
    "sentence",
    [
        "Trường hợp chi phí tăng từ 3% trở lên so với mức hiện hành, đơn vị được phép điều chỉnh.",
        "Phạt tiền từ 10.000.000 đồng đến 20.000.000 đồng đối với hành vi không báo cáo.",
        "Hiện nay, tỷ lệ phủ sóng đạt 95%.",
        "Năm 2023, tỷ lệ này đã đạt 60%.",
        "Định kỳ 6 tháng báo cáo kết quả trước ngày 15 tháng 6.",
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024, Điều 5 và khoản 2 Điều 7.",
        "Trong thời hạn 30 ngày kể từ ngày nhận đủ hồ sơ, cơ quan cấp tỉnh trả lời.",
        "Doanh nghiệp do Nhà nước nắm giữ 100% vốn điều lệ thực hiện khảo sát.",
        "Cho ý kiến trong năm 2026 đối với 01 dự án pháp lệnh, 03 dự án nghị quyết sau đây:",
        "Phát triển mạng 5G, 6G và công nghiệp 4.0.",
        "Luật này được thông qua tại kỳ họp thứ 10 ngày 10 tháng 12 năm 2025.",
        "Phụ cấp ưu đãi tối thiểu 70% đối với giáo viên vùng cao.",
        "Dự án dùng vốn bổ sung có mục tiêu thực hiện trên địa bàn 2 đơn vị hành chính cấp xã.",
        "",
    ],
)
def test_rules_fees_dates_and_present_states_are_no_targets(sentence: str) -> None:
    assert find_targets_in_sentence(sentence) == []


def test_a_section_of_targets_speaks_for_a_figure_without_verb() -> None:
    bare = "Điểm phục vụ công cộng: 120 điểm cầu"
    assert find_targets_in_sentence(bare) == []
    assert figures(find_targets_in_sentence(bare, in_targets_section=True, deadline="2030")) == [
        ("=", 120, None, "điểm cầu", "2030")
    ]


def test_a_moment_before_the_paper_was_issued_is_a_state() -> None:
    sentence = "Năm 2020, tỷ lệ đạt 35%; đến năm 2030 đạt 60%."
    found = find_targets_in_sentence(sentence, in_targets_section=True, issued=2024)
    assert figures(found) == [("=", 60, None, "%", "2030")]


def test_a_moment_in_the_sentence_comes_before_the_heading() -> None:
    sentence = "Đến năm 2027, tỷ lệ số hóa đạt 60%."
    assert figures(find_targets_in_sentence(sentence, deadline="2030")) == [("=", 60, None, "%", "2027")]


def test_coverage_of_the_whole_country_is_all_of_it() -> None:
    (target,) = find_targets_in_sentence("Phủ sóng 5G toàn quốc.", in_targets_section=True, deadline="2030")
    assert (target.indicator, target.value, target.unit, target.qualifier) == ("Phủ sóng 5G", 100, "%", "toàn quốc")


def test_the_evidence_is_the_clause_as_written() -> None:
    (_, second) = find_targets_in_sentence("Tỷ lệ A đạt 80% vào năm 2030; tỷ lệ B đạt trên 70% vào năm 2031.")
    assert second.text == "tỷ lệ B đạt trên 70% vào năm 2031."


def test_json_has_the_documented_fields() -> None:
    (target,) = find_targets_in_sentence("Đến năm 2030, có ít nhất 3 trung tâm đạt chuẩn.")
    expected: dict[str, Any] = {
        "indicator": "trung tâm đạt chuẩn", "operator": ">=", "value": 3.0, "value_to": None, "unit": "trung tâm",
        "deadline": "2030", "qualifier": "", "place": "", "line": None,
        "text": "Đến năm 2030, có ít nhất 3 trung tâm đạt chuẩn.", "confidence": 0.85,
    }  # fmt: skip
    assert target.as_json() == expected


@given(
    value=st.integers(1, 9_999_999).map(lambda number: number / 10),
    operator=st.sampled_from([("ít nhất ", ">="), ("trên ", ">"), ("không quá ", "<="),
                                 ("dưới ", "<"), ("khoảng ", "~"), ("", "=")]),
    unit=st.sampled_from([" tỷ đồng", "%", " MW", "% GDP", " km"]),
    year=st.integers(2020, 2060),
)  # fmt: skip
def test_a_generated_target_is_read_back(value: float, operator: tuple[str, str], unit: str, year: int) -> None:
    sentence = f"Đến năm {year}, quy mô kinh tế số đạt {operator[0]}{figure(value)}{unit}."
    (target,) = find_targets_in_sentence(sentence)
    assert figures([target]) == [(operator[1], value, None, unit.strip(), str(year))]
    assert target.indicator == "quy mô kinh tế số"


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    for target in find_targets_in_sentence(text, in_targets_section=True):
        assert target.indicator


@pytest.mark.parametrize("mark", ["b) ", "2. ", "- ", "+ ", "III.2. ", "1.2.3. ", "đ) ", "(i) ", "- a. "])
def test_a_list_mark_is_no_part_of_the_name(mark: str) -> None:
    (target,) = find_targets_in_sentence(f"{mark}Tối thiểu 70% cuộc gọi được ghi lại.", in_targets_section=True)
    assert target.indicator == "cuộc gọi được ghi lại"
