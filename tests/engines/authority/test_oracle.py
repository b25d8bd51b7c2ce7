"""The compiled predicate equals a slow, independent oracle, in process and by SQL, over thousands of worlds.

A case is a world, with every officer, capacity, permission, unit, access and moment of it compared. A million were
run once by `python -m tests.engines.authority.million`; docs/performance.md has the record.
"""

import os
import sqlite3

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.engines.authority.compiling import PRODUCT, bases_hold, differences, memory
from tests.engines.authority.worlds import LENGTH, World, world_of

CASES = int(os.environ.get("DONGBO_AUTHORITY_CASES", "20000"))
WORLDS = st.binary(min_size=LENGTH // 2, max_size=LENGTH).map(world_of)


@pytest.fixture(scope="module")
def database() -> sqlite3.Connection:
    return memory()


@settings(max_examples=CASES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(world=WORLDS)
def test_compiled_scopes_allow_what_the_oracle_allows(database: sqlite3.Connection, world: World) -> None:
    assert differences(world, PRODUCT, database) == ""


@settings(max_examples=CASES // 20, deadline=None, database=None, phases=[Phase.generate, Phase.shrink])
@given(world=WORLDS)
def test_every_answer_names_a_grant_that_gives_it(world: World) -> None:
    assert bases_hold(world)
