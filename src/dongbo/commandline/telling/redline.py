"""What changed between two versions, for people."""

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from dongbo.commandline.telling.tables import indented
from dongbo.commandline.telling.words import shortened
from dongbo.engines.figures import figure
from dongbo.engines.places import place_name
from dongbo.engines.redline import Change, Redline
from dongbo.engines.redline.changes import Operation

OPERATIONS: dict[Operation, str] = {
    "modified": "sửa",
    "inserted": "thêm",
    "deleted": "bỏ",
    "moved": "chuyển chỗ",
    "renumbered": "đánh số lại",
    "split": "tách",
    "merged": "gộp",
}
AROUND = 80
"""Characters kept of unchanged words on each side of a change."""


def tell(found: Redline) -> Iterator[RenderableType]:
    """Yield a count by kind of change, then each change; words that went are in [-…-], that came in {+…+}."""
    if not found.entries:
        yield "Hai bản giống nhau ở mọi điều khoản."
        return
    counts = Counter(entry.op for entry in found.entries)
    listed = ", ".join(f"{figure(counts[op])} {name}" for op, name in OPERATIONS.items() if counts[op])
    yield f"{figure(len(found.entries))} thay đổi: {listed}."
    for entry in found.entries:
        yield f"\n{_headline(entry)}"
        yield from _words(entry)


def _headline(entry: Change) -> str:
    old, new = places_of(entry.old), places_of(entry.new)
    places = old if old == new else " → ".join(filter(None, (old, new)))
    notes = [
        f"{figure(entry.nodes)} điều khoản" if entry.nodes > 1 else "",
        "chỉ khác cách viết" if entry.spelling_only else "",
    ]
    noted = ", ".join(filter(None, notes))
    return f"{OPERATIONS[entry.op].upper()}: {places}{f' ({noted})' if noted else ''}"


def places_of(paths: str | tuple[str, ...] | None) -> str:
    """Return what a person calls the place of a change, or its places; "" where there is none."""
    return " + ".join(place_name(path) for path in ((paths,) if isinstance(paths, str) else paths or ()))


def _words(entry: Change) -> Iterator[RenderableType]:
    if entry.words:
        yield indented(_changed(entry))
    elif entry.op in ("inserted", "deleted"):
        style = "green" if entry.op == "inserted" else "red"
        yield indented(Text(entry.new_text or entry.old_text, style=style))
    else:
        yield f"    {shortened(entry.new_text)}"


def _changed(entry: Change) -> Text:
    line = Text()
    last = len(entry.words) - 1
    for number, (kind, words) in enumerate(entry.words):
        if kind == "insert":
            line.append(f"{{+{_on_one_line(words)}+}}", style="green")
        elif kind == "delete":
            line.append(f"[-{_on_one_line(words)}-]", style="red")
        else:
            line.append(_around(words, first=number == 0, last=number == last))
    return line


def _on_one_line(words: str) -> str:
    return words.replace("\n", " ⏎ ")


def _around(words: str, *, first: bool, last: bool) -> str:
    """Return unchanged words, their middle left out where it is long; at the ends only the side of the change."""
    before = "" if first else words[: words.rfind(" ", 0, AROUND) + 1]
    after = "" if last else words[words.find(" ", len(words) - AROUND) :]
    if len(words) <= AROUND * (1 if first or last else 2):
        return words
    return f"{before}…{after}"
