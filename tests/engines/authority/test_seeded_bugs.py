"""Bugs planted in the engine, one at a time: the comparison with the oracle has to find every one of them."""

import random
import sqlite3
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dongbo.engines import intervals, unit_tree
from dongbo.engines.authority import chains, scopes
from tests.engines.authority.compiling import PRODUCT, Engine, differences, memory
from tests.engines.authority.worlds import LENGTH, world_of

SEED = 20_261_121
MOST_WORLDS = 5_000

BUGS = {
    "the chain is ignored": ("chains", "if parent is None:", "if parent is None or parent.unit:"),
    "the end is not clipped to the chain's": ("chains", "min(decided.ends, parent.ends)", "decided.ends"),
    "the beginning is not clipped to the chain's": ("chains", "max(decided.begins, parent.begins)", "decided.begins"),
    "the clearance is not clipped": ("chains", "min(decided.clearance, parent.clearance)", "decided.clearance"),
    "permissions are not intersected": ("chains", "decided.mask & parent.mask", "decided.mask"),
    "the scope is not clipped": ("chains", "_common(decided, parent, places)", "decided.unit, decided.branch"),
    "the unit itself is read as its branch": ("chains", "decided.branch and parent.branch", "decided.branch"),
    "a wider delegation keeps its width": ("chains", "return parent.unit, parent.branch", "return decided.unit, True"),
    "whoever holds one unit passes on its branch": ("chains", "if parent.branch and above", "if above"),
    "units apart have something in common": ("chains", "<= own.first <= above.last", "<= own.first"),
    "the last moment counts": ("chains", "self.begins <= at < self.ends", "self.begins <= at <= self.ends"),
    "the first moment does not count": ("chains", "self.begins <= at < self.ends", "self.begins < at < self.ends"),
    "stretches apart by one are joined": ("intervals", "found[-1][1] + 1", "found[-1][1] + 2"),
    "a stretch within another cuts it short": ("intervals", "max(found[-1][1], last)", "last"),
    "stretches are not sorted": ("intervals", "in sorted(intervals)", "in intervals"),
    "clearance is ignored": ("scopes", "if access <= stretch.clearance]", "]"),
    "clearance is one too low": ("scopes", "if access <= stretch.clearance]", "if access < stretch.clearance]"),
    "what is circulated does not reach down": ("scopes", "if access == CIRCULATED:", "if access == -1:"),
    "everything reaches down": ("scopes", "if access == CIRCULATED:", "if access <= HIGHEST:"),
    "any permission is every permission": ("scopes", "if stretch.mask & bit], self", "], self"),
    "the last unit of a stretch is left out": ("intervals", "number <= intervals", "number < intervals"),
    "the first unit of a stretch is left out": ("intervals", "(number, BEYOND)", "(number, -1)"),
    "a branch ends with its last child": ("unit_tree", "max(last[lineage[-2]], last[lineage[-1]])", "lineage[-1]"),
    "the units above are forgotten": ("unit_tree", "(*above, *blocks[lineage[-1]])", "blocks[lineage[-1]]"),
    "what was inherited is forgotten": ("unit_tree", "if key in inherited:", "if key in inherited and key is None:"),
    "what an heir inherited is forgotten": ("unit_tree", "extend(merged(block))", "append(block[-1])"),
    "what every child circulates goes round": ("unit_tree", "if key in inherited:", "if len(lineage) > 1:"),
    "nothing comes down to what has ended": ("unit_tree", "above if key in inherited", "() if key in inherited"),
}
MODULES = {"chains": chains, "scopes": scopes, "unit_tree": unit_tree, "intervals": intervals}


@pytest.fixture(scope="module")
def database() -> sqlite3.Connection:
    return memory()


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_found(bug: str, database: sqlite3.Connection) -> None:
    broken = _engine_with(*BUGS[bug])
    chance = random.Random(SEED)
    worlds = (world_of(chance.randbytes(LENGTH)) for _ in range(MOST_WORLDS))
    assert any(differences(world, broken, database) for world in worlds)


def test_the_worlds_that_find_the_bugs_find_none_in_the_product(database: sqlite3.Connection) -> None:
    chance = random.Random(SEED)
    for _ in range(MOST_WORLDS):
        assert differences(world_of(chance.randbytes(LENGTH)), PRODUCT, database) == ""


def _engine_with(module: str, sound: str, broken: str) -> Engine:
    """Return the engine with one piece of text replaced; the text must stand in the module exactly once."""
    text = _text(module)
    assert text.count(sound) == 1, f"{sound!r} stands {text.count(sound)} times in {module}: plant the bug anew"
    planted = _made(module, text.replace(sound, broken))
    if module == "intervals":
        return replace(PRODUCT, scopes=_made("scopes", _text("scopes"), planted))
    return replace(PRODUCT, **{"tree" if module == "unit_tree" else module: planted})


def _text(module: str) -> str:
    path = MODULES[module].__file__
    assert path is not None
    return Path(path).read_text(encoding="utf-8")


def _made(name: str, text: str, of_intervals: ModuleType = intervals) -> ModuleType:
    """Return the module with this text; what it reads of intervals is read from `of_intervals`."""
    made = ModuleType(f"planted_{name}")
    names: dict[str, Any] = made.__dict__
    exec(compile(text, name, "exec"), names)
    if name == "scopes":
        names.update(covers=of_intervals.covers, merged=of_intervals.merged)
    return made
