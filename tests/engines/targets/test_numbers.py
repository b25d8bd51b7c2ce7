"""Numbers written the Vietnamese way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.figures import figure
from dongbo.engines.targets.numbers import parse_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234,5", 1234.5), ("3.500", 3500), ("0,7", 0.7), ("09", 9), ("6.5", 6.5), ("7,0", 7), ("350", 350),
        ("1.250.000", 1_250_000), ("1,234,567", 1_234_567), ("0.125", 0.125), ("ba", 3), ("1,5", 1.5),
    ],
)  # fmt: skip
def test_a_number_has_the_value_its_writer_meant(written: str, value: float) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize("written", ["", "năm 2030", "1.2.3", "5G", "một trăm"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_number(written)


@given(st.integers(0, 10**12), st.integers(0, 999))
def test_a_number_written_and_read_again_keeps_its_value(whole: int, thousandths: int) -> None:
    value = round(whole % 10**9 + thousandths / 1000, 3)
    assert parse_number(figure(value, decimals=3)) == pytest.approx(value)


@given(st.integers(1, 10**9))
def test_thousands_may_be_grouped_or_not(value: int) -> None:
    grouped = f"{value:,}".replace(",", ".")
    assert parse_number(grouped) == parse_number(str(value)) == value
