"""The seal over an issued paper: anybody comes to the same, and the first provision that differs is named."""

import hashlib
import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.seals import Difference, SealedProvision, first_difference, leaves_of, seal_of

FACTS = {"number": "01/QĐ-BTN", "issued_on": "2026-11-21"}
FIELDS = ("path", "kind", "number", "heading", "text", "cells")


def provisions(count: int) -> list[SealedProvision]:
    return [
        SealedProvision(f"id-{n}", f"I/{n}", "khoan", str(n), "", f"Nội dung {n}", {"don_vi": "Cục A"})
        for n in range(count)
    ]


def test_the_seal_is_that_of_canonical_json() -> None:
    sealed = provisions(3)
    told = {"facts": FACTS, "provisions": [one.as_json() for one in sealed]}
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert seal_of(FACTS, sealed) == hashlib.sha256(plain).hexdigest()


def test_facts_are_sealed_with_the_words() -> None:
    assert seal_of(FACTS, provisions(2)) != seal_of(FACTS | {"number": "02/QĐ-BTN"}, provisions(2))


@settings(max_examples=60)
@given(st.integers(1, 8), st.data())
def test_the_first_that_reads_otherwise_is_named(count: int, data: st.DataObject) -> None:
    kept = provisions(count)
    changed = sorted(data.draw(st.sets(st.integers(0, count - 1), min_size=1)))
    now = list(kept)
    for place in changed:
        field = data.draw(st.sampled_from(FIELDS))
        said = getattr(now[place], field)
        now[place] = replace(now[place], **{field: f"{said}x" if field != "cells" else said | {"don_vi": "Cục B"}})
    assert seal_of(FACTS, now) != seal_of(FACTS, kept)
    assert first_difference(leaves_of(kept), leaves_of(now)) == Difference(now[changed[0]].path)


@settings(max_examples=60)
@given(st.integers(2, 8), st.data())
def test_one_that_is_gone_or_new_is_named(count: int, data: st.DataObject) -> None:
    kept = provisions(count)
    place = data.draw(st.integers(0, count - 1))
    fewer = [one for one in kept if one != kept[place]]
    assert first_difference(leaves_of(kept), leaves_of(fewer)) == Difference(kept[place].path, is_gone=True)
    assert first_difference(leaves_of(fewer), leaves_of(kept)) == Difference(kept[place].path, is_new=True)
    assert seal_of(FACTS, fewer) != seal_of(FACTS, kept)


def test_two_that_changed_places_are_noticed() -> None:
    kept = provisions(3)
    swapped = [kept[1], kept[0], kept[2]]
    assert first_difference(leaves_of(kept), leaves_of(swapped)) == Difference(kept[1].path)
    assert first_difference(leaves_of(kept), leaves_of(kept)) is None
    assert seal_of(FACTS, swapped) != seal_of(FACTS, kept)


def test_the_same_words_under_another_identity_are_not_what_was_sealed() -> None:
    kept = provisions(2)
    other = [kept[0], replace(kept[1], identity="id-9")]
    assert seal_of(FACTS, other) != seal_of(FACTS, kept)
    assert first_difference(leaves_of(kept), leaves_of(other)) == Difference(kept[1].path, is_gone=True)
