"""What a person reads: why the council cannot meet, why he may not vote, what a count decided, what the rules mean."""

from dataclasses import replace

import pytest

from dongbo.engines.councils.meaning import explain
from dongbo.engines.councils.models import MODELS
from dongbo.engines.councils.outcome import Count, CountRefused, outcome
from dongbo.engines.councils.quorum import Bar, quorum, why_not
from dongbo.engines.councils.rules import Base, Choice, Conflict, Outcome, Role, Tie
from dongbo.engines.councils.seats import Mode, Seat

ENVIRONMENT = MODELS[1].rules
INDEPENDENT = MODELS[2].rules
SEATS = (
    Seat("a", Role.CHAIR),
    Seat("b", Role.SECRETARY),
    Seat("c", Role.REVIEWER),
    Seat("d", Role.MEMBER, conflicted=True),
)


def test_what_lacks_for_the_quorum():
    here = {"a": Mode.ROOM, "b": Mode.ONLINE}
    assert quorum(ENVIRONMENT, SEATS, here).sentence == (
        "Chưa đủ điều kiện họp: có mặt 2/4 thành viên, cần 3; thiếu 1 người; phải có ít nhất 1 Ủy viên phản biện."
    )
    assert quorum(ENVIRONMENT, SEATS, here | {"d": Mode.ROOM}).sentence == (
        "Chưa đủ điều kiện họp: có mặt 3/4 thành viên, cần 3; phải có ít nhất 1 Ủy viên phản biện."
    )
    assert quorum(ENVIRONMENT, SEATS, here | {"c": Mode.ROOM}).sentence == (
        "Đủ điều kiện họp: có mặt 3/4 thành viên, cần 3."
    )


def test_a_council_without_members_does_not_meet():
    found = quorum(INDEPENDENT, (), {})
    assert (found.reached, found.present, found.of, found.needed) == (False, 0, 0, 1)


@pytest.mark.parametrize(
    ("seat", "mode", "conflict", "expected"),
    [
        (SEATS[0], Mode.ROOM, Conflict.SPEAKS, None),
        (SEATS[0], Mode.ONLINE, Conflict.SPEAKS, None),
        (SEATS[0], Mode.STAND_IN, Conflict.SPEAKS, Bar.STAND_IN),
        *((SEATS[0], mode, Conflict.SPEAKS, Bar.NOT_PRESENT) for mode in (Mode.EXCUSED, Mode.ABSENT, Mode.LEFT)),
        (SEATS[3], Mode.ROOM, Conflict.SPEAKS, Bar.CONFLICT),
        (SEATS[3], Mode.ABSENT, Conflict.SPEAKS, Bar.CONFLICT),
        (SEATS[3], Mode.ROOM, Conflict.VOTES, None),
        (Seat("e", Role.SUPPORT), Mode.ROOM, Conflict.SPEAKS, Bar.ROLE),
    ],
)
def test_why_somebody_may_not_vote(seat: Seat, mode: Mode, conflict: Conflict, expected: Bar | None):
    assert why_not(replace(INDEPENDENT, conflict=conflict), seat, mode) == expected


def test_the_codes_and_sentences_of_what_bars():
    assert [(bar.value, bar.sentence.endswith(".")) for bar in Bar] == [
        ("role", True),
        ("conflict", True),
        ("stand_in", True),
        ("not_present", True),
    ]


def test_the_reason_of_a_threshold():
    found = outcome(INDEPENDENT, Count(passed=6, not_passed=2), all_voters=11, present_voters=8)
    assert found.test == INDEPENDENT.tests[0]
    assert found.reason == (
        "6 phiếu “Thông qua” trên 11 (tổng số thành viên có quyền biểu quyết), ngưỡng trên 1/2 là 6. "
        "Kết quả: Thông qua."
    )


def test_the_reason_of_a_tie():
    rules = replace(INDEPENDENT, tests=INDEPENDENT.tests[:1])
    found = outcome(rules, Count(passed=4, not_passed=4), all_voters=11, present_voters=8, chair=Choice.PASSED)
    assert found.reason == (
        "Không ngưỡng nào đạt (“Thông qua” 4/11, cần 6). Số phiếu thuận bằng số phiếu không thông qua (4); "
        "quyết định theo phiếu của Chủ tịch Hội đồng: Thông qua."
    )


def test_a_reason_is_short_enough_for_the_minutes():
    """Five hundred signs, whatever the rules and however large the council."""
    tests = (replace(ENVIRONMENT.tests[2], base=Base.ALL),) * 5
    rules = replace(ENVIRONMENT, tests=tests, tie=Tie.CHAIR)
    missed = "“Thông qua với điều kiện chỉnh sửa, bổ sung” 300/999, cần 666"
    found = outcome(rules, Count(conditional=300, not_passed=300), all_voters=999, present_voters=600)
    assert found.reason.startswith(f"Không ngưỡng nào đạt ({missed}; {missed}; {missed}). Số phiếu thuận")
    assert len(found.reason) <= 500
    found = outcome(rules, Count(conditional=700, not_passed=300), all_voters=1000, present_voters=1000)
    assert len(found.reason) <= 500


def test_the_reason_where_there_is_no_threshold():
    rules = replace(INDEPENDENT, tests=(), otherwise=Outcome.PASSED)
    assert outcome(rules, Count(passed=1), all_voters=1, present_voters=1).reason == (
        "Hội đồng không đặt ngưỡng nào. Theo quy tắc của Hội đồng, kết quả là: Thông qua."
    )


@pytest.mark.parametrize(
    ("tie", "chair", "otherwise", "expected"),
    [
        (Tie.CHAIR, Choice.CONDITIONAL, Outcome.AGAIN, Outcome.CONDITIONAL),
        (Tie.CHAIR, Choice.NOT_PASSED, Outcome.AGAIN, Outcome.NOT_PASSED),
        (Tie.CHAIR, Choice.ABSTAINED, Outcome.AGAIN, Outcome.AGAIN),
        (Tie.CHAIR, None, Outcome.AGAIN, Outcome.AGAIN),
        (Tie.FAILS, Choice.PASSED, Outcome.AGAIN, Outcome.NOT_PASSED),
        (Tie.AGAIN, Choice.PASSED, Outcome.NOT_PASSED, Outcome.AGAIN),
    ],
)
def test_whom_a_tie_follows(tie: Tie, chair: Choice | None, otherwise: Outcome, expected: Outcome):
    rules = replace(INDEPENDENT, tie=tie, otherwise=otherwise)
    found = outcome(rules, Count(passed=4, not_passed=4), all_voters=11, present_voters=8, chair=chair)
    assert (found.outcome, found.test, found.tie, found.needed) == (expected, None, True, None)


def test_no_papers_are_no_tie():
    found = outcome(INDEPENDENT, Count(invalid=3), all_voters=11, present_voters=8)
    assert (found.outcome, found.tie) == (Outcome.NOT_PASSED, False)


@pytest.mark.parametrize(
    ("count", "everybody", "present", "code"),
    [
        (Count(passed=-1), 9, 9, "negative"),
        (Count(passed=2, invalid=-1), 9, 9, "negative"),
        (Count(conditional=1), 9, 9, "not_offered"),
        (Count(passed=5, not_passed=3, invalid=1), 9, 8, "more_papers"),
        (Count(passed=5), 8, 9, "more_voters"),
    ],
)
def test_a_count_that_cannot_be(count: Count, everybody: int, present: int, code: str):
    rules = MODELS[4].rules
    with pytest.raises(CountRefused) as refused:
        outcome(rules, count, all_voters=everybody, present_voters=present)
    assert refused.value.code == code
    assert "hãy" in str(refused.value)


def test_the_rules_told():
    assert explain(ENVIRONMENT) == [
        ("Gửi tài liệu", "Thành viên nhận tài liệu trước cuộc họp ít nhất 3 ngày làm việc."),
        (
            "Điều kiện họp",
            "Có mặt ít nhất 2/3 thành viên Hội đồng (không tính Tổ giúp việc); phải có ít nhất 1 Chủ tịch Hội đồng "
            "hoặc Phó Chủ tịch Hội đồng; phải có ít nhất 1 Ủy viên thư ký; phải có ít nhất 1 Ủy viên phản biện.",
        ),
        (
            "Dự họp trực tuyến",
            "Thành viên dự trực tuyến được tính vào số có mặt để họp và được biểu quyết nếu có quyền biểu quyết.",
        ),
        ("Người dự thay", "Người dự thay được phát biểu, không biểu quyết, không được tính vào số có mặt để họp."),
        (
            "Người biểu quyết",
            "Chủ tịch Hội đồng; Phó Chủ tịch Hội đồng; Ủy viên; Ủy viên phản biện; Ủy viên thư ký.",
        ),
        (
            "Xung đột lợi ích",
            "Thành viên có xung đột lợi ích được ghi nhận, vẫn biểu quyết; vẫn tính vào số có mặt.",
        ),
        (
            "Hình thức bỏ phiếu",
            "Bỏ phiếu công khai; phiếu có các lựa chọn: “Thông qua”, “Thông qua với điều kiện chỉnh sửa, bổ sung”, "
            "“Không thông qua”, “Không biểu thị ý kiến”.",
        ),
        (
            "Kết quả, xét thứ 1",
            "“Thông qua” khi số phiếu “Thông qua” đạt toàn bộ số thành viên được biểu quyết có mặt.",
        ),
        (
            "Kết quả, xét thứ 2",
            "“Không thông qua” khi số phiếu “Không thông qua” đạt trên 1/3 số thành viên được biểu quyết có mặt.",
        ),
        (
            "Kết quả, xét thứ 3",
            "“Thông qua với điều kiện chỉnh sửa, bổ sung” khi số phiếu “Thông qua” hoặc “Thông qua với điều kiện "
            "chỉnh sửa, bổ sung” đạt ít nhất 2/3 số thành viên được biểu quyết có mặt.",
        ),
        (
            "Ngang phiếu",
            "Khi chưa ngưỡng nào đạt mà số phiếu thuận bằng số phiếu không thông qua: coi là không thông qua.",
        ),
        ("Trường hợp còn lại", "Khi không ngưỡng nào đạt, kết quả là “Không thông qua”."),
        ("Ý kiến bảo lưu", "Thành viên không đồng ý có quyền bảo lưu ý kiến và được ghi vào biên bản."),
        ("Trả lại dự thảo", "Dự thảo được trả lại để hoàn thiện nhiều nhất 2 lần."),
        ("Ký hiệu văn bản", "Văn bản của Hội đồng đánh số riêng, ký hiệu HĐTĐ."),
        (
            "Tiêu chí thẩm định",
            "Bố cục; Dung lượng; Sự cần thiết; Nội dung; Quan điểm; Mục tiêu; Nhiệm vụ; Phân công thực hiện.",
        ),
    ]


def test_the_other_way_the_rules_are_told():
    rules = replace(
        ENVIRONMENT,
        secret=True,
        quorum=replace(ENVIRONMENT.quorum, online_counts=False, stand_ins_count=True, presences=()),
        stand_ins_speak=False,
        papers_days=5,
        papers_days_working=False,
        returns=0,
        dissent_reserved=False,
        criteria=(),
    )
    told = dict(explain(rules))
    before = dict(explain(ENVIRONMENT))
    assert {label: said for label, said in told.items() if said != before[label]} == {
        "Gửi tài liệu": "Thành viên nhận tài liệu trước cuộc họp ít nhất 5 ngày.",
        "Điều kiện họp": "Có mặt ít nhất 2/3 thành viên Hội đồng (không tính Tổ giúp việc).",
        "Dự họp trực tuyến": "Thành viên dự trực tuyến không được tính vào số có mặt để họp và được biểu quyết "
        "nếu có quyền biểu quyết.",
        "Người dự thay": "Người dự thay không phát biểu, không biểu quyết, được tính vào số có mặt để họp.",
        "Hình thức bỏ phiếu": before["Hình thức bỏ phiếu"].replace("công khai", "kín"),
        "Trả lại dự thảo": "Dự thảo không được trả lại để trình lần nữa.",
        "Ý kiến bảo lưu": "Quyết định không quy định việc bảo lưu ý kiến.",
        "Tiêu chí thẩm định": "Phiếu thẩm định không có tiêu chí riêng, chỉ ghi ý kiến chung.",
    }
    assert dict(explain(replace(rules, papers_days=0)))["Gửi tài liệu"] == (
        "Quyết định không ấn định hạn gửi tài liệu trước cuộc họp."
    )
