"""The views of this desk, by what they are about."""
