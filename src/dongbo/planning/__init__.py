"""Appraisals of a plan against its directives, and the trace links between their provisions."""
