"""What a provision asks for, one by one."""

import pytest

from dongbo.engines.alignment.demands import demands_of


@pytest.mark.parametrize(
    ("words", "demands"),
    [
        ("Số hóa  hồ sơ.", ["Số hóa hồ sơ."]),
        (
            "Số hóa toàn bộ hồ sơ giấy; đào tạo cán bộ lưu trữ ở cơ sở.",
            ["Số hóa toàn bộ hồ sơ giấy;", "đào tạo cán bộ lưu trữ ở cơ sở."],
        ),
        ("Số hóa hồ sơ giấy; đào tạo.", ["Số hóa hồ sơ giấy; đào tạo."]),
        (
            "Số hóa toàn bộ hồ sơ giấy.” Đào tạo cán bộ lưu trữ ở cơ sở.",
            ["Số hóa toàn bộ hồ sơ giấy.”", "Đào tạo cán bộ lưu trữ ở cơ sở."],
        ),
        (
            "Số hóa toàn bộ hồ sơ giấy\nĐào tạo cán bộ lưu trữ ở cơ sở",
            ["Số hóa toàn bộ hồ sơ giấy", "Đào tạo cán bộ lưu trữ ở cơ sở"],
        ),
        ("", [""]),
    ],
)
def test_the_demands_of_a_provision(words: str, demands: list[str]) -> None:
    assert demands_of(words) == demands
