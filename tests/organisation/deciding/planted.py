"""The deciding module with a bug planted in it, under another name."""

from pathlib import Path
from types import ModuleType

from dongbo.organisation.rules import authority


def deciding_with(sound: str, broken: str) -> ModuleType:
    """Return the module that decides with `broken` in the place of `sound`, which must stand there exactly once."""
    path = authority.__file__
    text = Path(path).read_text(encoding="utf-8")
    assert text.count(sound) == 1, f"{sound!r} stands {text.count(sound)} times in {path}: plant the bug anew"
    module = ModuleType("planted_authority")
    exec(compile(text.replace(sound, broken), path, "exec"), module.__dict__)
    return module
