"""The ground councils stand on, shared with the tests of their operations."""

from tests.planning.councils.conftest import ground

__all__ = ["ground"]
