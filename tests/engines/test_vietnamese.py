"""Vietnamese writing: what folds to one, what stays apart, and in which order things come."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines import vietnamese
from dongbo.engines.papers import read_file
from dongbo.engines.vietnamese import clean, collation_key, fold, sentences, syllables, toneless, toneless_syllables
from tests.shared import shared_data

ALPHABET = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
WORDS = (
    "hòa toán thủy quý qua giờ già của mía người nghiêng khuỷu ngoằn kỹ lý tỷ hy mỹ sỹ uỷ ban đồng bộ Quốc HỘI "
    "thoại khoẻ xoèn quyền thuở tuya giặt gìn yêu ý y tế"
)
SYLLABLES = WORDS.split()

vietnamese_text = st.lists(st.sampled_from([*SYLLABLES, "12", "1.234,5", "–", "(a)", "QĐ-BCA"]), max_size=12).map(
    " ".join
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"), ("HOÀ BÌNH", "Hòa Bình"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("uỷ ban", "ủy ban"),
        ("qúy", "quý"), ("qủa", "quả"), ("tóan", "toán"), ("gìa", "già"), ("cuả", "của"), ("cừơng", "cường"),
        ("kỹ sư", "kĩ sư"), ("tỷ lệ", "tỉ lệ"), ("lý do", "lí do"), ("hy vọng", "hi vọng"), ("công ty", "công ti"),
        ("qui định", "quy định"), ("quí I", "quý I"), ("Mỹ", "mĩ"), ("bác sỹ", "bác sĩ"),
        ("Ðồng", "Đồng"), ("ТТ-BTC", "TT-BTC"), ("hoa\u0300", "hòa"), ("nhà\u200b nước", "nhà\u00a0nước"),
        ("(tỷ)", "(tỉ)"), ("  Điều\t1 ", "điều 1"),
    ],
)  # fmt: skip
def test_two_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoa"), ("ma", "má"), ("thuý", "thúi"), ("y tế", "i tế"), ("tay", "tai"), ("quy", "quơ"),
        ("thủy", "thủi"), ("Vy", "Vi"), ("dân", "đân"), ("hùa", "hoà"), ("mùa", "muà nhé"),
    ],
)  # fmt: skip
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kỹ thuật, quý III/2026", "kĩ thuật, quý iii/2026"),
        ("thuế giá trị GIA TĂNG", "thuế giá trị gia tăng"),
        ("Москва", "москва"),
        ("", ""),
    ],
)
def test_folded_form(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.one_of(vietnamese_text, st.text(max_size=40)))
def test_folding_and_cleaning_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)
    assert toneless(toneless(text)) == toneless(text)


@given(vietnamese_text, st.sampled_from(["NFC", "NFD"]))
def test_decomposed_and_spoilt_text_folds_the_same(text: str, form: str) -> None:
    spoilt = unicodedata.normalize(form, text).replace(" ", "\u00a0\u200b ")
    assert fold(spoilt) == fold(text)


@given(st.text(st.characters(exclude_characters="ÐðƉɖ"), max_size=60))
def test_cleaning_keeps_every_visible_sign(text: str) -> None:
    def visible(written: str) -> str:
        kept = (sign for sign in written if sign not in vietnamese.INVISIBLE and not sign.isspace())
        return unicodedata.normalize("NFC", "".join(kept))

    cleaned = clean(text)
    assert len(visible(cleaned)) == len(visible(text))
    if not any("\u0400" <= sign <= "\u04ff" for sign in text):
        assert visible(cleaned) == visible(text)
    assert "  " not in cleaned
    assert cleaned == cleaned.strip(" \n")


@given(vietnamese_text)
def test_syllables_with_and_without_tones_stand_one_for_one(text: str) -> None:
    toned, bare = syllables(text), toneless_syllables(text)
    assert len(toned) == len(bare)
    assert [toneless(word) for word in toned] == bare
    assert all(word.isascii() for word in bare)


def test_every_place_of_every_tone_folds_to_one_on_real_syllables() -> None:
    for syllable in ("hoa", "thuy", "qua", "gia", "toan", "nghiêng", "khuyu", "ngoai", "cua", "tuyên"):
        for tone in TONES[1:]:
            vowels = [at for at, sign in enumerate(syllable) if sign in "aeiouyê"]
            written = {unicodedata.normalize("NFC", syllable[: at + 1] + tone + syllable[at + 1 :]) for at in vowels}
            assert len({fold(each) for each in written}) == 1


def test_syllables_keep_numbers_whole_and_drop_punctuation() -> None:
    assert syllables("Đạt 1.234,5 tỷ đồng (≥ 80%), số 01/QĐ-BCA.") == [
        "đạt", "1.234,5", "tỉ", "đồng", "80", "số", "01", "qđ", "bca",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "built"),
    [
        ("nghiêng", True),
        ("quyết", True),
        ("giếng", True),
        ("Đường", True),
        ("yêu", True),
        ("wifi", False),
        ("tháàng", False),
    ],
)
def test_what_is_built_as_a_syllable(word: str, built: bool) -> None:
    assert vietnamese.is_syllable(word) is built


def test_bigrams_pair_neighbours() -> None:
    assert vietnamese.bigrams(["an", "ninh", "mạng"]) == ["an_ninh", "ninh_mạng"]


def shuffled(items: list[str]) -> list[str]:
    mixed = list(items)
    random.Random(3).shuffle(mixed)
    return mixed


@pytest.mark.parametrize(
    "ordered",
    [
        ALPHABET,
        [unicodedata.normalize("NFC", "ma" + tone) for tone in TONES],
        ["Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Ba Đình", "Bà Rịa", "Bá Thước"],
        ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai",
         "Đồng Tháp", "Gia Lai", "Hà Nội", "Hà Tĩnh", "Hải Phòng", "Huế", "Hưng Yên", "Khánh Hòa", "Lai Châu",
         "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh",
         "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa", "TP. Hồ Chí Minh", "Tuyên Quang", "Vĩnh Long"],
        ["Điều 2", "Điều 9", "Điều 10", "Điều 10a", "Điều 100"],
        ["1.2", "1.10", "2", "A", "a b", "ab"],
    ],
)  # fmt: skip
def test_collation_puts_names_in_the_order_of_the_dictionary(ordered: list[str]) -> None:
    assert sorted(shuffled(ordered), key=collation_key) == ordered


@given(vietnamese_text, vietnamese_text)
def test_collation_is_blind_to_the_form_of_storage(one: str, other: str) -> None:
    decomposed = collation_key(unicodedata.normalize("NFD", one))[:2]
    assert decomposed == collation_key(unicodedata.normalize("NFC", one))[:2]
    assert (collation_key(one) == collation_key(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Điều 1. Phạm vi điều chỉnh. Luật này áp dụng.", ["Điều 1. Phạm vi điều chỉnh.", "Luật này áp dụng."]),
        ("1. Đạt 1.234,5 tỷ. Tăng 2,5%.", ["1. Đạt 1.234,5 tỷ.", "Tăng 2,5%."]),
        ("TP. Hồ Chí Minh, ThS. Ân dự. Ấn Độ vắng.", ["TP. Hồ Chí Minh, ThS. Ân dự.", "Ấn Độ vắng."]),
        ("Gồm sách, báo, v.v. và phim. Đường dài.", ["Gồm sách, báo, v.v. và phim.", "Đường dài."]),
        ("Rà soát thể chế; Đẩy mạnh; và hoàn thiện", ["Rà soát thể chế;", "Đẩy mạnh; và hoàn thiện"]),
        ("Một\nhai ba\n\n“Bốn năm.” Sáu", ["Một", "hai ba", "“Bốn năm.”", "Sáu"]),
        ("a) Một. b) hai", ["a) Một. b) hai"]),
        ("", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@given(vietnamese_text)
def test_sentences_lose_nothing(text: str) -> None:
    assert " ".join(sentences(text)).split() == clean(text).split()


@pytest.mark.shared
def test_folding_a_real_law_changes_only_spelling() -> None:
    paper = read_file(shared_data("laws", "VBPL_96122.docx"))
    for line in paper.lines[:1500]:
        assert len(fold(line.text).split()) == len(
            line.text.translate(dict.fromkeys(map(ord, vietnamese.INVISIBLE))).split()
        )
