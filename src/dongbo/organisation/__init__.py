"""Units and officers: who acts, and for which unit."""
