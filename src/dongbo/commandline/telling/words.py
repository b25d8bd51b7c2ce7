"""Small pieces of wording that several commands share."""

from dongbo.engines.places import place_name


def shortened(words: str, longest: int = 140) -> str:
    """Return `words` on one line, cut between words where they are longer than `longest` characters."""
    flat = " ".join(words.split())
    if len(flat) <= longest:
        return flat
    return f"{flat[: flat.rfind(' ', 0, longest)]} …"


def written_date(iso: str) -> str:
    """Return an ISO date of any precision as Decree 30/2020 writes it: "05/9/2025", "02/2025", "2030".

    A zero stands before days below 10 and before the months 1 and 2 only.
    """
    year, *rest = iso.split("-")
    month = [rest[0] if rest[0] in ("01", "02") else rest[0].lstrip("0")] if rest else []
    return "/".join([*rest[1:], *month, year])


def place_of(path: str, line: int | None) -> str:
    """Return what a person calls the place: the provision's name, else the line."""
    return place_name(path) or (f"dòng {line}" if line else "")
