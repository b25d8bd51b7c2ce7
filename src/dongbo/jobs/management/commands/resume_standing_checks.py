"""`./dong-bo manage resume_standing_checks`: try once more the standing checks that failed too often to go on alone."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dongbo.jobs.standing_check import resume_checks


class Command(BaseCommand):
    """Put every standing check back into the queue that is due or was given up, and say how many there were."""

    help = "Đưa lại vào hàng đợi các lượt rà soát theo văn bản chỉ đạo không thành hoặc bị ngắt giữa chừng."

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the command."""
        count = resume_checks(at=timezone.now(), given_up=True)
        if count:
            self.stdout.write(f"Lượt rà soát theo văn bản chỉ đạo được thử lại: {count}")
