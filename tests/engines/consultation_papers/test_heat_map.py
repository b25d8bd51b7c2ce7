"""The heat map: a tile for every provision, shaded and numbered, readable without colours."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dongbo.engines.consultation_papers import Provision, ProvisionCount, heat_map_svg
from dongbo.engines.consultation_papers.heat_map import SHADES, shade

SVG = "{http://www.w3.org/2000/svg}"


def counts(*numbers: int) -> list[ProvisionCount]:
    return [
        ProvisionCount(Provision(str(at), f"Điều {at}", "Mục tiêu"), number) for at, number in enumerate(numbers, 1)
    ]


def tiles(drawn: str) -> list[etree._Element]:
    return [element for element in etree.fromstring(drawn) if element.find(f"{SVG}title") is not None]


def test_every_provision_is_a_tile_with_its_number_and_a_title() -> None:
    drawn = tiles(heat_map_svg(counts(0, 1, 4, 1200)))
    assert [tile.findtext(f"{SVG}title") for tile in drawn] == [
        "Điều 1 – Mục tiêu: 0 ý kiến", "Điều 2 – Mục tiêu: 1 ý kiến", "Điều 3 – Mục tiêu: 4 ý kiến",
        "Điều 4 – Mục tiêu: 1.200 ý kiến",
    ]  # fmt: skip
    assert [tile.get("aria-label") for tile in drawn] == [tile.findtext(f"{SVG}title") for tile in drawn]
    assert [[text.text for text in tile.findall(f"{SVG}text")] for tile in drawn] == [
        ["Điều 1", "0"], ["Điều 2", "1"], ["Điều 3", "4"], ["Điều 4", "1.200"],
    ]  # fmt: skip


def test_more_opinions_are_never_lighter() -> None:
    steps = [shade(opinions, 37) for opinions in range(38)]
    assert steps == sorted(steps)
    assert (steps[0], steps[1], steps[37]) == (0, 1, 4)


def test_every_number_can_be_read_on_its_shade() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    contrasts = [sorted((light(fill) + 0.05, light(ink) + 0.05)) for fill, ink in SHADES]
    assert all(lighter / darker >= 4.5 for darker, lighter in contrasts)


def test_the_legend_names_the_numbers_of_each_shade() -> None:
    legend = etree.fromstring(heat_map_svg(counts(0, 3, 8)))[-1]
    assert [text.text for text in legend.findall(f"{SVG}text")] == ["0", "1–2", "3–4", "5–6", "7–8"]


def test_tiles_lead_to_their_provisions_where_addresses_are_given() -> None:
    drawn = tiles(heat_map_svg(counts(1, 2), address_of=lambda count: f"/p?k={count.provision.key}&a=1"))
    assert [tile.get("href") for tile in drawn] == ["/p?k=1&a=1", "/p?k=2&a=1"]


def test_an_empty_draft_has_only_a_legend() -> None:
    assert tiles(heat_map_svg([])) == []


@given(st.text(st.characters(exclude_categories=())), st.text(), st.integers(0, 99), st.integers(1, 20))
def test_no_label_breaks_the_drawing_and_nothing_runs(label: str, words: str, number: int, columns: int) -> None:
    count = ProvisionCount(Provision("k", label, words), number)
    drawn = heat_map_svg([count] * 5, columns=columns)
    root = etree.fromstring(drawn)
    assert len(tiles(drawn)) == 5
    assert {element.tag for element in root.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "g", "a", "title", "rect", "text")
    }
    assert not any(name == "style" or name.startswith("on") for element in root.iter() for name in element.attrib)
    _, _, width, height = map(int, root.get("viewBox", "").split())
    edges = [
        tuple(int(box.get(start, "")) + int(box.get(size, "")) for start, size in (("x", "width"), ("y", "height")))
        for box in root.iter(f"{SVG}rect")
    ]
    assert all(right <= width and bottom <= height for right, bottom in edges)
    assert len(set(edges)) == len(edges)
