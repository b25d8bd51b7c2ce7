"""Addresses of councils and of everything that hangs on one, each with those it is for."""

from dongbo.web.councils.ballot_urls import ballot_patterns
from dongbo.web.councils.dossier_urls import dossier_patterns
from dongbo.web.councils.issuance_urls import issuance_patterns
from dongbo.web.councils.meeting_urls import meeting_patterns
from dongbo.web.councils.review_urls import review_patterns
from dongbo.web.councils.revision_urls import revision_patterns

urlpatterns = [
    *dossier_patterns,
    *review_patterns,
    *meeting_patterns,
    *ballot_patterns,
    *revision_patterns,
    *issuance_patterns,
]
