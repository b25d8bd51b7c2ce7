"""What verdicts stand on: both versions read once, whatever the number of required revisions."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dongbo.engines.closure import History
from dongbo.engines.closure.texts import Side
from dongbo.engines.revisions.required import Aligned, Change
from dongbo.engines.revisions.said import Both
from dongbo.engines.revisions.substance import Substance
from dongbo.engines.revisions.unifying import Wordings
from dongbo.engines.revisions.units import Unit

_NOTHING: Mapping[str, Aligned] = MappingProxyType({})


class Ground:
    """The version judged and the next one, and what of a directive was and is amiss, by key of a required revision."""

    def __init__(self, history: History, aligned: Mapping[str, Aligned] = _NOTHING) -> None:
        self.both = Both(history)
        self.texts = self.both.texts
        self.substance = Substance(self.both)
        self.wordings = Wordings(self.texts.before), Wordings(self.texts.after)
        self.aligned = aligned
        self._divided = {
            key: entry.op for entry in self.texts.facts if entry.op in ("split", "merged") for key in entry.new
        }
        self._units: dict[str, Unit] = {}
        self._keys = {provision.path: provision.key for provision in history.after}

    def unit(self, name: str) -> Unit | None:
        """Return the unit of that name, None where no name is given."""
        if not name.strip():
            return None
        if name not in self._units:
            self._units[name] = Unit(name, self.both)
        return self._units[name]

    def key_of(self, path: str | None) -> str | None:
        """Return the key of the provision at a path of the version after."""
        return self._keys.get(path) if path is not None else None

    def label(self, key: str) -> str:
        """Return what a person calls a provision, as a sentence begins."""
        side = self.texts.after if key in self.texts.after else self.texts.before
        label = side.by_key[key].label if key in side else ""
        return f"{label[:1].upper()}{label[1:]}" or "Điều khoản này"

    def changes(self, keys: Iterable[str]) -> tuple[Change, ...]:
        """Return what happened to provisions; what came or went with all above it is told by the one above."""
        wanted = dict.fromkeys(keys)
        told: list[Change] = []
        for key in wanted:
            operation, side = self._operation(key)
            above = side.by_key[key].parent if key in side else None
            if operation == "modified" or above not in wanted or self._operation(above)[0] != operation:
                told.append(Change(key, operation, self.label(key)))
        return tuple(told)

    def has_turned(self, key: str) -> bool:
        """Return whether anything at or beneath a provision came or went in substance."""
        turned = self.substance.turned([key])
        return bool(turned.come or turned.gone)

    def has_turned_above(self, key: str) -> bool:
        """Return whether a provision, what stands beneath it, or a heading above it changed in substance."""
        if self.has_turned(key):
            return True
        side = self.texts.after
        above = side.by_key[key].parent if key in side else None
        while above is not None:
            if self._own(above, now=False) != self._own(above, now=True):
                return True
            above = side.by_key[above].parent
        return False

    def _own(self, key: str, *, now: bool) -> str:
        sentences = self.both.after if now else self.both.before
        return "".join(one.code for one in sentences.of([key]))

    def _operation(self, key: str) -> tuple[str, Side]:
        if key not in self.texts.after:
            return "deleted", self.texts.before
        fresh = "modified" if key in self.texts.before else "inserted"
        return self._divided.get(key, fresh), self.texts.after
