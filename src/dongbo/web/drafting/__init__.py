"""The desk of drafting: writing a plan with its team."""
