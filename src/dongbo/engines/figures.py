"""Numbers as Vietnamese write them."""


def figure(value: float, *, decimals: int = 2) -> str:
    """Return `value` with a point between thousands and a comma before decimals: 1.234,5; trailing zeros dropped."""
    text = f"{value:,.{decimals}f}"
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
