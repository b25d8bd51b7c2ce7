"""A wording to be unified that became a third one is told; a sentence cut, written anew or pointing back is not."""

from __future__ import annotations

import pytest

from dongbo.engines.revisions import Standing, Wording
from tests.engines.revisions.test_unifying import WORDING, judged

OLD = "Sở Nội vụ dùng trợ lý ảo để tra cứu hồ sơ của người dân."


@pytest.mark.parametrize(
    ("new", "instead"),
    [
        ("Sở Nội vụ dùng trợ lý điện tử để tra cứu hồ sơ của người dân.", "trợ lý điện tử"),
        ("Sở Nội vụ dùng phần mềm hội thoại để tra cứu hồ sơ của người dân.", "phần mềm hội thoại"),
        ("Năm nay, Sở Nội vụ dùng “tổng đài tự động” để tra cứu hồ sơ.", "tổng đài tự động"),
        ("Sở Nội vụ dùng máy trợ giúp để tra cứu hồ sơ của người dân.", "máy trợ giúp"),
        ("Sở Nội vụ dùng CSDL để tra cứu hồ sơ của người dân.", "CSDL"),
    ],
)
def test_a_third_wording_in_its_place_is_told(new: str, instead: str) -> None:
    verdict = judged([OLD, "Trợ lý số trả lời."], [new, "Trợ lý số trả lời."])

    assert (verdict.standing, verdict.detail) == (Standing.PARTLY, "other_wording")
    [finding] = verdict.findings
    assert (finding.key, finding.provision) == ("other:p0:trợ lý ảo", "p0")
    assert finding.sentence == f"Khoản 0 thay “trợ lý ảo” bằng “{instead}”, không phải “trợ lý số”."
    assert verdict.sentence == (
        "Mới thực hiện được một phần. Không còn cách viết bị thay thế, nhưng 1 chỗ thay bằng từ ngữ khác “trợ lý số”."
    )


@pytest.mark.parametrize(
    "new",
    [
        "Sở Nội vụ dùng trợ lý số để tra cứu hồ sơ của người dân.",
        "Để tra cứu hồ sơ của người dân, Sở Nội vụ dùng trợ lý số.",
        "Sở Nội vụ dùng các trợ lý số dùng chung để tra cứu hồ sơ của người dân.",
        "Sở Nội vụ dùng công cụ này để tra cứu hồ sơ của người dân.",
        "Sở Nội vụ dùng TLS để tra cứu hồ sơ của người dân.",
        "Sở Nội vụ tra cứu hồ sơ của người dân.",
        "Sở Nội vụ mở ba quầy trả kết quả lưu động ở vùng cao mỗi tháng hai kỳ.",
        "",
    ],
)
def test_what_was_replaced_as_ordered_cut_or_written_anew_is_not(new: str) -> None:
    verdict = judged([OLD, "Trợ lý số trả lời."], [new, "Trợ lý số trả lời."])

    assert (verdict.standing, verdict.findings) == (Standing.DONE, ())


def test_a_provision_that_went_replaced_nothing() -> None:
    assert judged([OLD, "Trợ lý số trả lời."], [], WORDING).standing is Standing.DONE


def test_a_short_sentence_is_known_by_its_provision() -> None:
    verdict = judged(["Dùng trợ lý ảo."], ["Dùng người hầu máy."])

    assert [one.key for one in verdict.findings] == ["other:p0:trợ lý ảo"]


def test_of_two_in_a_sentence_the_one_replaced_otherwise_is_told() -> None:
    old = "Phường dùng trợ lý ảo để tiếp dân, còn xã dùng người máy trợ giúp để trực đêm."
    new = "Phường dùng trợ lý số để tiếp dân, còn xã dùng tổng đài viên để trực đêm."

    assert [one.key for one in judged([old], [new]).findings] == ["other:p0:người máy trợ giúp"]
    both = new.replace("tổng đài viên", "trợ lý số")
    assert judged([old], [both]).standing is Standing.DONE


def test_a_variant_in_the_place_of_another_is_told_once_as_left() -> None:
    found = judged([OLD], [OLD.replace("trợ lý ảo", "người máy trợ giúp")]).findings

    assert [one.key for one in found] == ["variant:p0:người máy trợ giúp"]


@pytest.mark.parametrize(
    ("keep", "variant"), [("tỷ lệ", "tỉ lệ"), ("văn hóa", "văn hoá"), ("Bộ Xây dựng", "Bộ Xây Dựng")]
)
def test_a_spelling_unified_is_no_third_wording(keep: str, variant: str) -> None:
    old = f"Thống kê {variant} của xã vùng cao mỗi quý."

    assert judged([old], [old.replace(variant, keep)], Wording(keep, (variant,))).standing is Standing.DONE


def test_a_longer_or_shorter_wording_to_keep_is_none() -> None:
    old = "Triển khai chuyển đổi số ở mọi xã vùng cao trong năm."
    longer = Wording("chuyển đổi số toàn diện", ("chuyển đổi số",))
    shorter = Wording("chuyển đổi số", ("chuyển đổi số toàn diện",))
    new = old.replace("chuyển đổi số", "chuyển đổi số toàn diện")

    assert judged([old], [new], longer).standing is Standing.DONE
    assert judged([new], [old], shorter).standing is Standing.DONE
