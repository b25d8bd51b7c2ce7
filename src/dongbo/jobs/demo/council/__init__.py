"""The councils of the demonstration: one that judged a plan until it was issued, and one that is at work."""
