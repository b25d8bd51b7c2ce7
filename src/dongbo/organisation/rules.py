"""Who may found units and enrol officers."""

from dongbo.organisation.models import Officer


def may_administer(officer: Officer | None) -> bool:
    """Return whether `officer` may found units and enrol officers; None is the site itself being set up."""
    return officer is None or officer.is_administrator
