"""The demonstration: a fictional ministry walks its papers through the thread."""
