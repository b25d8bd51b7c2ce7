"""The ground councils stand on, shared with the tests of their operations."""

from tests.planning.councils.conftest import ground, kept_ground

__all__ = ["ground", "kept_ground"]
