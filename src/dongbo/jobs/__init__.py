"""The clock and the queue: background tasks and administration commands, all thin."""
