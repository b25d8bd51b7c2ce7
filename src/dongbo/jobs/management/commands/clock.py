"""`./dong-bo manage clock`: do what is due, once or again and again."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dongbo.jobs.clock import tick


class Command(BaseCommand):
    """Tick once, for cron and at start; or every so many seconds until the process is told to end."""

    help = (
        "Thực hiện những việc đến hạn: cây đơn vị theo ngày; quyền khẩn cấp, đợt rà soát, vòng lấy ý kiến hết hạn; "
        "nhắc góp ý."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how often."""
        parser.add_argument("--every", type=float, default=None, metavar="SECONDS", help="lặp lại sau số giây này")

    def handle(self, *arguments: Any, every: float | None = None, **options: Any) -> None:
        """Run the command."""
        while True:
            self._tick_once()
            if every is None:
                return
            try:
                time.sleep(every)
            except KeyboardInterrupt:
                return

    def _tick_once(self) -> None:
        done = tick(at=timezone.now())
        if not done.is_idle:
            self.stdout.write(
                f"Đơn vị đổi: {done.units}; quyền khẩn cấp kết thúc: {done.emergencies}; "
                f"đợt rà soát khóa: {done.reviews}; vòng lấy ý kiến hết hạn: {done.rounds}; "
                f"lần nhắc góp ý: {done.reminders}"
            )
