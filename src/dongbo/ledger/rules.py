"""Who may look at the ledger."""

from typing import Protocol


class Reader(Protocol):
    """Anyone the ledger may be shown to."""

    @property
    def is_administrator(self) -> bool:
        """Whether the reader administers this site."""
        ...


def may_read_ledger(officer: Reader) -> bool:
    """Return whether `officer` may see every event of the site."""
    return officer.is_administrator
