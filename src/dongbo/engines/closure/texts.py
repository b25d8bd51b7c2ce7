"""The two versions as trees, and which provision was changed by what."""

from collections.abc import Iterator, Sequence

from dongbo.engines.closure.history import Entry, History, Provision


class Side:
    """One version: its provisions by key, what stands beneath each, and their order."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.by_key = {provision.key: provision for provision in provisions}
        self.place = {provision.key: at for at, provision in enumerate(provisions)}
        self.children: dict[str, list[str]] = {}
        for provision in provisions:
            if provision.parent is not None:
                self.children.setdefault(provision.parent, []).append(provision.key)

    def __contains__(self, key: str) -> bool:
        return key in self.by_key

    def walk(self, key: str) -> Iterator[str]:
        """Yield the keys of a provision and of all beneath it, in reading order; nothing where it is not in here."""
        if key in self.by_key:
            yield key
            for child in self.children.get(key, ()):
                yield from self.walk(child)

    def words(self, key: str) -> str:
        """Return the own words of a provision."""
        return self.by_key[key].words

    def all_words(self, key: str) -> list[str]:
        """Return the words of a provision and of all beneath it."""
        return [self.words(one) for one in self.walk(key)]

    def is_under(self, key: str, keys: frozenset[str]) -> bool:
        """Whether the provision right above is one of `keys`."""
        return key in self.by_key and self.by_key[key].parent in keys


class Texts:
    """Both versions, and the facts that are changes: not mere numbers, nor an echo of what happened beneath."""

    def __init__(self, history: History) -> None:
        self.before, self.after = Side(history.before), Side(history.after)
        self.facts = [entry for entry in history.entries if entry.op != "renumbered" and not self._is_echo(entry)]
        self._touched = {key for entry in self.facts for key in (*entry.old, *entry.new)}
        self._heirs: dict[str, list[str]] = {}
        for entry in self.facts:
            if entry.op in ("split", "merged"):
                for key in entry.old:
                    self._heirs.setdefault(key, []).extend(one for one in entry.new if one != key)

    def _is_echo(self, entry: Entry) -> bool:
        """Whether a provision called modified has the same words of its own as before."""
        if entry.op != "modified":
            return False
        pairs = [(old, new) for old in entry.old for new in entry.new if old in self.before and new in self.after]
        return bool(pairs) and all(self.before.words(old) == self.after.words(new) for old, new in pairs)

    def heirs(self, key: str) -> list[str]:
        """Return the provisions into which the words of a split or merged one passed, itself left out."""
        return [one for one in dict.fromkeys(self._heirs.get(key, ())) if one in self.after]

    def is_known(self, key: str) -> bool:
        """Whether either version has the provision."""
        return key in self.before or key in self.after

    def has_changed(self, key: str) -> bool:
        """Whether anything became other at or beneath a provision: words, what stands there, or where it stands."""
        if key not in self.before or key not in self.after:
            return self.is_known(key)
        if key in self._touched:
            return True
        old, new = self.before.by_key[key].fingerprint, self.after.by_key[key].fingerprint
        return not (old and old == new) and self.before.all_words(key) != self.after.all_words(key)

    def beneath(self, key: str) -> set[str]:
        """Return a provision with all that stood or stands beneath it or its heirs."""
        found = {key, *self.before.walk(key), *self.after.walk(key)}
        for heir in self.heirs(key):
            found.update(self.after.walk(heir))
        return found
