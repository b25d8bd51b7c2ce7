"""Papers of councils: made from what is known, kept with their data, signed, and numbered once announced."""

from dongbo.planning.operations.council_papers.making import make_paper
from dongbo.planning.operations.council_papers.signing import sign_paper, take_back_signature

__all__ = ["make_paper", "sign_paper", "take_back_signature"]
