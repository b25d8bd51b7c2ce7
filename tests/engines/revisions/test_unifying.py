"""Unified wording: once every variant is replaced none is found, and any one that stands again is, in its place."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.closure import History, Provision
from dongbo.engines.papers import read_file
from dongbo.engines.provisions import read_outline
from dongbo.engines.revisions import Ground, Kind, Reply, Required, Standing, Verdict, Wording, verify
from tests.shared import shared_data

WORDING = Wording("trợ lý số", ("trợ lý ảo", "người máy trợ giúp", "trợ lý ảo công vụ"))
_NEUTRAL = ("Sở", "Tư pháp", "lập", "bảng", "kê", "giá", "gạo", "hằng", "tuần", "trợ", "giúp", "ảo", "lý", "số")


def judged(before: Sequence[str], after: Sequence[str], wording: Wording = WORDING) -> Verdict:
    sides = [
        [Provision(f"p{at}", str(at), f"khoản {at}", words) for at, words in enumerate(side)]
        for side in (before, after)
    ]
    required = Required("r", Kind.UNIFY, wording=wording)
    return verify(required, Reply(), Ground(History(*sides, entries=())))


def places(verdict: Verdict) -> list[str | None]:
    return [finding.provision for finding in verdict.findings]


texts = st.lists(st.lists(st.sampled_from(_NEUTRAL), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=6)


def _free(words: str, wording: Wording) -> bool:
    folded = f" {words.lower()} "
    return not any(f" {form} " in folded for form in (wording.keep, *wording.variants))


@settings(max_examples=40, deadline=None)
@given(texts=texts, data=st.data())
def test_one_variant_put_in_anywhere_is_found_where_it_stands(texts: list[str], data: st.DataObject) -> None:
    texts = [words if _free(words, WORDING) else "Lập bảng" for words in texts]
    at = data.draw(st.integers(0, len(texts) - 1))
    variant = data.draw(st.sampled_from(WORDING.variants))
    shape = data.draw(st.sampled_from((str, str.upper, str.title)))
    after = [*texts]
    after[at] = f"{texts[at]}; {shape(variant)}, {WORDING.keep}"

    verdict = judged(texts, after)

    assert (verdict.standing, places(verdict)) == (Standing.NOT_DONE, [f"p{at}"])
    assert verdict.findings[0].key == f"variant:p{at}:{variant}"


@settings(max_examples=40, deadline=None)
@given(texts=texts, seed=st.integers(0, 2**16))
def test_once_every_variant_is_replaced_none_is_found(texts: list[str], seed: int) -> None:
    rng = random.Random(seed)
    texts = [words if _free(words, WORDING) else "Lập bảng" for words in texts]
    chosen = [rng.choice((*WORDING.variants, WORDING.keep)) for _ in texts]
    before = [f"{words}, {form}." for words, form in zip(texts, chosen, strict=True)]
    replaced = [f"{words}, {WORDING.keep}." for words in texts]
    odd = [f"p{at}" for at, form in enumerate(chosen) if form != WORDING.keep]

    assert places(judged(before, before)) == odd
    verdict = judged(before, replaced)
    assert (verdict.standing, verdict.findings) == (Standing.DONE, ())
    assert [change.key for change in verdict.changes] == odd


def test_a_variant_within_the_wording_to_keep_is_none() -> None:
    wording = Wording("chuyển đổi số toàn diện", ("chuyển đổi số",))

    assert judged(["Chuyển đổi số"], ["Chuyển đổi số toàn diện"], wording).standing is Standing.DONE
    assert judged(["Chuyển đổi số"], ["Chuyển đổi số"], wording).standing is Standing.NOT_DONE


def test_a_variant_within_another_is_told_once() -> None:
    assert [one.key for one in judged([""], ["Dùng trợ lý ảo công vụ."]).findings] == ["variant:p0:trợ lý ảo công vụ"]


def test_a_variant_is_made_of_whole_words() -> None:
    wording = Wording("giáo viên", ("thầy cô",))

    assert judged([""], ["thầy côn"], wording).standing is Standing.DONE


def test_a_long_form_may_explain_the_abbreviation_to_keep() -> None:
    wording = Wording("BHXHTN", ("bảo hiểm xã hội tự nguyện",))
    explained = "Bảo hiểm xã hội tự nguyện (sau đây viết tắt là BHXHTN)."

    assert judged([""], [explained, "Thu BHXHTN."], wording).standing is Standing.DONE
    assert places(judged([""], [explained, "Thu bảo hiểm xã hội tự nguyện."], wording)) == ["p1"]


@pytest.mark.parametrize(
    ("keep", "variant"),
    [("tỷ lệ", "tỉ lệ"), ("văn hóa", "văn hoá"), ("Bộ Xây dựng", "Bộ Xây Dựng"), ("Kinh tế biển", "Kinh Tế biển")],
)
def test_a_spelling_may_be_unified(keep: str, variant: str) -> None:
    wording = Wording(keep, (variant,))

    left = judged([variant], [f"Nói về {variant} và {keep}."], wording)
    assert [one.key for one in left.findings if one.key.startswith("variant:")] == [f"variant:p0:{variant}"]
    assert judged([variant], [f"Nói về {keep}."], wording).standing is Standing.DONE


def test_a_capital_at_the_beginning_of_a_sentence_is_no_other_spelling() -> None:
    assert judged(["tỉ lệ"], ["Tỷ lệ nghèo."], Wording("tỷ lệ", ("tỉ lệ",))).standing is Standing.DONE
    assert judged(["tỉ lệ"], ["Tỉ lệ nghèo."], Wording("tỷ lệ", ("tỉ lệ",))).standing is Standing.NOT_DONE


def test_what_the_terms_engine_still_finds_of_the_term_keeps_it_open() -> None:
    wording = Wording("hằng năm", ("mỗi năm",))
    before = ["Báo cáo mỗi năm.", "Hàng năm kiểm kê.", "Hằng năm thu hoạch."]
    after = ["Báo cáo hằng năm.", "Hàng năm kiểm kê.", "Hằng năm thu hoạch."]

    verdict = judged(before, after, wording)

    assert (verdict.standing, verdict.detail) == (Standing.PARTLY, "terms_left")
    assert [(one.key, one.provision) for one in verdict.findings] == [("term:synonyms:hằng năm", "p1")]
    mended = [words.replace("Hàng", "Hằng") for words in after]
    assert judged(before, mended, wording).standing is Standing.DONE


def test_what_is_found_of_another_term_does_not_matter() -> None:
    before = ["Dùng trợ lý ảo, báo cáo hằng năm.", "Hàng năm kiểm kê."]
    after = ["Dùng trợ lý số, báo cáo hằng năm.", "Hàng năm kiểm kê."]

    assert judged(before, after).standing is Standing.DONE


def test_without_wordings_there_is_nothing_to_verify() -> None:
    verdict = verify(Required("r", Kind.UNIFY), Reply(), Ground(History((), (), ())))

    assert (verdict.standing, verdict.detail) == (Standing.NOT_DONE, "no_wording")


@pytest.mark.shared
@pytest.mark.parametrize("name", ["policies/NQ57-NQ-TW_2024_toan-van.md", "laws/VBPL_126306.docx"])
def test_in_a_real_paper_every_variant_planted_is_found_and_no_other(name: str) -> None:
    outline = read_outline(read_file(shared_data(*name.split("/"))))
    real = [node.words for node in outline.walk()]
    long = [at for at, words in enumerate(real) if len(words.split()) > 12]
    planted = [*real]
    chosen = sorted(random.Random(name).sample(long, 12))
    for number, at in enumerate(chosen):
        words = real[at].split(" ")
        words.insert(len(words) // 2, WORDING.variants[number % len(WORDING.variants)])
        planted[at] = " ".join(words)

    assert places(judged(real, planted)) == [f"p{at}" for at in chosen]
    assert judged(planted, real).standing is Standing.DONE
