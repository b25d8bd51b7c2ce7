"""Signing in and out, the lock on a machine left alone, and an officer's own account."""
