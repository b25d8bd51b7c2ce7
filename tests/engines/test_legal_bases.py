"""Legal bases as they are cited, and how they come into an opening that says something already."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.legal_bases import Cited, basis_line, basis_lines, is_basis, other_bases, with_bases

LAW = Cited("Luật", "24/2018/QH14", date(2018, 6, 12), "Quốc hội", "An ninh mạng")
DECREE = Cited("Nghị định", "30/2020/NĐ-CP", date(2020, 3, 5), "Chính phủ", "Về công tác văn thư")
PLAN = Cited("Kế hoạch", "21/KH-BTN", None, "", "Ứng dụng công nghệ thông tin")
ORDER = Cited("Quyết định", "9/QĐ-BTN", date(2026, 11, 2), "Bộ Thử nghiệm", "Ban hành quy chế")

OPENING = "BỘ THỬ NGHIỆM\nKẾ HOẠCH\nCăn cứ Luật Đê điều ngày 29 tháng 11 năm 2006;\nTheo đề nghị của Vụ trưởng."


def test_a_law_is_cited_by_name_and_day_anything_else_by_number_day_and_agency() -> None:
    assert basis_line(LAW) == "Căn cứ Luật An ninh mạng ngày 12 tháng 6 năm 2018"
    decree = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
    assert basis_line(DECREE) == decree
    assert basis_line(PLAN) == "Căn cứ Kế hoạch số 21/KH-BTN về ứng dụng công nghệ thông tin"
    order = "Căn cứ Quyết định số 9/QĐ-BTN ngày 02 tháng 11 năm 2026 của Bộ Thử nghiệm ban hành quy chế"
    assert basis_line(ORDER) == order


def test_a_name_keeps_its_capitals_and_a_law_named_whole_is_not_named_twice() -> None:
    assert basis_line(Cited("Đề án", "", None, "", "Hà Nội xanh")) == "Căn cứ Đề án về Hà Nội xanh"
    assert basis_line(Cited("Luật", "", None, "", "Luật Đê điều")) == "Căn cứ Luật Đê điều"


def test_each_line_ends_in_a_semicolon_and_the_last_in_a_stop() -> None:
    assert [line[-1] for line in basis_lines([LAW, DECREE, PLAN])] == [";", ";", "."]
    assert [line[-1] for line in basis_lines([LAW, DECREE], followed=True)] == [";", ";"]


def test_they_come_where_the_opening_has_its_own_and_those_besides_stay_or_go() -> None:
    old = "Căn cứ Luật Đê điều ngày 29 tháng 11 năm 2006;"
    assert other_bases(OPENING, [LAW]) == [old]
    kept = with_bases(OPENING, [LAW, DECREE], keep=True).splitlines()
    assert kept == [
        "BỘ THỬ NGHIỆM", "KẾ HOẠCH", old, f"{basis_line(LAW)};", f"{basis_line(DECREE)};",
        "Theo đề nghị của Vụ trưởng.",
    ]  # fmt: skip
    assert with_bases(OPENING, [LAW], keep=False).splitlines() == [
        "BỘ THỬ NGHIỆM", "KẾ HOẠCH", f"{basis_line(LAW)};", "Theo đề nghị của Vụ trưởng.",
    ]  # fmt: skip
    assert with_bases("", [LAW], keep=True) == f"{basis_line(LAW)}."


lines = st.sampled_from([*OPENING.splitlines(), f"{basis_line(LAW)}.", f"{basis_line(PLAN)};", "Xét tình hình"])
bases = st.lists(st.sampled_from([LAW, DECREE, PLAN, ORDER]), min_size=1, unique=True)


@given(st.lists(lines, max_size=8), bases)
def test_writing_them_twice_is_writing_them_once_and_no_other_word_is_lost(
    opening: list[str], cited: list[Cited]
) -> None:
    once = with_bases("\n".join(opening), cited, keep=True)
    assert with_bases(once, cited, keep=True) == once
    assert [line for line in once.splitlines() if not is_basis(line)] == [
        line for line in opening if not is_basis(line)
    ]
    assert len(other_bases(once, cited)) == len(other_bases("\n".join(opening), cited))
    ours = [line.rstrip(".;") for line in once.splitlines() if line.rstrip(".;") in map(basis_line, cited)]
    assert ours == [basis_line(one) for one in cited]
