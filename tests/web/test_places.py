"""Paths in words, as templates ask for them."""

from dongbo.web.templatetags.dongbo import place


def test_one_path_or_several_are_said_one_after_the_other() -> None:
    assert place("II/1/-2") == "II.1, gạch đầu dòng thứ 2"
    assert place(("II/1", "dieu:5/khoan:2")) == "II.1; khoản 2 Điều 5"
    assert place(None) == ""
