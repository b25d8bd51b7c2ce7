"""Officers: who is where, as whom they act, and who waits for his first password."""

from dongbo.organisation.queries.officers.activation import activation_token, officer_to_activate
from dongbo.organisation.queries.officers.lists import (
    OfficersWanted,
    officer_list,
    officer_of,
    officers,
    officers_within,
)
from dongbo.organisation.queries.officers.present import acting_as, post_on, unit_of_officer

__all__ = [
    "OfficersWanted",
    "acting_as",
    "activation_token",
    "officer_list",
    "officer_of",
    "officer_to_activate",
    "officers",
    "officers_within",
    "post_on",
    "unit_of_officer",
]
