"""Workers' work that is quick to do and easy to see through, for tests of the desk. Processes import it by name."""

import os
import time
from pathlib import Path

from wgig_sim.classroom.orders import Order, Result, Unfit


def order(name: str, kind: str = "values", seed: int = 0, block: int = 0) -> Order:
    """An order of the toys below; `name` says what happens."""
    return Order(kind, name, (), seed, block)


def toy(_: None, given: Order) -> Result:
    """Do what the name of an order says, and note that it was done, and when, if there is a place for notes."""
    notes = os.environ.get("TOY_NOTES")
    if notes:
        with Path(notes).open("a", encoding="utf-8") as file:
            file.write(f"{given.scenario} {given.seed + given.block}\n")
    what, _space, argument = given.scenario.partition(" ")
    if what == "sleep":
        time.sleep(float(argument))
    if what == "die":
        os._exit(3)
    if what == "fail":
        raise ValueError("the toy is broken")
    if what == "unfit":
        return Unfit("levers of a toy")
    return given.scenario.encode()
