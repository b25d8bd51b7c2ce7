"""`./dong-bo redline OLD NEW [--out tracked.docx]`: what became of every provision."""

from argparse import Namespace

from dongbo.commandline.files import TRACKED_ENDINGS, check_out, read, write_out
from dongbo.engines.provisions import Outline, read_outline
from dongbo.engines.redline import Redline, compare


def run(asked: Namespace) -> Redline:
    """Return the changes between two papers; write the Word file with tracked changes where asked."""
    check_out(asked.out, TRACKED_ENDINGS)
    old, new = read(asked.old, called="Bản cũ"), read(asked.new, called="Bản mới")
    before, after = read_outline(old), read_outline(new)
    found = compare(before, after)
    write_out(asked.out, {".docx": lambda: _tracked(before, after, found)})
    return found


def _tracked(old: Outline, new: Outline, found: Redline) -> bytes:
    from dongbo.engines.decree30 import write_tracked_docx

    return write_tracked_docx(old, new, found, author="Đồng Bộ")
