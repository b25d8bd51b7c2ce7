"""A million worlds against the oracle, once: `python -m tests.engines.authority.million [count] [seed]`.

Writes how many worlds and questions were compared, in what time, and every difference; fails where there is one.
"""

import random
import sys
import time

from tests.engines.authority.compiling import ACCESSES, PRODUCT, differences, memory
from tests.engines.authority.oracle import CAPACITIES
from tests.engines.authority.worlds import BITS, LENGTH, world_of


def main(count: int = 1_000_000, seed: int = 20_261_121) -> int:
    """Compare `count` worlds made from `seed`; return 1 where the engine differs from the oracle anywhere."""
    chance, database, began = random.Random(seed), memory(), time.process_time()
    questions = wrong = 0
    for _ in range(count):
        world = world_of(chance.randbytes(LENGTH))
        questions += len(CAPACITIES) * len(BITS) * len(world.moments) * len(world.units) * len(ACCESSES)
        difference = differences(world, PRODUCT, database)
        if difference:
            wrong += 1
            sys.stdout.write(f"{difference}\n")
    seconds = time.process_time() - began
    counted = f"{count:,} worlds from seed {seed}, {questions:,} questions, {wrong} differences"
    sys.stdout.write(f"{counted}, {seconds:,.0f} s of one core\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
