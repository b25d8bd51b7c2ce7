"""`./dong-bo manage demo`: fill an empty database with the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from dongbo.jobs.demo.story import LASTS, tell
from dongbo.organisation.queries import officers


class Command(BaseCommand):
    """Tell the demonstration's story once; a database with officers is left as it is."""

    help = "Nạp dữ liệu trình diễn vào một cơ sở dữ liệu trống."

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the command."""
        if officers().exists():
            return
        self.stdout.write("Đang nạp dữ liệu trình diễn …")
        tell(at=timezone.now() - LASTS, password=settings.DEMO_PASSWORD)
