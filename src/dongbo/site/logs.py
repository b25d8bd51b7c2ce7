"""What no log of this server may hold: statements that carry a paper of a secret ballot."""

import logging

PAPERS = "planning_ballotpaper"


class WithoutPapers(logging.Filter):
    """Lets no statement upon the papers of a ballot into a log of statements, however much is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the statement has nothing to do with them."""
        return PAPERS not in str(getattr(record, "sql", None) or record.getMessage())
