"""Forms of this desk."""
