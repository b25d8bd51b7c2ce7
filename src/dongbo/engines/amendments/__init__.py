"""Amendments: which provisions of a paper another one amends, replaces or repeals, read from what it says."""

from dongbo.engines.amendments.reading import amendments
from dongbo.engines.amendments.touching import Amendment, Called, Touch, touched

__all__ = ["Amendment", "Called", "Touch", "amendments", "touched"]
