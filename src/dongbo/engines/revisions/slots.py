"""Where two wordings of a sentence part: which words went at each place, and which stand there instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from dongbo.engines.anchors.tokens import Tokens, tokens_of


@dataclass(frozen=True, slots=True)
class Slot:
    """The tokens [old_start, old_end) of one wording, in whose place stand [new_start, new_end) of the other."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Parting:
    """Two wordings of a sentence, and where they part in reading order."""

    old: Tokens
    new: Tokens
    slots: tuple[Slot, ...]

    def went(self, slot: Slot) -> tuple[str, ...]:
        """Return the words and marks that went, as written."""
        return self.old.raw[slot.old_start : slot.old_end]

    def came(self, slot: Slot) -> tuple[str, ...]:
        """Return the words and marks that stand there instead, as written."""
        return self.new.raw[slot.new_start : slot.new_end]

    def over(self, start: int, end: int) -> Slot:
        """Return what stands in place of the characters [start, end), and of all that went or came among them.

        Where anything there did, what came right before or behind is of it: "trợ lý" → "máy trợ giúp".
        """
        first, last = self.old.span(start, end)
        touched = [one for one in self.slots if one.old_start < last and first < one.old_end]
        begin = min([first, *(one.old_start for one in touched)])
        finish = max([last, *(one.old_end for one in touched)])
        beside = [one for one in self.slots if one.old_start == one.old_end in (begin, finish)] if touched else []
        above = self._shift(one for one in self.slots if one.old_end <= begin and one not in beside)
        through = self._shift(
            one for one in self.slots if one in beside or (one.old_end <= finish and one.old_start < finish)
        )
        return Slot(begin, finish, begin + above, finish + through)

    @staticmethod
    def _shift(slots: Iterable[Slot]) -> int:
        """Return how far the last of some slots moves what follows it."""
        return next((one.new_end - one.old_end for one in reversed([*slots])), 0)


@lru_cache(maxsize=4_096)
def parting(old: str, new: str) -> Parting:
    """Return where two wordings part; spelling, blanks and quotation marks do not part them."""
    before, after = tokens_of(old), tokens_of(new)
    slots: list[Slot] = []
    for edit in Levenshtein.opcodes(before.folded, after.folded):
        if edit.tag == "equal":
            continue
        last = slots[-1] if slots else None
        if last is not None and (last.old_end, last.new_end) == (edit.src_start, edit.dest_start):
            slots[-1] = Slot(last.old_start, edit.src_end, last.new_start, edit.dest_end)
        else:
            slots.append(Slot(edit.src_start, edit.src_end, edit.dest_start, edit.dest_end))
    return Parting(before, after, tuple(slots))
