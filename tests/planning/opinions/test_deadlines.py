"""A deadline at midnight is said by the day that ends then."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dongbo.planning.queries.terms import deadline_text

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 28, tzinfo=HERE), "hết ngày 27/11/2026"),
        (datetime(2026, 11, 27, 17, 30, tzinfo=HERE), "17:30 ngày 27/11/2026"),
        (datetime(2026, 11, 27, 17, tzinfo=ZoneInfo("UTC")), "hết ngày 27/11/2026"),
    ],
)
def test_a_deadline_is_said_as_people_count_days(moment: datetime, said: str) -> None:
    assert deadline_text(moment) == said
