"""Views of this desk."""
