"""Dates of documents."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.numbers import find_dates


@given(st.dates(datetime.date(1945, 1, 1), datetime.date(2100, 1, 1)))
def test_every_writing_of_a_day_gives_the_same_iso_date(day: datetime.date) -> None:
    text = (
        f"ngày {day.day:02d} tháng {day.month} năm {day.year}; {day:%d/%m/%Y}; "
        f"NGÀY {day.day} THÁNG {day.month:02d} NĂM {day.year}; {day.strftime('%B')} {day.day}, {day.year}"
    )
    assert [found.iso for found in find_dates(text)] == [day.isoformat()] * 4


def test_a_blank_date_and_an_impossible_one_are_told_apart() -> None:
    text = "Hà Nội, ngày    tháng    năm 2025 và ngày 31 tháng 02 năm 2025"
    assert [(found.iso, found.blank) for found in find_dates(text)] == [(None, True), (None, False)]


def test_a_blank_inside_a_day_or_a_month_is_passed_over() -> None:
    text = "Hà Nội, ngày 2 6 tháng 0 6 năm 2018"
    assert [found.iso for found in find_dates(text)] == ["2018-06-26"]
