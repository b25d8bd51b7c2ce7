"""What keeps a plan from agreeing with a directive, told so that it is the same finding in the next version."""

from dongbo.engines.alignment import Axis
from dongbo.engines.closure import History, Provision
from dongbo.engines.papers import paper_from_lines
from dongbo.engines.provisions import Kind as Level
from dongbo.engines.provisions import Node, Outline, read_outline
from dongbo.engines.provisions.outline import assign_paths
from dongbo.engines.revisions import (
    Aligned,
    Finding,
    Ground,
    Held,
    Kind,
    Reply,
    Required,
    Standing,
    Towards,
    Verdict,
    align_findings,
    aligned,
    hold,
    verify,
)
from dongbo.engines.revisions.laying import laid_out
from dongbo.engines.targets import find_targets

DIRECTIVE = [
    "I. MỤC TIÊU",
    "1. Đến năm 2030, tỷ lệ hồ sơ cứu hộ được số hóa đạt trên 80%.",
    "2. Đến năm 2028, ít nhất 12 trạm quan trắc ven biển được kết nối.",
    "II. NHIỆM VỤ",
    "1. Xây dựng trung tâm dữ liệu cứu hộ dùng chung cho các đơn vị.",
    "2. Thành lập đội tình nguyện bảo vệ rạn san hô tại các đảo xa bờ.",
]
PLAN = [
    "I. MỤC TIÊU",
    "1. Đến năm 2030, tỷ lệ hồ sơ cứu hộ được số hóa đạt tối thiểu 70%.",
    "2. Nâng cao đời sống ngư dân.",
    "II. NHIỆM VỤ",
    "1. Đầu tư xây dựng trung tâm dữ liệu cứu hộ dùng chung cho các đơn vị trực thuộc.",
    "2. Tổ chức hội thao bơi lội truyền thống và giao lưu văn nghệ.",
]
TARGET = Towards("Chỉ thị số 07", Axis.TARGET)


def outline(lines: list[str]) -> Outline:
    return read_outline(paper_from_lines(lines))


def held(lines: list[str]) -> Held:
    return hold(outline(lines), outline(DIRECTIVE), "07/CT")


def keys(findings: tuple[Finding, ...]) -> list[str]:
    return [one.key for one in findings]


def with_line(at: int, words: str) -> list[str]:
    return [*PLAN[:at], words, *PLAN[at + 1 :]]


def judged(after: list[str], found: Aligned) -> Verdict:
    sides = [
        [Provision(node.path, node.path, node.label, node.words) for node in outline(lines).walk()]
        for lines in (PLAN, after)
    ]
    required = Required("r", Kind.ALIGN, align=TARGET)
    return verify(required, Reply(), Ground(History(*sides, entries=()), {"r": found}))


def test_what_is_amiss_is_told_by_axis() -> None:
    plan = held(PLAN)

    assert keys(align_findings(plan, Axis.TARGET)) == ["demand:I/2:1", "target:I/1:1", "target:I/2:1"]
    assert keys(align_findings(plan, Axis.TASK)) == ["demand:II/2:1"]
    assert align_findings(plan, Axis.RESOURCE) == ()


def test_a_finding_names_what_is_asked_and_where_the_plan_falls_short() -> None:
    weaker = next(one for one in align_findings(held(PLAN), Axis.TARGET) if one.key == "target:I/1:1")

    assert weaker.provision == "I/1"
    assert weaker.sentence == (
        "Kế hoạch đặt chỉ tiêu “tỷ lệ hồ sơ cứu hộ được số hóa” chưa bằng mức văn bản chỉ đạo yêu cầu: "
        "ít nhất 70% so với trên 80%; đề nghị sửa cho ít nhất bằng mức đó."
    )


def test_places_of_the_directive_narrow_the_search() -> None:
    assert keys(align_findings(held(PLAN), Axis.TARGET, concerning=["I/1"])) == ["target:I/1:1"]
    assert keys(align_findings(held(PLAN), Axis.TARGET, concerning=["I"])) == keys(
        align_findings(held(PLAN), Axis.TARGET)
    )


def test_anchors_in_the_plan_narrow_it_to_what_concerns_them_and_what_concerns_nothing() -> None:
    assert keys(align_findings(held(PLAN), Axis.TARGET, anchors=["I/1"])) == [
        "demand:I/2:1",
        "target:I/1:1",
        "target:I/2:1",
    ]
    assert keys(align_findings(held(PLAN), Axis.TARGET, anchors=["II"])) == ["demand:I/2:1", "target:I/2:1"]


def test_a_finding_is_the_same_while_the_plan_still_falls_short() -> None:
    before = with_line(1, "1. Nâng cao tay nghề thợ lặn.")

    missing = align_findings(held(before), Axis.TARGET, concerning=["I/1"])
    weaker = align_findings(held(PLAN), Axis.TARGET, concerning=["I/1"])

    assert keys(missing) == ["demand:I/1:1", "target:I/1:1"]
    assert keys(weaker) == ["target:I/1:1"]


def test_it_is_done_in_part_and_then_done_by_the_changes_that_did_it() -> None:
    half = with_line(1, DIRECTIVE[1])
    found = aligned(held(PLAN), held(half), Axis.TARGET)
    verdict = judged(half, found)
    assert (verdict.standing, verdict.detail, keys(verdict.findings)) == (
        Standing.PARTLY,
        "findings_left",
        ["demand:I/2:1", "target:I/2:1"],
    )
    assert [(one.key, one.operation) for one in verdict.changes] == [("I/1", "modified")]

    whole = [*half[:2], DIRECTIVE[2], *half[3:]]
    verdict = judged(whole, aligned(held(PLAN), held(whole), Axis.TARGET))
    assert (verdict.standing, verdict.findings) == (Standing.DONE, ())
    assert [one.key for one in verdict.changes] == ["I/2", "I/1"]


def test_a_finding_that_went_without_a_change_of_what_answers_it_is_left() -> None:
    mended = with_line(1, DIRECTIVE[1])
    found = aligned(held(PLAN), held(mended), Axis.TARGET, concerning=["I/1"])

    verdict = judged(PLAN, found)

    assert (verdict.standing, keys(verdict.findings)) == (Standing.NOT_DONE, ["target:I/1:1"])


def test_rows_of_a_table_state_targets_where_they_stand() -> None:
    rows = [
        Node(Level.ROW, str(at), cells={"number": str(at), "indicator": name, "unit": "%", "value:2030": value})
        for at, (name, value) in enumerate((("Tỷ lệ hộ có nước sạch", "95"), ("Tỷ lệ rừng che phủ", "42")), start=1)
    ]
    annex = Node(Level.ANNEX, "I", "DANH MỤC CHỈ TIÊU", children=rows)
    assign_paths([annex])

    found = find_targets(*laid_out(Outline([annex], style="muc")))

    assert [(one.place, one.value) for one in found] == [
        (row.path, value) for row, value in zip(rows, (95, 42), strict=True)
    ]


def test_a_plan_without_a_word_answers_nothing() -> None:
    empty = hold(Outline([], style="muc"), outline(DIRECTIVE), "07/CT")

    assert keys(align_findings(empty, Axis.TASK)) == ["demand:II/1:1", "demand:II/2:1"]
