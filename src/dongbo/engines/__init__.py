"""Everything that computes: plain Python over text, numbers and bytes, importable without Django."""
