"""Watching over rights: the yearly review, alarms on changes, access in an emergency, and acting for another."""
