"""Views of units, reorganisations, officers, posts and intakes."""
