"""The heat map of a draft: one tile a provision, the darker the more opinions, drawn as SVG without script or style."""

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from dongbo.engines.consultation_papers.counting import ProvisionCount
from dongbo.engines.consultation_papers.model import plain
from dongbo.engines.figures import figure

SHADES = (("#ffffff", "#1f1a17"), ("#f8e3df", "#1f1a17"), ("#eeb9b0", "#1f1a17"), ("#b3382c", "#ffffff"),
          ("#7a1512", "#ffffff"))  # fmt: skip
"""Fill and ink; the first is for none at all."""

_TILE = 48
_GAP = 4
_LEGEND_WIDTH, _LEGEND_HEIGHT = 90, 28
_LONGEST_LABEL = 10


def heat_map_svg(
    counts: Sequence[ProvisionCount],
    *,
    name: str = "Số ý kiến theo điều, khoản",
    columns: int = 10,
    address_of: Callable[[ProvisionCount], str] | None = None,
) -> str:
    """Return the heat map of `counts` in their order, `columns` tiles to a line, with a legend beneath.

    Each tile shows its label and its number and says both, with the words of the provision, to a screen reader. Where
    `address_of` is given each tile leads to that address.
    """
    most = max((count.opinions for count in counts), default=0)
    lines = -(-len(counts) // columns)
    width = max(columns * (_TILE + _GAP), _LEGEND_WIDTH) + _GAP
    tiles = lines * (_TILE + _GAP) + _GAP
    drawn = "".join(_tile(count, place, columns, most, address_of) for place, count in enumerate(counts))
    legend, height = _legend(most, tiles, width // _LEGEND_WIDTH)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="heat-map" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="group" aria-label={quoteattr(plain(name))} '
        f'font-family="inherit" text-anchor="middle">{drawn}{legend}</svg>'
    )


def shade(opinions: int, most: int) -> int:
    """Return the step of a count: 0 for none, then four equal steps up to the most."""
    return 0 if not opinions else min(-(-opinions * 4 // most), 4)


def _tile(
    count: ProvisionCount,
    place: int,
    columns: int,
    most: int,
    address_of: Callable[[ProvisionCount], str] | None,
) -> str:
    line, column = divmod(place, columns)
    x, y = column * (_TILE + _GAP) + _GAP, line * (_TILE + _GAP) + _GAP
    fill, ink = SHADES[shade(count.opinions, most)]
    provision, number = count.provision, figure(count.opinions)
    words = f" – {provision.words}" if provision.words else ""
    said = plain(f"{provision.label}{words}: {number} ý kiến")
    tile = (
        f"<title>{escape(said)}</title>"
        f'<rect x="{x}" y="{y}" width="{_TILE}" height="{_TILE}" rx="4" fill="{fill}" stroke="#8a7f78"/>'
        f'<text x="{x + _TILE // 2}" y="{y + 16}" font-size="9" fill="{ink}">{escape(_short(provision.label))}</text>'
        f'<text x="{x + _TILE // 2}" y="{y + 37}" font-size="17" font-weight="600" fill="{ink}">{number}</text>'
    )
    if address_of is None:
        return f'<g role="img" aria-label={quoteattr(said)}>{tile}</g>'
    return f"<a href={quoteattr(address_of(count))} aria-label={quoteattr(said)}>{tile}</a>"


def _legend(most: int, top: int, abreast: int) -> tuple[str, int]:
    """Return the steps that occur, each with the numbers it stands for, and where they end."""
    ranges = {0: (0, 0)}
    for opinions in range(1, most + 1):
        step = shade(opinions, most)
        ranges[step] = (ranges.get(step, (opinions, 0))[0], opinions)
    drawn = []
    for place, (step, (first, last)) in enumerate(ranges.items()):
        line, column = divmod(place, abreast)
        x, y = _GAP + column * _LEGEND_WIDTH, top + line * _LEGEND_HEIGHT + _GAP
        words = figure(first) if first == last else f"{figure(first)}–{figure(last)}"
        drawn.append(
            f'<rect x="{x}" y="{y}" width="18" height="18" rx="3" fill="{SHADES[step][0]}" stroke="#8a7f78"/>'
            f'<text x="{x + 24}" y="{y + 14}" font-size="12" text-anchor="start" fill="currentColor">{words}</text>'
        )
    height = top + -(-len(ranges) // abreast) * _LEGEND_HEIGHT + _GAP
    return f'<g aria-hidden="true">{"".join(drawn)}</g>', height


def _short(label: str) -> str:
    label = plain(label)
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
