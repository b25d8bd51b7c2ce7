"""`./dong-bo metadata FILE`: the fields of a paper and their contradictions."""

from argparse import Namespace

from dongbo.commandline.files import read
from dongbo.engines.metadata import Metadata, read_metadata


def run(asked: Namespace) -> Metadata:
    """Return the metadata of the paper asked for."""
    return read_metadata(read(asked.file))
