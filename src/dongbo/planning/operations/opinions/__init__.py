"""Writes of the side that is asked: remarks inside a unit, its answer, its forms and its letters."""
