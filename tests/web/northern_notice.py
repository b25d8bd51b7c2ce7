"""What the owner of the plan of the north is told of the directive it answers, as the standing check leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dongbo.planning.models import DirectiveNotice
from dongbo.planning.states import NoticeCause

if TYPE_CHECKING:
    from datetime import datetime

    from tests.web.branches import Branches


def northern_notice(branches: Branches, *, at: datetime) -> DirectiveNotice:
    """Tell the north that the restricted directive has changed, with the link of its plan."""
    notice = DirectiveNotice.objects.create(
        plan=branches.plan.document, version=branches.closed, cause=NoticeCause.CHANGED, found_at=at
    )
    notice.links.add(branches.link)
    return notice
