"""Opinions that say the same share a group, opposed ones never, whatever order they come in."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.opinions import Group, OpinionText, Standing, group, nearest, place_in

PLACE = "dieu-5"
BASE = "Đề nghị bổ sung chỉ tiêu 80% thủ tục hành chính có cơ sở dữ liệu dùng chung giữa các cơ quan"


def _grouped(*texts: str, places: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    opinions = [
        OpinionText(str(number), places[number] if places else PLACE, text) for number, text in enumerate(texts)
    ]
    return [one.keys for one in group(opinions, abbreviations={})]


@pytest.mark.parametrize(
    "other",
    [
        "de nghi bo sung chi tieu 80% thu tuc hanh chinh co co so du lieu dung chung giua cac co quan",
        "Kính đề nghị Ban soạn thảo nghiên cứu, xem xét thêm chỉ tiêu 80 % TTHC có CSDL dùng chung giữa các cơ quan.",
        "BỔ SUNG CHỈ TIÊU 80 PHẦN TRĂM TTHC CÓ CƠ SỞ DỮ LIỆU (CSDL) DÙNG CHUNG GIỮA CÁC CƠ QUAN",
        "Tại khoản 2 Điều 5: bổ sung chỉ tiêu giữa các cơ quan 80% thủ tục hành chính có csdl dùng chung. Trân trọng.",
    ],
)
def test_the_same_said_otherwise_joins(other: str) -> None:
    assert _grouped(BASE, other) == [("0", "1")]


@pytest.mark.parametrize(
    "other",
    [
        BASE.replace("80%", "90%"),
        BASE.replace("bổ sung", "bỏ"),
        BASE.replace("bổ sung", "không bổ sung"),
        BASE.replace("bổ sung", "giữ nguyên"),
        "de nghi bo chi tieu 80% thu tuc hanh chinh co co so du lieu dung chung giua cac co quan",
        BASE.replace("Đề nghị", "Tại khoản 3:"),
    ],
)
def test_the_opposite_never_joins(other: str) -> None:
    first = BASE.replace("Đề nghị", "Tại khoản 2:") if "khoản 3" in other else BASE
    assert _grouped(first, other) == [("0",), ("1",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đồng ý với dự thảo", "Không đồng ý với dự thảo"),
        ("Tăng mức hỗ trợ kinh phí cho địa phương", "Giảm mức hỗ trợ kinh phí cho địa phương"),
        ("Hoàn thành việc kết nối các hệ thống trước năm 2028", "Hoàn thành việc kết nối các hệ thống trước năm 2030"),
        ("Nâng tỷ lệ hồ sơ trực tuyến từ 80% lên 90%", "Nâng tỷ lệ hồ sơ trực tuyến từ 90% lên 80%"),
        (
            "giao Bộ Công an chủ trì xây dựng nền tảng định danh",
            "giao Bộ Tài chính chủ trì xây dựng nền tảng định danh",
        ),
        ("giao bộ công an chủ trì xây dựng nền tảng định danh", "giao bộ y tế chủ trì xây dựng nền tảng định danh"),
        ("Báo cáo kết quả trong 10 ngày kể từ khi nhận hồ sơ", "Báo cáo kết quả trong 10 tháng kể từ khi nhận hồ sơ"),
        ("Phải công khai kết quả xử lý hồ sơ", "Không được công khai kết quả xử lý hồ sơ"),
    ],
)
def test_contraries_in_few_words_stand_apart(one: str, other: str) -> None:
    assert _grouped(one, other) == [("0",), ("1",)]


def test_well_known_and_given_abbreviations_are_the_words_they_stand_for() -> None:
    opinions = [
        OpinionText("a", PLACE, "Bổ sung nhiệm vụ bảo vệ hệ thống thông tin quan trọng của Tổng cục Hậu cần"),
        OpinionText("b", PLACE, "Bổ sung nhiệm vụ bảo vệ HTTT quan trọng của TCHC"),
    ]
    assert [one.keys for one in group(opinions, abbreviations={"TCHC": "Tổng cục Hậu cần"})] == [("a", "b")]


def test_elsewhere_only_nearly_the_same_words_join() -> None:
    near = "Đề nghị bổ sung chỉ tiêu 80% thủ tục hành chính có cơ sở dữ liệu"
    assert _grouped(BASE, BASE + ".", places=("dieu-5", "dieu-9")) == [("0", "1")]
    assert _grouped(BASE, near, places=("dieu-5", "dieu-5")) == [("0", "1")]
    assert _grouped(BASE, near, places=("dieu-5", "dieu-9")) == [("0",), ("1",)]


@pytest.mark.parametrize("text", ["Đề nghị bỏ khoản này", "Nhất trí", "Làm rõ cơ quan chịu trách nhiệm nêu trên"])
def test_what_means_its_own_provision_stays_there(text: str) -> None:
    assert _grouped(text, text, places=("dieu-5", "dieu-9")) == [("0",), ("1",)]
    assert _grouped(text, text, places=("dieu-5", "dieu-5")) == [("0", "1")]


def test_proposals_count_as_words_of_the_opinion() -> None:
    asked = "Đề nghị sửa lại như sau"
    opinions = [
        OpinionText("a", PLACE, asked, "Đến năm 2030, toàn bộ hồ sơ được giải quyết trên môi trường mạng"),
        OpinionText("b", PLACE, asked, "Đến năm 2030, toàn bộ hồ sơ được giải quyết trên môi trường mạng."),
        OpinionText("c", PLACE, asked, "Đến năm 2028, toàn bộ hồ sơ được giải quyết trên môi trường mạng"),
    ]
    assert group(opinions, abbreviations={}) == [Group(("a", "b"), "a", 1.0), Group(("c",), "c", 1.0)]


def test_nothing_empty_long_or_strange_is_lost() -> None:
    texts = ("", "…", "80%", "x" * 100_000, "từ " * 30_000, "🙂")
    assert sorted(key for keys in _grouped(*texts) for key in keys) == ["0", "1", "2", "3", "4", "5"]
    assert group([], abbreviations={}) == []


def test_two_opinions_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="cùng mã a"):
        group([OpinionText("a", "", "một"), OpinionText("a", "", "hai")], abbreviations={})


ACTS = ("bổ sung", "bỏ", "tăng", "giảm", "hạ", "không", "đồng ý")
NAMES = ("Bộ Công an", "Bộ Tài chính", "80%", "90%", "2030")
WORDS = st.sampled_from((*ACTS, *NAMES, "dữ liệu", "cơ quan", "nền tảng", "số", "này"))
OPINIONS = st.lists(
    st.tuples(st.sampled_from(("", "dieu-1", "dieu-2")), st.lists(WORDS, max_size=7).map(" ".join)), max_size=25
).map(lambda rows: [OpinionText(str(number), *row) for number, row in enumerate(rows)])


@settings(deadline=None)
@given(OPINIONS, st.randoms(use_true_random=False))
def test_every_opinion_is_in_one_group_whatever_the_order(opinions: list[OpinionText], rng: random.Random) -> None:
    groups = group(opinions, abbreviations={})
    assert sorted(key for one in groups for key in one.keys) == sorted(one.key for one in opinions)
    assert all(one.representative in one.keys and 0 <= one.score <= 1 for one in groups)
    assert group(rng.sample(opinions, len(opinions)), abbreviations={}) == groups


@settings(deadline=None)
@given(OPINIONS)
def test_no_group_holds_two_numbers(opinions: list[OpinionText]) -> None:
    texts = {one.key: one.text for one in opinions}
    for one in group(opinions, abbreviations={}):
        assert len({frozenset(word for word in texts[key].split() if word[0].isdigit()) for key in one.keys}) == 1


@settings(deadline=None)
@given(OPINIONS, st.integers(0, 25), st.randoms(use_true_random=False))
def test_later_opinions_find_one_place_each(opinions: list[OpinionText], cut: int, rng: random.Random) -> None:
    by_key = {one.key: one for one in opinions}
    standing = [
        Standing(f"g{one.representative}", tuple(by_key[key] for key in one.keys))
        for one in group(opinions[:cut], abbreviations={})
    ]
    placement = place_in(opinions[cut:], standing, abbreviations={})
    fresh = [key for one in placement.fresh for key in one.keys]
    assert sorted([*placement.joined, *fresh]) == sorted(one.key for one in opinions[cut:])
    assert set(placement.joined.values()) <= {one.key for one in standing}
    later, groups = rng.sample(opinions[cut:], len(opinions[cut:])), rng.sample(standing, len(standing))
    assert place_in(later, groups, abbreviations={}) == placement


def _standing() -> list[Standing]:
    """Arrange by hand what the system would keep apart: two numbers under one answer."""
    return [
        Standing("both", (OpinionText("a", PLACE, BASE), OpinionText("b", PLACE, BASE.replace("80%", "90%")))),
        Standing("less", (OpinionText("c", PLACE, BASE.replace("80%", "50%")),)),
    ]


def test_a_later_opinion_joins_what_officers_arranged() -> None:
    later = [
        OpinionText("d", PLACE, "bo sung chi tieu 90% TTHC co CSDL dung chung giua cac co quan"),
        OpinionText("e", PLACE, BASE.replace("80%", "70%")),
    ]
    placement = place_in(later, _standing(), abbreviations={})
    assert placement.joined == {"d": "both"}
    assert placement.fresh == (Group(("e",), "e", 1.0),)


def test_the_nearest_groups_tell_whether_they_are_opposed() -> None:
    asked = OpinionText("d", PLACE, BASE.replace("80%", "50%"))
    found = nearest(asked, _standing(), abbreviations={})
    assert [(one.key, one.score, one.opposed) for one in found] == [("less", 1.0, False), ("both", 1.0, True)]
    assert nearest(OpinionText("e", "dieu-8", "Nhất trí"), _standing(), abbreviations={}) == []
    assert [one.key for one in nearest(asked, _standing(), abbreviations={}, limit=1)] == ["less"]
