"""Why a place counts as unchanged in substance: what the drafter did there instead."""

from collections.abc import Iterable

from dongbo.engines.revisions.required import Anchor
from dongbo.engines.revisions.said import Both, Said
from dongbo.engines.revisions.substance import Substance
from dongbo.engines.vietnamese import syllables


def cause_at(substance: Substance, anchor: Anchor) -> str:
    """Return the code of what happened instead to the provision of which a sentence was quoted and still stands."""
    turned = substance.turned([anchor.provision])
    return "another_sentence" if turned.come or turned.gone else cause_of(substance.both, anchor.provision)


def cause_of(both: Both, key: str) -> str:
    """Return the code of what became of a provision, with all beneath it, in which nothing that counts changed.

    The first that is true: "divided" (split or merged), "moved" (or put in another order), "repeated" (what stood there
    stands there twice), "empty_words", "spelling", "renumbered", "unchanged".
    """
    texts = both.texts
    beneath = texts.beneath(key)
    operations = {entry.op for entry in texts.facts if beneath.intersection((*entry.old, *entry.new))}
    if operations & {"split", "merged"}:
        return "divided"
    said, says = _codes(both.beneath_before([key])), _codes(both.beneath_after([key]))
    if operations & {"moved", "inserted", "deleted"} or (said != says and sorted(said) == sorted(says)):
        return "moved"
    if said != says and set(said) == set(says):
        return "repeated"
    before, after = texts.before.all_words(key), texts.after.all_words(key)
    if _syllables(before) != _syllables(after):
        return "empty_words"
    if before != after:
        return "spelling"
    return "renumbered" if beneath & both.renumbered else "unchanged"


def _codes(said: Iterable[Said]) -> list[str]:
    return [one.code for one in said if one.code]


def _syllables(words: Iterable[str]) -> list[str]:
    return [syllable for own in words for syllable in syllables(own)]
