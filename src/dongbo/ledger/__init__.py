"""The append-only record of who did what, when and by whose authority; also the outbox."""
