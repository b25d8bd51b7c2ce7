"""Redline: what changed between two versions of a paper, provision by provision and word by word."""

from dongbo.engines.redline.changes import Change, Redline, compare, whole_text
from dongbo.engines.redline.words import Step, word_changes

__all__ = ["Change", "Redline", "Step", "compare", "whole_text", "word_changes"]
