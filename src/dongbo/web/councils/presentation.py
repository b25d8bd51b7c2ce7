"""How rules that are being typed are told: in words, with what is contradictory or worth a look."""

from dataclasses import dataclass

from dongbo.engines.councils.contradictions import Contradiction, contradictions
from dongbo.engines.councils.meaning import explain
from dongbo.web.councils.forms.rules import RulesEntry


@dataclass(frozen=True, slots=True)
class ToldRules:
    """Rules in words, and where they contradict themselves."""

    lines: list[tuple[str, str]]
    contradictions: tuple[Contradiction, ...]


def told_of(entry: RulesEntry) -> ToldRules | None:
    """Return the rules of `entry` in words, None where they cannot be read yet."""
    if not entry.form.is_bound or not entry.is_valid():
        return None
    rules = entry.rules()
    return ToldRules(explain(rules), contradictions(rules))
