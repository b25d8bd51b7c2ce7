"""Addresses of ballots, each with those it is for."""

from dongbo.organisation.states import Permission
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.web.councils.views import ballot_acts, ballots
from dongbo.web.routes import route

SEES = (*FOLLOWING, Permission.COUNCIL_SIT)
SITS = Permission.COUNCIL_SIT
CONDUCTS = (Permission.COUNCIL_LEAD, Permission.COUNCIL_SIT)

ballot_patterns = [
    route("meetings/<uuid:meeting>/ballots/new/", ballot_acts.ballot_new, name="ballot-new", needs=CONDUCTS),
    route("ballots/<uuid:pk>/", ballots.ballot, name="ballot", needs=SEES),
    route("ballots/<uuid:pk>/cast/", ballots.ballot_cast, name="ballot-cast", needs=SITS),
    route("ballots/<uuid:pk>/receipt/", ballots.ballot_receipt, name="ballot-receipt", needs=SEES),
    route("ballots/<uuid:pk>/open/", ballot_acts.ballot_open, name="ballot-open", needs=SITS),
    route("ballots/<uuid:pk>/close/", ballot_acts.ballot_close, name="ballot-close", needs=SITS),
    route("ballots/<uuid:pk>/annul/", ballot_acts.ballot_annul, name="ballot-annul", needs=SITS),
]
