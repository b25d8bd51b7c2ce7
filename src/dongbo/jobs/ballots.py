"""After a ballot: the database forgets the states its box once had."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from dongbo.planning.operations.ballots import wipe_traces

AGAIN_AFTER = timedelta(seconds=30)
ATTEMPTS = 120
"""How often it is tried while somebody's transaction still reads what is gone: an hour long."""


class TracesRemain(Exception):
    """A transaction that never ends keeps former rows of a box in the database; whoever runs it is to end it."""


@task()
def forget_former_boxes(attempt: int = 1) -> None:
    """This will wipe what is left of former states of boxes, later once more where somebody still reads them."""
    if wipe_traces():
        return
    if attempt >= ATTEMPTS:
        raise TracesRemain
    forget_former_boxes.using(run_after=timezone.now() + AGAIN_AFTER).enqueue(attempt + 1)
