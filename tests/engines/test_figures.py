"""Numbers the Vietnamese way."""

import pytest

from dongbo.engines.figures import figure


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (1234.5, "1.234,5"), (80.0, "80"), (0.756, "0,76"), (-1234567.891, "-1.234.567,89"), (1000, "1.000")],
)
def test_a_figure_has_points_between_thousands_and_a_comma_before_decimals(value: float, written: str) -> None:
    assert figure(value) == written
