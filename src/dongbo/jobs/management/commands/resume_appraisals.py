"""`./dong-bo manage resume_appraisals`: put back into the queue what a dead process left half-way."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dongbo.planning.operations.appraisals import resume_appraisal
from dongbo.planning.queries.appraisals import abandoned_appraisals


class Command(BaseCommand):
    """Restart every appraisal that gave no sign of life for too long, as the site's own act."""

    help = "Đưa lại vào hàng đợi các lượt đối chiếu bị ngắt giữa chừng."

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the command."""
        at = timezone.now()
        for appraisal in abandoned_appraisals(at=at):
            resume_appraisal(appraisal=appraisal, at=at)
