"""Forms of drafting."""
