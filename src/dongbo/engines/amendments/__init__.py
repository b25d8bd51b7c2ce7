"""Amendments: which provisions of a paper another one amends, replaces or repeals, read from what it says."""

from dongbo.engines.amendments.listing import Listed, repealed_in_lists
from dongbo.engines.amendments.reading import amendments
from dongbo.engines.amendments.touching import Amendment, Called, Touch, touched

__all__ = ["Amendment", "Called", "Listed", "Touch", "amendments", "repealed_in_lists", "touched"]
