"""Identity codes of Decision 20/2020/QĐ-TTg, the older form, and what is wrong with others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.organ_ids import LONGEST, MalformedOrganId, OrganId, contradiction, departure, parse_organ_id


@pytest.mark.parametrize(
    ("text", "code", "groups"),
    [
        ("G01", "G01", ("G01",)),
        ("G01.05.02", "G01.05.02", ("G01", "05", "02")),
        (" g01.05 ", "G01.05", ("G01", "05")),
        ("H56.001.A2", "H56.001.A2", ("H56", "001", "A2")),
        ("Z0A.01", "Z0A.01", ("Z0A", "01")),
        ("0100109106.003", "0100109106.003", ("0100109106", "003")),
        ("A00." + "1" * 31, "A00." + "1" * 31, ("A00", "1" * 31)),
    ],
)
def test_codes_read_from_the_left(text: str, code: str, groups: tuple[str, ...]) -> None:
    read = parse_organ_id(text)
    assert (read.code, read.groups, read.agency, read.legacy) == (code, groups, groups[0], "")


@pytest.mark.parametrize(
    ("old", "code"),
    [
        ("000.00.00.G22", "G22"),
        ("000.00.05.G22", "G22.05"),
        ("000.12.05.G22", "G22.05.12"),
        ("003.12.05.H56", "H56.05.12.003"),
        ("000.00.30.z99", "Z99.30"),
    ],
)
def test_the_older_form_is_turned_round_and_kept(old: str, code: str) -> None:
    assert parse_organ_id(old) == OrganId(code, legacy=old.upper())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Chưa có mã"),
        ("  ", "Chưa có mã"),
        ("G01." + "1" * 32, f"36 ký tự, nhiều hơn {LONGEST}"),
        ("G01.Đ5", "«Đ»"),
        ("G01-05", "«-»"),
        ("G01..05", "dấu chấm"),
        ("G01.", "dấu chấm"),
        (".G01", "dấu chấm"),
        ("G1.05", "không phải mã cấp 1"),
        ("05", "không phải mã cấp 1"),
        ("Z1", "không phải mã cấp 1"),
        ("05.G01", "viết cấp 1 đứng trước, như G01.05"),
        ("02.05.G01", "như G01.05.02"),
        ("003.00.05.G22", "bỏ trống nhóm 00 ở giữa"),
        ("003.12.00.G22", "bỏ trống nhóm 00 ở giữa"),
    ],
)
def test_what_is_wrong_is_said_with_how_to_mend_it(text: str, said: str) -> None:
    with pytest.raises(MalformedOrganId) as refused:
        parse_organ_id(text)
    assert said in str(refused.value)


filled = st.integers(1, 99).map(lambda number: f"{number:02}")


@given(first=st.from_regex(r"[A-Y][0-9]{2}", fullmatch=True), groups=st.lists(filled, max_size=2))
def test_old_and_new_form_of_a_code_mean_the_same(first: str, groups: list[str]) -> None:
    old = ".".join([*(["000", "00", "00"][: 3 - len(groups)]), *reversed(groups), first])
    assert parse_organ_id(old).code == ".".join([first, *groups])


@pytest.mark.parametrize(
    ("child", "parent", "error", "warning"),
    [
        ("G01.05", "G01", "", ""),
        ("G01.05.02", "G01.05", "", ""),
        ("G01", "G01", "trùng", ""),
        ("G01", "G01.05", "mã cấp trên", ""),
        ("G01.05.02", "G01", "", "dài hơn"),
        ("G01.06.02", "G01.05", "", "không nối tiếp"),
        ("G01.051", "G01.05", "", "không nối tiếp"),
        ("H56", "G01", "", "cơ quan cấp 1 khác"),
        ("0100109106", "G01.05", "", "cơ quan cấp 1 khác"),
    ],
)
def test_a_code_beneath_another_is_an_error_or_only_unusual(child: str, parent: str, error: str, warning: str) -> None:
    wrong = contradiction(parse_organ_id(child), parse_organ_id(parent))
    unusual = departure(parse_organ_id(child), parse_organ_id(parent))
    assert (bool(wrong), error in wrong) == (bool(error), True)
    if not error:
        assert (bool(unusual), warning in unusual) == (bool(warning), True)
