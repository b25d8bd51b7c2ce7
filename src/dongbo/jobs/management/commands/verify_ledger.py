"""`./dong-bo manage verify_ledger [--checkpoint FILE]`: walk the chain of events."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dongbo.engines.hash_chain import Checkpoint, checkpoint_is_genuine
from dongbo.ledger.queries import last_event, verify_ledger


class Command(BaseCommand):
    """Say that the chain is whole, or name its first break and end with an error."""

    help = "Kiểm tra toàn chuỗi sổ cái; có tệp điểm chốt thì thấy cả phần đuôi bị cắt."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take an earlier checkpoint."""
        parser.add_argument("--checkpoint", type=Path, metavar="FILE")

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the command."""
        checkpoint = _read(options["checkpoint"]) if options["checkpoint"] else None
        broken = verify_ledger(checkpoint=checkpoint)
        if broken is not None:
            raise CommandError(f"Chuỗi đứt ở sự kiện số {broken.sequence}: {broken.tampering}.")
        last = last_event()
        self.stdout.write(f"Chuỗi nguyên vẹn, {last.sequence if last else 0} sự kiện.")


def _read(path: Path) -> Checkpoint:
    try:
        checkpoint = Checkpoint(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise CommandError(f"Không đọc được điểm chốt «{path}»: {error}.") from error
    if not checkpoint_is_genuine(checkpoint):
        raise CommandError(f"Chữ ký của điểm chốt «{path}» không đúng: tệp này đã bị sửa.")
    return checkpoint
