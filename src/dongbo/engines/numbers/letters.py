"""The Latin letters of Vietnamese in two cases, for patterns that must tell a capital from a small letter.

A range such as "à-ỹ" cannot: in Unicode the two cases alternate in it.
"""

import unicodedata

_LATIN = [chr(code) for code in range(0x41, 0x1EFA) if unicodedata.name(chr(code), "").startswith("LATIN")]
UPPER = "".join(sign for sign in _LATIN if sign.isupper())
LOWER = "".join(sign for sign in _LATIN if sign.islower())
