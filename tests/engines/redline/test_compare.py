"""What the redline says of changes small enough to be read at a glance."""

import pytest

from dongbo.engines.provisions import Kind, Node, Outline, assign_paths
from dongbo.engines.redline import Redline, compare

SCOPE = "Luật này quy định việc quản lý, kết nối và chia sẻ dữ liệu giữa các cơ quan nhà nước."
SUBJECTS = "Cơ quan, tổ chức, cá nhân tham gia hoạt động khai thác dữ liệu trên lãnh thổ Việt Nam."
BUDGET = "Kinh phí thực hiện được bố trí từ ngân sách nhà nước hằng năm theo phân cấp hiện hành."
REPORT = "Các bộ gửi báo cáo tình hình thực hiện về Bộ Công an trước ngày 15 tháng 12 hằng năm."
EFFECT = "Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026."
TRAINING = "Đào tạo lại đội ngũ chuyên trách về phân tích dữ liệu ít nhất một lần trong hai năm."


def clause(number: str, text: str, *points: str) -> Node:
    letters = "abcdđegh"
    children = [Node(Kind.POINT, letters[at], text=point) for at, point in enumerate(points)]
    return Node(Kind.CLAUSE, number, text=text, children=children)


def article(number: str, heading: str, *children: Node, text: str = "") -> Node:
    return Node(Kind.ARTICLE, number, heading=heading, text=text, children=list(children))


def law(*nodes: Node) -> Outline:
    assign_paths(list(nodes))
    return Outline(nodes=list(nodes), style="dieu")


def facts(redline: Redline) -> list[tuple[object, ...]]:
    return [(entry.op, entry.old, entry.new) for entry in redline.entries]


def clauses(*texts: str) -> Outline:
    numbered = [clause(str(at), text) for at, text in enumerate(texts, 1)]
    return law(article("1", "Quy định chung về dữ liệu", *numbered))


def test_the_same_text_has_no_entries_and_every_provision_its_counterpart() -> None:
    old = clauses(SCOPE, SUBJECTS, BUDGET)
    redline = compare(old, clauses(SCOPE, SUBJECTS, BUDGET))
    assert redline.entries == ()
    assert redline.pairs == {node.path: node.path for node in old.walk()}


def test_an_edited_clause_is_modified_word_by_word() -> None:
    redline = compare(clauses(SCOPE, REPORT), clauses(SCOPE, REPORT.replace("15 tháng 12", "20 tháng 11")))
    (entry,) = redline.entries
    assert (entry.op, entry.old, entry.new) == ("modified", "dieu:1/khoan:2", "dieu:1/khoan:2")
    assert [step for step in entry.words if step[0] != "equal"] == [
        ("delete", "15"), ("insert", "20"), ("delete", "12"), ("insert", "11"),
    ]  # fmt: skip
    assert not entry.spelling_only


def test_a_heading_that_changes_is_a_modification_of_its_article() -> None:
    old = law(article("1", "Phạm vi điều chỉnh", clause("1", SCOPE), clause("2", BUDGET)))
    new = law(article("1", "Phạm vi, đối tượng", clause("1", SCOPE), clause("2", BUDGET)))
    assert facts(compare(old, new)) == [("modified", "dieu:1", "dieu:1")]


def test_an_inserted_clause_renumbers_what_follows() -> None:
    redline = compare(clauses(SCOPE, SUBJECTS, BUDGET), clauses(SCOPE, TRAINING, SUBJECTS, BUDGET))
    assert facts(redline) == [
        ("inserted", None, "dieu:1/khoan:2"),
        ("renumbered", "dieu:1/khoan:2", "dieu:1/khoan:3"),
        ("renumbered", "dieu:1/khoan:3", "dieu:1/khoan:4"),
    ]
    assert redline.pairs["dieu:1/khoan:3"] == "dieu:1/khoan:4"


def test_an_inserted_article_is_one_entry_that_counts_what_it_brings() -> None:
    old = law(article("1", "Phạm vi điều chỉnh", text=SCOPE), article("2", "Hiệu lực thi hành", text=EFFECT))
    added = article("2", "Đào tạo nhân lực", clause("1", TRAINING), clause("2", BUDGET, "Trung ương;", "Địa phương."))
    new = law(article("1", "Phạm vi điều chỉnh", text=SCOPE), added, article("3", "Hiệu lực thi hành", text=EFFECT))
    redline = compare(old, new)
    assert facts(redline) == [("inserted", None, "dieu:2"), ("renumbered", "dieu:2", "dieu:3")]
    assert redline.entries[0].nodes == 5
    assert redline.entries[0].new_text == (
        f"Đào tạo nhân lực\nkhoản 1. {TRAINING}\nkhoản 2. {BUDGET}\nđiểm a. Trung ương;\nđiểm b. Địa phương."
    )


def test_a_deleted_article_is_one_entry_where_it_stood() -> None:
    old = law(
        article("1", "Phạm vi điều chỉnh", clause("1", SCOPE), clause("2", SUBJECTS)),
        article("2", "Kinh phí và báo cáo", clause("1", BUDGET), clause("2", REPORT)),
        article("3", "Hiệu lực thi hành", text=EFFECT),
    )
    new = law(
        article("1", "Phạm vi điều chỉnh", clause("1", SCOPE), clause("2", SUBJECTS)),
        article("2", "Hiệu lực thi hành", text=EFFECT),
    )
    redline = compare(old, new)
    assert facts(redline) == [("deleted", "dieu:2", None), ("renumbered", "dieu:3", "dieu:2")]
    assert redline.entries[0].nodes == 3


def test_a_moved_clause_keeps_its_identity_and_the_others_stay() -> None:
    redline = compare(
        clauses(SCOPE, SUBJECTS, BUDGET, REPORT, EFFECT), clauses(SUBJECTS, BUDGET, REPORT, SCOPE, EFFECT)
    )
    assert [fact for fact in facts(redline) if fact[0] == "moved"] == [("moved", "dieu:1/khoan:1", "dieu:1/khoan:4")]
    assert [fact[1] for fact in facts(redline) if fact[0] == "renumbered"] == [
        "dieu:1/khoan:2", "dieu:1/khoan:3", "dieu:1/khoan:4",
    ]  # fmt: skip


def test_a_clause_moved_to_another_article_and_edited_gives_two_entries() -> None:
    old = law(
        article("1", "Phạm vi điều chỉnh", clause("1", SCOPE), clause("2", REPORT)),
        article("2", "Kinh phí thực hiện", clause("1", BUDGET)),
    )
    new = law(
        article("1", "Phạm vi điều chỉnh", clause("1", SCOPE)),
        article("2", "Kinh phí thực hiện", clause("1", BUDGET), clause("2", REPORT.replace("Các bộ", "Các tỉnh"))),
    )
    assert facts(compare(old, new)) == [
        ("moved", "dieu:1/khoan:2", "dieu:2/khoan:2"),
        ("modified", "dieu:1/khoan:2", "dieu:2/khoan:2"),
    ]


def test_short_lines_that_repeat_are_never_called_moved() -> None:
    lines = ("Bộ Công an;", "Bộ Quốc phòng;", "Tổ chức, cá nhân;")
    headings = ("Cơ quan chủ trì", "Cơ quan phối hợp", "Cơ quan giám sát")
    texts = (SCOPE, BUDGET, REPORT)

    def build(order: list[int], points: tuple[str, ...]) -> Outline:
        return law(
            *(
                article(str(at), headings[which], clause("1", texts[which], *points))
                for at, which in enumerate(order, 1)
            )
        )

    redline = compare(build([0, 1, 2], lines), build([0, 1, 2], (*lines, "Bộ Công an;")))
    assert {entry.op for entry in redline.entries} == {"inserted"}
    assert len(redline.entries) == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Bảo đảm hài hoà lợi ích, kỹ thuật và tỷ lệ chung.",
            "Bảo đảm hài hòa lợi ích, kĩ thuật và tỉ lệ chung.",
        ),
        ("Bảo đảm an toàn, an ninh\nthông tin mạng.", "Bảo đảm an toàn,\nan ninh thông tin mạng."),
    ],
)
def test_tone_placement_and_line_breaks_are_marked_as_spelling_only(before: str, after: str) -> None:
    (entry,) = compare(clauses(SCOPE, before), clauses(SCOPE, after)).entries
    assert entry.op == "modified"
    assert entry.spelling_only


def test_a_capital_letter_is_a_change_of_substance() -> None:
    (entry,) = compare(clauses(SCOPE, "Vì nhân dân phục vụ."), clauses(SCOPE, "Vì Nhân dân phục vụ.")).entries
    assert not entry.spelling_only


def test_one_clause_that_became_two_is_split_and_the_reverse_merged() -> None:
    whole, parts = clauses(SCOPE, f"{BUDGET} {REPORT}", EFFECT), clauses(SCOPE, BUDGET, REPORT, EFFECT)
    assert facts(compare(whole, parts)) == [
        ("split", "dieu:1/khoan:2", ("dieu:1/khoan:2", "dieu:1/khoan:3")),
        ("renumbered", "dieu:1/khoan:3", "dieu:1/khoan:4"),
    ]
    assert facts(compare(parts, whole)) == [
        ("merged", ("dieu:1/khoan:2", "dieu:1/khoan:3"), "dieu:1/khoan:2"),
        ("renumbered", "dieu:1/khoan:4", "dieu:1/khoan:3"),
    ]


def test_an_article_divided_in_two_takes_its_clauses_along() -> None:
    old = law(
        article(
            "1",
            "Kinh phí, báo cáo",
            *(clause(str(at), text) for at, text in enumerate((SCOPE, BUDGET, REPORT, TRAINING), 1)),
        )
    )
    new = law(
        article("1", "Kinh phí", clause("1", SCOPE), clause("2", BUDGET)),
        article("2", "Báo cáo", clause("1", REPORT), clause("2", TRAINING)),
    )
    assert facts(compare(old, new)) == [("split", "dieu:1", ("dieu:1", "dieu:2"))]


def test_the_documented_json_holds_paths_texts_and_steps() -> None:
    (entry,) = compare(clauses(SCOPE, BUDGET), clauses(SCOPE, f"{BUDGET} Hết.")).as_json()["entries"]
    assert entry == {
        "op": "modified",
        "old": "dieu:1/khoan:2",
        "new": "dieu:1/khoan:2",
        "old_text": BUDGET,
        "new_text": f"{BUDGET} Hết.",
        "words": [["equal", BUDGET], ["insert", " Hết."]],
        "old_number": "2",
        "new_number": "2",
        "number_changed": False,
        "spelling_only": False,
        "nodes": 1,
    }
