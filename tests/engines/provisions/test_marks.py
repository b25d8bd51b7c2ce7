"""What the beginning of a line may be read as."""

import pytest

from dongbo.engines.provisions.marks import Family, read_marks, roman_value
from dongbo.engines.provisions.review import roman_number


def readings(text: str) -> list[tuple[str, str, str]]:
    return [(mark.family.name, mark.number, text[mark.rest :]) for mark in read_marks(text)]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Điều 5. Phạm vi", ("ARTICLE", "5", "Phạm vi")),
        ("Điều 12a: Phạm vi", ("ARTICLE", "12a", "Phạm vi")),
        ("Điều 7", ("ARTICLE", "7", "")),
        ("Điều 9 Phạm vi", ("ARTICLE", "9", "Phạm vi")),
        ("Ðiều 3. Phạm vi", ("ARTICLE", "3", "Phạm vi")),
        ("Diều 4. Phạm vi", ("ARTICLE", "4", "Phạm vi")),
        ("ĐIỀU 6. PHẠM VI", ("ARTICLE", "6", "PHẠM VI")),
        ("\u200bĐiều\u00a05.  Phạm vi", ("ARTICLE", "5", "Phạm vi")),
        ("Chương IV", ("CHAPTER", "IV", "")),
        ("CHƯƠNG II. QUY ĐỊNH", ("CHAPTER", "II", "QUY ĐỊNH")),
        ("Mục 2", ("SECTION", "2", "")),
        ("Tiểu mục 1. Việc chung", ("SUBSECTION", "1", "Việc chung")),
        ("Phần thứ nhất", ("PART", "nhất", "")),
        ("PHỤ LỤC II", ("ANNEX", "II", "")),
        ("Phụ lục", ("ANNEX", "", "")),
        ("2. Việc thứ hai", ("ARABIC", "2", "Việc thứ hai")),
        ("2- Việc thứ hai", ("ARABIC", "2", "Việc thứ hai")),
        ("(3) Việc thứ ba", ("ARABIC", "3", "Việc thứ ba")),
        ("2.1. Việc nhỏ", ("DECIMAL", "2.1", "Việc nhỏ")),
        ("2.1- Việc nhỏ", ("DECIMAL", "2.1", "Việc nhỏ")),
        ("2.1.3 Việc nhỏ", ("THIRD", "2.1.3", "Việc nhỏ")),
        ("đ) Việc", ("LETTER", "đ", "Việc")),
        ("a. Việc", ("LETTER", "a", "Việc")),
        ("II- MỤC TIÊU", ("ROMAN", "II", "MỤC TIÊU")),
        ("A- TÌNH HÌNH", ("CAPITAL", "A", "TÌNH HÌNH")),
        ("- Việc", ("DASH", "-", "Việc")),
        ("– Việc", ("DASH", "–", "Việc")),
        ("+ Việc", ("PLUS", "+", "Việc")),
    ],
)
def test_a_line_with_one_reading(text: str, reading: tuple[str, str, str]) -> None:
    assert readings(text) == [reading]


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("I. MỤC TIÊU", ["ROMAN", "CAPITAL"]),
        ("C- TỔ CHỨC", ["ROMAN", "CAPITAL"]),
        ("i) Việc", ["LETTER", "SMALL_ROMAN"]),
        ("v) Việc", ["LETTER", "SMALL_ROMAN"]),
        ("1) Việc", ["ARABIC", "LETTER"]),
        ("b1) Việc", ["LETTER", "SUBLETTER"]),
    ],
)
def test_a_clash_keeps_every_reading(text: str, families: list[str]) -> None:
    assert [family for family, _, _ in readings(text)] == families


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5 của Luật này quy định",
        "Điều 5, Điều 6 và Điều 7",
        "Mục tiêu chung",
        "Phần lớn các đơn vị",
        "Phụ lục kèm theo được thay thế",
        "1.000 đồng mỗi hồ sơ",
        "3. 2",
        "50% số hồ sơ",
        "2025 là năm bản lề",
        "-------",
        "- - -",
        "a-xít và ba-zơ",
        "T.Ư giao nhiệm vụ",
        "“Điều 5. Phạm vi",
        "",
    ],
)
def test_plain_words_have_no_mark(text: str) -> None:
    assert read_marks(text) == ()


def test_letters_stand_in_the_order_of_the_vietnamese_alphabet() -> None:
    places = [read_marks(f"{letter}) Việc")[0].ordinal for letter in "abcdđeghiklmnopqrstuvxy"]
    assert places == [float(place) for place in range(1, 24)]


def test_inserted_numbers_stand_between_their_neighbours() -> None:
    numbers = ("Điều 12. Việc", "Điều 12a. Việc", "Điều 12b. Việc", "Điều 13. Việc")
    ordinals = [read_marks(text)[0].ordinal for text in numbers]
    assert ordinals == sorted(set(ordinals))


def test_roman_numbers_there_and_back() -> None:
    assert [roman_value(roman_number(value)) for value in range(1, 90)] == list(range(1, 90))


def test_families_are_ordered_from_the_outermost_level() -> None:
    assert sorted((Family.LETTER, Family.ARTICLE, Family.PART, Family.ARABIC)) == [
        Family.PART,
        Family.ARTICLE,
        Family.ARABIC,
        Family.LETTER,
    ]
