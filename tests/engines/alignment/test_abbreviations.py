"""Abbreviations are compared as the words they stand for, in the paper that uses them."""

from dongbo.engines.alignment import Answered, Provision, align
from dongbo.engines.alignment.abbreviations import Abbreviations
from dongbo.engines.provisions import Kind

DEFINED = "Xây dựng cơ sở dữ liệu (CSDL) về rạn san hô; giao Ban Vận hành (BVH) quản lý."
OTHERWISE = "Thành lập Ban Văn hóa (BVH)."


def provision(words: str, document: str = "Dự thảo", path: str = "1") -> Provision:
    return Provision(document, path, path, "", words, (), Kind.ARABIC, 1)


def test_an_abbreviation_is_written_out_but_not_where_it_is_defined() -> None:
    short = Abbreviations([provision(DEFINED)])

    assert short.written_out("Kết nối CSDL, đồng bộ (CSDL) cũ.", "Dự thảo") == (
        "Kết nối cơ sở dữ liệu, đồng bộ (cơ sở dữ liệu) cũ."
    )
    assert short.written_out("Cơ sở dữ liệu (CSDL) rạn san hô", "Dự thảo") == "Cơ sở dữ liệu () rạn san hô"
    assert short.lengths("Kết nối CSDL", "Dự thảo") == {8: 4}


def test_what_is_defined_in_two_ways_is_left_as_written() -> None:
    two_papers = Abbreviations([provision(DEFINED, "A"), provision(OTHERWISE, "B")])
    one_paper = Abbreviations([provision(DEFINED), provision(OTHERWISE)])

    assert two_papers.written_out("BVH", "A") == "ban vận hành"
    assert two_papers.written_out("BVH", "C") == "BVH"
    assert one_paper.written_out("BVH", "Dự thảo") == "BVH"


def test_notations_and_roman_numbers_are_no_abbreviations() -> None:
    short = Abbreviations([provision(DEFINED)])

    assert short.written_out("Quyết định số 12/QĐ-CSDL, mục III", "Dự thảo") == "Quyết định số 12/QĐ-CSDL, mục III"


def test_written_out_and_abbreviated_words_answer_each_other() -> None:
    others = [
        provision(f"Tổ chức cuộc thi vẽ tranh lần thứ {word}.", path=word) for word in ("hai", "ba", "bốn", "năm")
    ]
    asked = provision("Hoàn thành cơ sở dữ liệu rạn san hô ven bờ.", "12/NQ")
    answers = provision("Hoàn thành CSDL rạn san hô ven bờ.", path="2")

    for directive, plan in ((asked, answers), (answers, asked)):
        found = align([directive, *others], [plan, *others]).directives[0]
        assert (found.answered, round(found.links[0].score, 3)) == (Answered.YES, 1.0)
        assert found.links[0].phrases == (directive.words.removesuffix("."),)
