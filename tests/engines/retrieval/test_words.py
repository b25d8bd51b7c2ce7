"""Words as numbers: read from a text as they are learned one by one."""

from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines import vietnamese
from dongbo.engines.retrieval.words import Vocabulary


@given(
    st.lists(
        st.text() | st.sampled_from(["Hoà bình, hòa bình.", "kỹ\u200bthuật 4G/5G", "Đ\u0069\u0302\u0300u 1.234,5"])
    )
)
def test_a_text_reads_as_its_syllables(texts: list[str]) -> None:
    vocabulary, oracle = Vocabulary(), Vocabulary()

    for text in texts:
        assert vocabulary.read(text) == oracle.learn(vietnamese.syllables(text))
    assert vocabulary.words == oracle.words
