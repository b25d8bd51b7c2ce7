"""The lines above a signature: by what power, for whom, and as what (Decree 30/2020, Article 13; Appendix I, box 7a).

"KT. BỘ TRƯỞNG / THỨ TRƯỞNG": each line but the last names a power and whom it comes from, the last who signs. An
acting head is "Q." before his title. What signs on behalf of a collective names the collective first, and a deputy
then signs for the head of it: "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from dongbo.engines.vietnamese import clean

_ACTING_HEAD = re.compile(r"^(?:Quyền|Q\.)\s+", re.IGNORECASE)


class Power(Enum):
    """By what power one signs for another."""

    TM = "TM"
    KT = "KT"
    TL = "TL"
    TUQ = "TUQ"


@dataclass(frozen=True, slots=True)
class Signer:
    """Someone in a chain of signing: his title, the unit he has it in, and whether he heads that unit."""

    title: str
    unit: str = ""
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Passing:
    """One step of the chain: `principal` let the next sign by `power`; by TM. for the collective of this name."""

    power: Power
    principal: Signer
    collective: str = ""


def signature_lines(signer: Signer, passings: Sequence[Passing] = (), *, collective: str = "") -> tuple[str, ...]:
    """Return the lines above the name of `signer`, who signs by `passings`, the one from furthest above first.

    `collective` is the body that signs as one, where the chain begins with its head: its name stands in the first line.
    """
    lines = [f"TM. {_upper(collective)}"] if collective else []
    receivers = [*(passing.principal for passing in passings), signer][1:]
    for passing, receiver in zip(passings, receivers, strict=True):
        lines += _step(passing, receiver)
    apart = bool(passings) and passings[-1].power in (Power.TL, Power.TUQ)
    return (*lines, _title(signer, with_unit=apart))


def _step(passing: Passing, receiver: Signer) -> list[str]:
    head = _title(passing.principal, with_unit=False)
    if passing.power is not Power.TM:
        return [f"{passing.power.value}. {head}"]
    collective = f"TM. {_upper(passing.collective or passing.principal.unit)}"
    for_head = receiver.unit == passing.principal.unit and not receiver.is_head
    return [collective, f"KT. {head}"] if for_head else [collective]


def _title(signer: Signer, *, with_unit: bool) -> str:
    """Return the title in capitals. In his own unit's papers the unit is named above already; under the name of another
    a head is told by his unit where his title says it."""
    title = clean(signer.title)
    unit = clean(signer.unit)
    if not with_unit and unit and title.casefold().endswith(f" {unit.casefold()}"):
        title = title[: -len(unit)].rstrip(" ,-–")
    acting = _ACTING_HEAD.match(title)
    return f"Q. {_upper(title[acting.end() :])}" if acting else _upper(title)


def _upper(text: str) -> str:
    return clean(text).upper()
