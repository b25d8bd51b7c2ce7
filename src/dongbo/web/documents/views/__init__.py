"""Views of the register, each one form in, one operation, one page out."""
