"""The deciding module with a bug planted in it, under another name."""

import sys
from pathlib import Path
from types import ModuleType

from dongbo.organisation import rules
from dongbo.organisation.rules import authority


def plant(sound: str, broken: str) -> None:
    """Let this process decide with the bug from now on, in every module that has what decides by name."""
    planted = deciding_with(sound, broken)
    for name in rules.__all__:
        deciding = getattr(authority, name, None)
        if deciding is None or name not in planted.__dict__:
            continue
        for module in list(sys.modules.values()):
            if module.__dict__.get(name) is deciding:
                setattr(module, name, getattr(planted, name))


def deciding_with(sound: str, broken: str) -> ModuleType:
    """Return the module that decides with `broken` in the place of `sound`, which must stand there exactly once."""
    path = authority.__file__
    text = Path(path).read_text(encoding="utf-8")
    assert text.count(sound) == 1, f"{sound!r} stands {text.count(sound)} times in {path}: plant the bug anew"
    module = ModuleType("planted_authority")
    exec(compile(text.replace(sound, broken), path, "exec"), module.__dict__)
    return module
