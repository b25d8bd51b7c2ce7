"""Search over provisions: what is found, in which order, and that growing equals building at once."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines import vietnamese
from dongbo.engines.retrieval import Hit, ProvisionIndex
from dongbo.engines.retrieval.words import Vocabulary

PROVISIONS = {
    "dieu:1": "Phát triển hạ tầng số đồng bộ, hiện đại trên phạm vi toàn ngành.",
    "dieu:2": "Bảo đảm an toàn thông tin mạng cho các hệ thống thông tin quan trọng.",
    "dieu:3": "Thông tin về an toàn lao động được công bố hằng năm.",
    "dieu:4": "Đào tạo nguồn nhân lực công nghệ thông tin chất lượng cao.",
    "dieu:5": "Kinh phí thực hiện do ngân sách nhà nước bảo đảm.",
}


def index_of(provisions: dict[str, str]) -> ProvisionIndex:
    index = ProvisionIndex()
    for key, text in provisions.items():
        index.add(key, text)
    return index


def keys(hits: list[Hit]) -> list[str]:
    return [hit.key for hit in hits]


def test_the_best_provision_stands_first() -> None:
    assert keys(index_of(PROVISIONS).search("hạ tầng số", limit=1)) == ["dieu:1"]


def test_marks_left_out_find_the_same_provision() -> None:
    index = index_of(PROVISIONS)

    assert keys(index.search("an toan thong tin mang", limit=1)) == ["dieu:2"]
    assert keys(index.search("ha tang so dong bo", limit=1)) == ["dieu:1"]


def test_marks_typed_distinguish_words() -> None:
    index = index_of({"a": "nhà máy in", "b": "nhã nhặn", "c": "nha khoa"})

    assert keys(index.search("nhã")) == ["b"]
    assert keys(index.search("nha")) == ["b", "c", "a"]


def test_a_bare_word_between_marked_ones_is_read_without_marks_where_it_was_never_written_so() -> None:
    index = index_of({"a": "chuyển đổi số quốc gia", "b": "so sánh hai bản"})

    assert keys(index.search("chuyển đổi so quốc gia", limit=1)) == ["a"]
    assert index.search("chuyển đổi so quốc gia", limit=1) != index.search("chuyển đổi quốc gia", limit=1)


def test_a_phrase_must_occur_as_it_stands() -> None:
    index = index_of(PROVISIONS)

    assert keys(index.search('"an toàn thông tin"')) == ["dieu:2"]
    assert keys(index.search('"an toan thong tin"')) == ["dieu:2"]
    assert keys(index.search("“thông tin” ngân sách")) == ["dieu:2", "dieu:3", "dieu:4"]


def test_two_phrases_must_both_occur() -> None:
    assert keys(index_of(PROVISIONS).search('"thông tin" "nhân lực"')) == ["dieu:4"]


def test_a_phrase_found_nowhere_is_searched_as_words_and_says_so() -> None:
    hits = index_of(PROVISIONS).search('"thông tin an toàn mạng"')

    assert keys(hits)[0] == "dieu:2"
    assert not any(hit.exact for hit in hits)


def test_a_phrase_does_not_reach_from_the_heading_into_the_text() -> None:
    index = ProvisionIndex()
    index.add("a", "số quốc gia", heading="Chuyển đổi")

    assert not index.search('"đổi số"')[0].exact
    assert index.search('"chuyển đổi"')[0].exact


def test_equal_scores_stand_in_the_order_of_their_keys() -> None:
    index = index_of(dict.fromkeys("cadb", "Trung tâm dữ liệu"))

    assert keys(index.search("dữ liệu", limit=3)) == ["a", "b", "c"]


def test_nothing_is_found_for_nothing() -> None:
    index = index_of(PROVISIONS)

    assert index.search("") == []
    assert index.search("?!") == []
    assert index.search("blockchain") == []
    assert index.search("hạ tầng", limit=0) == []
    assert ProvisionIndex().search("hạ tầng") == []


def test_a_removed_provision_is_gone_and_a_replaced_one_is_new() -> None:
    index = index_of(PROVISIONS)
    index.search("gọi một lần để đóng đợt đầu")
    index.remove("dieu:1")
    index.remove("dieu:99")
    index.add("dieu:5", "Hạ tầng viễn thông.")

    assert keys(index.search("hạ tầng")) == ["dieu:5"]
    assert index.search("ngân sách nhà nước") == []
    assert len(index) == 4
    assert "dieu:1" not in index


def test_spelling_variants_are_one_word() -> None:
    index = index_of({"a": "Tỷ lệ hoà giải thành"})

    assert keys(index.search("tỉ lệ hòa giải")) == ["a"]
    assert keys(index.search(unicodedata.normalize("NFD", "tỷ lệ"))) == ["a"]


WORDS = st.sampled_from(["hạ", "tầng", "số", "đổi", "so", "dữ", "liệu", "mở", "ha", "tang", "5G", "2030"])
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)
KEYS = st.sampled_from("abcdefg")
STEPS = st.lists(st.tuples(st.sampled_from(["add", "remove", "search"]), KEYS, TEXTS), max_size=25)


@settings(max_examples=120, deadline=None)
@given(STEPS, TEXTS)
def test_an_index_grown_step_by_step_equals_one_built_at_once(steps: list[tuple[str, str, str]], query: str) -> None:
    grown, kept = ProvisionIndex(), dict[str, str]()
    for act, key, text in steps:
        if act == "add":
            grown.add(key, text)
            kept[key] = text
        elif act == "remove":
            grown.remove(key)
            kept.pop(key, None)
        else:
            grown.search(text)

    assert grown.search(query) == index_of(kept).search(query)


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(KEYS, TEXTS), st.lists(WORDS, min_size=1, max_size=4).map(" ".join))
def test_a_phrase_finds_exactly_the_texts_that_contain_it(provisions: dict[str, str], phrase: str) -> None:
    bare = vietnamese.fold(phrase) == vietnamese.toneless(phrase)
    form = vietnamese.toneless if bare else vietnamese.fold
    holding = {key for key, text in provisions.items() if f" {form(phrase)} " in f" {form(text)} "}

    found = {hit.key for hit in index_of(provisions).search(f'"{phrase}"') if hit.exact}

    assert found == holding


def test_a_vocabulary_numbers_a_word_and_its_bare_form() -> None:
    vocabulary = Vocabulary()

    assert vocabulary.learn(["số", "so", "số"]) == [0, 1, 0]
    assert vocabulary.find(["so", "chưa"]) == [1, -1]
