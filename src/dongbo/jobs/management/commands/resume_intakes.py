"""`./dong-bo manage resume_intakes`: put back into the queue the workbooks a dead process left half-way."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dongbo.jobs.intake import resume_intakes


class Command(BaseCommand):
    """Resume every workbook that gave no sign of life for too long, as the site's own act."""

    help = "Đưa lại vào hàng đợi các tệp Excel bị ngắt giữa chừng khi đang đọc hoặc đang nhập."

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the command."""
        resume_intakes(at=timezone.now())
