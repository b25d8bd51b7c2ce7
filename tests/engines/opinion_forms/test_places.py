"""What people call a place of a draft leads to one provision, or to none with the reason."""

import pytest

from dongbo.engines.opinion_forms import WHOLE, FormProvision, Place, Places


def places(*pairs: tuple[str, str, str]) -> Places:
    return Places([FormProvision(*pair) for pair in pairs])


ARTICLES = places(
    ("dieu:5", "Điều 5", "Mục tiêu cụ thể"),
    ("dieu:5/khoan:1", "Khoản 1 Điều 5", "Một"),
    ("dieu:5/khoan:2", "Khoản 2 Điều 5", "Hai"),
    ("dieu:5/khoan:2/diem:d", "Điểm d khoản 2 Điều 5", "dê"),
    ("dieu:5/khoan:2/diem:đ", "Điểm đ khoản 2 Điều 5", "đê"),
    ("dieu:5/khoan:6", "Khoản 6 Điều 5", "Sáu"),
    ("dieu:6", "Điều 6", "Kinh phí"),
    ("dieu:6/khoan:2", "Khoản 2 Điều 6", "Hai nữa"),
    ("phu_luc:I/dong:3", "Phụ lục I, dòng 3", "Chỉ tiêu"),
)
SECTIONS = places(
    ("I", "I", "Quan điểm"),
    ("I/1", "I.1", "Một"),
    ("II", "II", "Mục tiêu"),
    ("II/1", "II.1", "Chung"),
    ("II/1/a", "II.1.a", "Đến 2030"),
    ("II/3", "II.3", "Ba"),
    ("II/3/3.1", "II.3.1", "Ba một"),
)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Điều 5", "dieu:5"),
        ("ĐIỀU 5.", "dieu:5"),
        ("5", "dieu:5"),
        ("Điều 5 khoản 2", "dieu:5/khoan:2"),
        ("khoản 2, Điều 5", "dieu:5/khoan:2"),
        ("khoản 2 của Điều 5", "dieu:5/khoan:2"),
        ("Khoan 2 Dieu 5", "dieu:5/khoan:2"),
        ("k2 Đ5", "dieu:5/khoan:2"),
        ("K2Đ5", "dieu:5/khoan:2"),
        ("k.2 đ.5", "dieu:5/khoan:2"),
        ("Điều 5 - khoản 2", "dieu:5/khoan:2"),
        ("Điều 5.2", "dieu:5/khoan:2"),
        ("Khoản 1", "dieu:5/khoan:1"),
        ("Chương II Điều 5", "dieu:5"),
        ("Điều 5. Mục tiêu cụ thể", "dieu:5"),
        ("điểm d khoản 2 điều 5", "dieu:5/khoan:2/diem:d"),
        ("Điều 5 khoản 2 điểm đ", "dieu:5/khoan:2/diem:đ"),
        ("đ) khoản 2 Điều 5", "dieu:5/khoan:2/diem:đ"),
        ("dieu:5/khoan:2/diem:đ", "dieu:5/khoan:2/diem:đ"),
        ("PL I dòng 3", "phu_luc:I/dong:3"),
        ("Toàn văn", WHOLE),
        ("toàn bộ dự thảo", WHOLE),
        ("Ý kiến chung", WHOLE),
    ],
)
def test_places_of_a_law(written: str, path: str) -> None:
    assert ARTICLES.find(written) == Place(path)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("II.1.a", "II/1/a"),
        ("II.1.a)", "II/1/a"),
        ("mục II.1.a", "II/1/a"),
        ("Mục II, điểm 1.a", "II/1/a"),
        ("phần II mục 1 điểm a", "II/1/a"),
        ("điểm a mục 1 phần II", "II/1/a"),
        ("II - 1 - a", "II/1/a"),
        ("II/1/a", "II/1/a"),
        ("II.3.1", "II/3/3.1"),
        ("mục 3.1 phần II", "II/3/3.1"),
        ("Mục II", "II"),
    ],
)
def test_places_of_a_plan(written: str, path: str) -> None:
    assert SECTIONS.find(written) == Place(path)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Khoản 2", "ambiguous-place"),
        ("Điều 7", "unknown-place"),
        ("Khoản 3 Điều 5", "unknown-place"),
        ("Điều 5 về chuyện hoàn toàn khác", "unknown-place"),
        ("linh tinh", "unknown-place"),
        ("Điều 5, Điều 6", "several-places"),
        ("Điều 5 và 6", "several-places"),
        ("Điều 5, 6", "several-places"),
        ("Điều 5-6", "several-places"),
        ("khoản 1 và khoản 2 Điều 5", "several-places"),
    ],
)
def test_a_doubtful_name_of_a_law_is_never_guessed_at(written: str, why: str) -> None:
    found = ARTICLES.find(written)
    assert (found.path, found.why) == (None, why)


@pytest.mark.parametrize(
    ("written", "why"),
    [("1", "ambiguous-place"), ("3", "unknown-place"), ("Mục 3", "unknown-place"), ("I, II", "several-places")],
)
def test_a_doubtful_name_of_a_plan_is_never_guessed_at(written: str, why: str) -> None:
    found = SECTIONS.find(written)
    assert (found.path, found.why) == (None, why)


def test_the_candidates_are_named() -> None:
    assert ARTICLES.find("Khoản 2").candidates == ("Khoản 2 Điều 5", "Khoản 2 Điều 6")


def test_two_provisions_with_one_label_are_told_by_their_paths_alone() -> None:
    held = places(("dieu:5", "Điều 5", "a"), ("dieu:5~2", "Điều 5", "b"))
    assert held.find("Điều 5") == Place(None, ("Điều 5 (dieu:5)", "Điều 5 (dieu:5~2)"), "ambiguous-place")
    assert held.find("dieu:5~2") == Place("dieu:5~2")


def test_a_quote_is_looked_for_at_the_place_and_beneath_it() -> None:
    assert ARTICLES.holds("dieu:5", "HAI")
    assert ARTICLES.holds("dieu:5/khoan:2", "“Hai … đê”")
    assert not ARTICLES.holds("dieu:5/khoan:2", "đê … Hai")
    assert not ARTICLES.holds("dieu:5/khoan:1", "Hai")
    assert not ARTICLES.holds("dieu:6", "Một")
    assert ARTICLES.holds(WHOLE, "Kinh phí")
    assert ARTICLES.holders("Hai") == ("Khoản 2 Điều 5", "Khoản 2 Điều 6")
