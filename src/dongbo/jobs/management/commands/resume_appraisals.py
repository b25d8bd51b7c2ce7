"""`./dong-bo manage resume_appraisals`: put back into the queue what a dead process left half-way."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dongbo.planning.operations import restart_appraisal
from dongbo.planning.queries import abandoned_appraisals


class Command(BaseCommand):
    """Restart every appraisal that gave no sign of life for too long, in the name of who asked for it."""

    help = "Đưa lại vào hàng đợi các lượt đối chiếu bị ngắt giữa chừng."

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the command."""
        at = timezone.now()
        for appraisal in abandoned_appraisals(at=at).select_related("requested_by"):
            restart_appraisal(appraisal=appraisal, by=appraisal.requested_by, at=at)
