"""Pages of signing in, of the lock, and of one's account."""
