"""Reads: the report to a council on what became of the revisions it ordered, as a part of its next dossier."""

from dongbo.documents.models import Version
from dongbo.engines.consultation_papers import Head
from dongbo.engines.council_papers import revision_report
from dongbo.engines.dossier_papers import PartData, official_data
from dongbo.planning.models import Council
from dongbo.planning.queries.revision_report import revision_report_data
from dongbo.planning.queries.revisions import to_check


def has_revisions(council: Council, version: Version) -> bool:
    """Return whether the council ordered revisions on a version before `version`."""
    return to_check(council, version).exists()


def revisions_data(council: Council, version: Version, head: Head) -> PartData:
    """Return the report as data: each revision with what is claimed, what `version` shows, and who signed."""
    return official_data(revision_report(revision_report_data(council, version, head=head)))
