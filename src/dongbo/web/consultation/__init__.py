"""The desk of consultation: the side that asks and the side that is asked."""
