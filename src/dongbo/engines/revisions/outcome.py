"""What became of an order at one place."""

from collections.abc import Iterable
from dataclasses import dataclass

from dongbo.engines.revisions.required import Standing
from dongbo.engines.revisions.said import Said


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether an order is carried out at a place, the code of what is amiss ("" for nothing), and what came or went."""

    standing: Standing
    detail: str = ""
    said: tuple[Said, ...] = ()


def done(said: Iterable[Said] = ()) -> Outcome:
    """Return that it is carried out."""
    return Outcome(Standing.DONE, "", tuple(said))


def partly(detail: str, said: Iterable[Said]) -> Outcome:
    """Return that it is carried out in part."""
    return Outcome(Standing.PARTLY, detail, tuple(said))


def not_done(detail: str) -> Outcome:
    """Return that it is not carried out."""
    return Outcome(Standing.NOT_DONE, detail)
