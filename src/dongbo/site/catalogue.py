"""The catalogues of translations: what the source says, what is translated, and the compiled files.

`python -m dongbo.site.catalogue` brings the English catalogue up to date with the source and compiles every catalogue;
it needs Babel (a development dependency), not the gettext programs. What it wrote is committed.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "locale"
LANGUAGES = ("en", "vi")
"""Languages with a catalogue of ours: English translates our sentences, Vietnamese those that Django lacks."""

Words = tuple[int, ...] | tuple[tuple[int, str] | int, ...] | None
KEYWORDS: dict[str, Words] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
"""The functions whose arguments are sentences to translate: which of them, and which one is the context."""


def source() -> Catalog:
    """Return every translatable sentence of our Python files and templates, untranslated."""
    catalogue = Catalog()
    for path in (*sorted(PACKAGE.rglob("*.py")), *sorted(PACKAGE.rglob("*.html"))):
        place = path.relative_to(PACKAGE.parent).as_posix()
        for line, sentence, _comments, context in extract("python", BytesIO(_python(path)), KEYWORDS):
            catalogue.add(sentence, locations=[(place, line)], context=context)
    return catalogue


def _python(path: Path) -> bytes:
    """Return a file as Python's tokens can be read from it; in a template Django leaves only the calls."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    return text.encode()


def po_path(language: str) -> Path:
    """Return where the catalogue of `language` is written."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def translated(language: str) -> Catalog:
    """Return the catalogue of `language` as written."""
    with po_path(language).open("rb") as written:
        return read_po(written, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """Return `catalogue` as the server reads it."""
    held = BytesIO()
    write_mo(held, catalogue)
    return held.getvalue()


def renew_english() -> Catalog:
    """This will give the English catalogue the sentences of the source: new ones untranslated, stale ones gone."""
    catalogue = translated("en")
    begun = catalogue.creation_date
    catalogue.update(source(), no_fuzzy_matching=True)
    catalogue.creation_date = begun
    catalogue.obsolete.clear()
    with po_path("en").open("wb") as written:
        write_po(written, catalogue, width=0, include_lineno=False, sort_by_file=True)
    return catalogue


def msgid(message: Message) -> str:
    """Return the sentence of `message`; the singular where it counts something."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def untranslated(catalogue: Catalog) -> Iterator[str]:
    """Yield each sentence of `catalogue` without a translation, or without one of its plural forms."""
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(forms):
            yield msgid(message)


def main() -> int:
    """This will renew and compile the catalogues. Returns 1, and names them, while sentences are untranslated."""
    renew_english()
    missing = []
    for language in LANGUAGES:
        catalogue = translated(language)
        missing += [f"{language}: {sentence}" for sentence in untranslated(catalogue)]
        po_path(language).with_suffix(".mo").write_bytes(compiled(catalogue))
    sys.stdout.writelines(f"{line}\n" for line in missing)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
