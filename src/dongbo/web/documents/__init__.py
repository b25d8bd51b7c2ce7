"""The register, the reader, the review, the redline and the search."""
