"""The order of Vietnamese lists of persons: by given name, which stands last, then by the names before it."""

from dongbo.engines.vietnamese import clean, collation_key

LONGEST_KEY = 200

_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NUMBER = 1
_END = "00"


def sorting_key(full_name: str) -> str:
    """Return a text by whose plain order the names of persons stand as in a Vietnamese list, 200 signs at most.

    Given names first, then family and middle names; letters before tones (ngang, huyền, hỏi, ngã, sắc, nặng). Only
    digits and small letters occur in it, so that every database and every locale of one sorts it alike.
    """
    words = clean(full_name).split(" ")
    return (_part(words[-1]) + _part(" ".join(words[:-1])))[:LONGEST_KEY]


def _part(text: str) -> str:
    """One sign a letter; after them one tone a word, since words of the same letters are told apart by no more."""
    signs: list[str] = []
    orders = iter(collation_key(text)[0])
    for order in orders:
        signs.append(_SIGNS[min(order, len(_SIGNS) - 1)])
        if order == _NUMBER:
            signs.append(_number(next(orders)))
    tones = (max(collation_key(word)[1], default=0) for word in text.split(" "))
    return "".join(signs) + _END + "".join(map(str, tones))


def _number(value: int) -> str:
    """How many digits it has, then the digits, all as letters: a longer number comes later."""
    digits = str(value)
    return "".join(_SIGNS[10 + place] for place in (min(len(digits), 25), *map(int, digits)))
