"""How a module builds once what all its tests begin with."""

from collections.abc import Callable
from typing import Protocol, TypeVar

Built = TypeVar("Built")


class Keep(Protocol):
    """Build something in the transaction and the folder that a module's tests stand within."""

    def __call__(self, act: Callable[[], Built]) -> Built: ...
