"""Which head is asked about which grant."""

from collections.abc import Collection, Iterable, Mapping, Sequence


def share_out(
    grants: Iterable[tuple[int, int, int]],
    *,
    lineages: Mapping[int, Sequence[int]],
    heads: Mapping[int, Collection[int]],
) -> dict[int, int]:
    """Return by grant the unit that is asked about it; a grant with no asked unit above it is left out.

    `grants` are triples of grant, holder and unit; `lineages` gives a unit's line from the root down to itself;
    `heads` gives the officers who head each asked unit. A grant is asked of the nearest asked unit going up that
    its holder does not head himself; where he heads them all, of the nearest one, so that another there decides.
    """
    lines: dict[int, list[int]] = {}
    asked: dict[int, int] = {}
    for grant, holder, unit in grants:
        if unit not in lines:
            lines[unit] = [above for above in reversed(lineages[unit]) if above in heads]
        line = lines[unit]
        if line:
            asked[grant] = next((above for above in line if holder not in heads[above]), line[0])
    return asked
