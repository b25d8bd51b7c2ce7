"""`./dong-bo terms FILE… [--against DIRECTIVE…]`: what is not unified in the wording."""

from argparse import Namespace

from dongbo.commandline.files import read_all
from dongbo.engines.terms import TermReview, review_terms


def run(asked: Namespace) -> TermReview:
    """Return the review of the papers asked for, read as one work."""
    papers, directives = read_all(asked.files), read_all(asked.against, called="Văn bản chỉ đạo")
    return review_terms(papers, directives=directives, on=asked.on)
