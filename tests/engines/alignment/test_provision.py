"""Which provisions of a paper take part in an alignment, and what they are called."""

from dongbo.engines.alignment import Reason, provisions_of
from dongbo.engines.papers import paper_from_lines
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths, read_outline

DECISION = [
    "Điều 1. Phạm vi điều chỉnh",
    "Quyết định này quy định về việc lưu trữ dữ liệu điện tử của các đơn vị.",
    "Điều 2. Nhiệm vụ",
    "1. Các đơn vị thực hiện các nhiệm vụ sau đây:",
    "a) Rà soát toàn bộ hồ sơ giấy đang lưu trữ;",
    "b) Số hóa hồ sơ giấy còn hiệu lực trước năm 2028.",
    "2. Cục Lưu trữ hướng dẫn kỹ thuật số hóa cho các đơn vị.",
    "Điều 3. Hiệu lực thi hành",
    "Quyết định này có hiệu lực kể từ ngày ký ban hành.",
]


def test_only_provisions_that_ask_for_something_take_part() -> None:
    kept, left_out = provisions_of(read_outline(paper_from_lines(DECISION)), "12/QĐ-LT")

    assert [one.path for one in kept] == ["dieu:2/khoan:1/diem:a", "dieu:2/khoan:1/diem:b", "dieu:2/khoan:2"]
    assert [(one.provision.path, one.reason) for one in left_out] == [
        ("dieu:1", Reason.SCOPE),
        ("dieu:2/khoan:1", Reason.LEAD_IN),
        ("dieu:3", Reason.EFFECT),
    ]


def test_titles_and_lead_in_become_context() -> None:
    kept, _ = provisions_of(read_outline(paper_from_lines(DECISION)), "12/QĐ-LT")

    assert kept[0].context == ("Nhiệm vụ", "Các đơn vị thực hiện các nhiệm vụ sau đây:")
    assert kept[0].words == "Rà soát toàn bộ hồ sơ giấy đang lưu trữ;"
    assert (kept[0].document, kept[0].label, kept[0].line) == ("12/QĐ-LT", "điểm a khoản 1 Điều 2", 5)


def test_the_description_of_a_situation_asks_for_nothing() -> None:
    lines = [
        "I. THỰC TRẠNG",
        "1. Mạng nội bộ đã kết nối chín mươi đơn vị trực thuộc.",
        "II. DỰ BÁO, QUAN ĐIỂM, MỤC TIÊU",
        "1. Đến năm 2030 kết nối toàn bộ đơn vị trực thuộc.",
    ]

    kept, left_out = provisions_of(read_outline(paper_from_lines(lines)), "Dự thảo")

    assert [one.path for one in kept] == ["II/1"]
    assert [(one.provision.path, one.reason) for one in left_out] == [("I/1", Reason.SITUATION)]


def test_a_paper_that_only_regulates_something_asks_for_nothing() -> None:
    lines = [
        "Điều 1. Nội dung",
        "Thông tư này quy định về việc quản lý hồ sơ điện tử của ngành.",
        "Điều 2. Qui định chuyển tiếp",
        "Hồ sơ lập trước ngày này tiếp tục dùng đến hết năm 2027.",
    ]

    kept, left_out = provisions_of(read_outline(paper_from_lines(lines)), "9/TT-LT")

    assert kept == []
    assert [one.reason for one in left_out] == [Reason.SCOPE, Reason.EFFECT]


def test_a_plan_attached_without_a_number_is_not_called_annex_1() -> None:
    attached = Node(Kind.ANNEX, heading="CHƯƠNG TRÌNH", children=[Node(Kind.ARABIC, "1", text="Số hóa toàn bộ hồ sơ.")])
    annex = Node(Kind.ANNEX, "I", children=[Node(Kind.ARABIC, "1", text="Tỷ lệ hồ sơ được số hóa.")])
    assign_paths([attached, annex])

    kept, _ = provisions_of(Outline([attached, annex], "muc"), "12/QĐ-LT")

    assert [(one.path, one.label) for one in kept] == [
        ("phu_luc:1/1", "phần kèm theo, 1"),
        ("phu_luc:I/1", "Phụ lục I, 1"),
    ]
