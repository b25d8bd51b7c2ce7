"""By whose authority an act was done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who did an act, for whom, from which post and place, and what allowed it. Blank where it does not apply.

    `actor` and `on_behalf_of` are officers, `post` and `unit` the post and unit acted from, `grant` the grant that
    allowed the act and `permission` what it allowed; all as written identifiers. `address` is the network address.
    """

    actor: str = ""
    on_behalf_of: str = ""
    post: str = ""
    unit: str = ""
    address: str = ""
    grant: str = ""
    permission: str = ""


THE_SITE = Authorship()
"""What the site does by itself: being set up, and what the clock sets going."""
