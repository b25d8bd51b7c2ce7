"""Appraisals and trace links."""
