"""`./dong-bo manage resume_papers`: put back into the queue the papers of rounds that a dead process left half-way."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dongbo.planning.operations.papers import resume_paper
from dongbo.planning.queries.papers import abandoned_papers


class Command(BaseCommand):
    """Restart every paper that gave no sign of life for too long, as the site's own act."""

    help = "Đưa lại vào hàng đợi các giấy tờ của vòng lấy ý kiến bị ngắt giữa chừng."

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the command."""
        at = timezone.now()
        for paper in abandoned_papers(at=at):
            resume_paper(paper=paper, at=at)
