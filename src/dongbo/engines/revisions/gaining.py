"""What a place gained: words of substance, not titles, other names or figures, nor words that stood there already."""

from collections.abc import Sequence
from dataclasses import dataclass

from dongbo.engines.anchors import places_of
from dongbo.engines.revisions.fillers import telling_words
from dongbo.engines.revisions.names import ends_in_name, extends_name, is_name
from dongbo.engines.revisions.said import Said, Stream
from dongbo.engines.revisions.slots import Parting, Slot, parting
from dongbo.engines.revisions.substance import Substance, shared

FEWEST = 2
"""A single word more is a way of writing, not a supplement."""
_FEWEST_MOVED = 4
"""Fewer words stand at another point of a place by chance."""
_LONGEST_NAME = 5
"""Words that came within a name as part of it."""


@dataclass(frozen=True, slots=True)
class Gain:
    """How many telling words a sentence gained, and whether it would have but for a name that is another now."""

    words: int
    renamed: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a supplement."""
        return self.words >= FEWEST


class Gains:
    """What the sentences gained that came at a place: at or beneath `roots`."""

    def __init__(self, substance: Substance, roots: Sequence[str]) -> None:
        self._substance, self._both = substance, substance.both
        self._roots = roots
        self._before = Stream(self._both.beneath_before(roots))
        self._after = Stream(self._both.beneath_after(roots))

    def of(self, come: Said, origin: Said | None) -> Gain:
        """Return what a sentence gained over the one it was made from; a wholly new one gained all it says."""
        if origin is None:
            return Gain(len(come.code))
        kept = shared(origin, come)
        added, went = len(come.code) - kept, len(origin.code) - kept
        if added < FEWEST or added <= went or set(come.code) <= set(origin.code):
            return Gain(0)
        parted = parting(origin.text, come.text)
        found = [(self._gained(parted, slot), self._is_renaming(parted, slot)) for slot in parted.slots]
        words = sum(count for count, renamed in found if not renamed)
        return Gain(words, renamed=any(count > 0 and renamed for count, renamed in found))

    def is_title(self, one: Said) -> bool:
        """Return whether a sentence of the version after is the heading of a provision that says more beneath it."""
        side = self._both.texts.after
        provision = side.by_key[one.key]
        own = provision.words.removeprefix(provision.heading).strip()
        within = one.at < len(provision.heading) and provision.words.startswith(provision.heading)
        return within and bool(own or side.children.get(one.key))

    def _gained(self, parted: Parting, slot: Slot) -> int:
        went, came = telling_words(" ".join(parted.went(slot))), telling_words(" ".join(parted.came(slot)))
        if self._only_moved(" ".join(parted.came(slot))):
            return 0
        if _is_of_figures(parted, slot):
            went, came = ([word for word in words if not word[0].isdigit()] for words in (went, came))
        return max(0, len(came) - len(went))

    def _only_moved(self, text: str) -> bool:
        """Return whether words that came stood at another point of the place, and stand no more often now."""
        code = self._both.after.code(text)
        return len(code) >= _FEWEST_MOVED and 0 < self._before.count(code) >= self._after.count(code)

    def _is_renaming(self, parted: Parting, slot: Slot) -> bool:
        before, went, came = parted.old.raw[: slot.old_start], parted.went(slot), parted.came(slot)
        if not came:
            return False
        if went:
            return bool(before) and is_name(went) and is_name(came)
        return extends_name(before, came) or self._is_name_everywhere(parted, slot)

    def _is_name_everywhere(self, parted: Parting, slot: Slot) -> bool:
        """Return whether what came within a name came so elsewhere too, and the name stands nowhere as it was.

        Elsewhere is not at the place: what an order adds in each of its places makes no name.
        """
        before, came = parted.old.raw[: slot.old_start], parted.came(slot)
        goes_on = slot.old_end < len(parted.old) and parted.old.raw[slot.old_end][:1].isalpha()
        inside = goes_on and ends_in_name(before) and came[0][:1].isalpha() and came[0] != "và"
        if not inside or len(came) > _LONGEST_NAME:
            return False
        goes_on_with = parted.old.raw[slot.old_end]
        was, name = " ".join((*before[-2:], goes_on_with)), " ".join((*before[-2:], *came, goes_on_with))
        code, then = self._both.before.code(was), self._both.all_before.count
        now = self._both.all_after.count(self._both.after.code(name))
        if not then(code) > self._before.count(code) > 0 or now < then(code):
            return False
        return not any(places_of(one.words, was) for one in self._both.texts.after.by_key.values())


def _is_of_figures(parted: Parting, slot: Slot) -> bool:
    """Return whether figures went, or something came right behind one: other figures there say nothing more."""
    went = parted.went(slot) or parted.old.raw[: slot.old_start][-2:]
    return any(word[0].isdigit() for word in went)
