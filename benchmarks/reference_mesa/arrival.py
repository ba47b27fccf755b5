"""Arrival: the first day. Stakeholders were heard, people know each other a little and picture each other wrongly."""

from typing import TYPE_CHECKING

from benchmarks.reference_mesa.issue import Status
from benchmarks.reference_mesa.numbers import small_world, systematic, total

if TYPE_CHECKING:
    from benchmarks.reference_mesa.model import Deliberation


def prepare(model: "Deliberation") -> None:
    """Before the group exists: constituencies get to know each other, and are heard on the scope."""
    world, preparation = model.forum.world, model.forum.preparation
    if world.neighbours > 0:
        links = small_world(model.draws.world_order, model.draws.world_links, world.rewire)
        for constituency, contacts in zip(model.public, links, strict=True):
            constituency.contacts = [model.public[contact] for contact in contacts]
    if model.public:
        for start, voices, publicity in zip(model.draws.preparation, preparation.voices, preparation.publicity, strict=True):
            for turn in range(voices):
                systematic(model.public, start, turn).be_consulted(publicity)
    voiced = total(issue.voiced for issue in model.issues)
    for issue in model.issues:
        if voiced > 0.0 and issue.voiced * len(model.issues) < model.constants.constituencies.scope * voiced:
            issue.status = Status.DROPPED


def arrive(model: "Deliberation") -> None:
    """The participants meet."""
    model.participants.do("get_acquainted", earlier_acquaintances(model))
    for issue in model.issues:
        camps: dict[int, list[float]] = {}
        for participant in model.participants:
            camps.setdefault(participant.camp, []).append(participant.position[issue])
        means = {camp: total(positions) / len(positions) for camp, positions in camps.items()}
        model.participants.do("first_picture", issue, means)
    model.constituencies.do("find_seat")


def earlier_acquaintances(model: "Deliberation") -> set[frozenset[int]]:
    """Pairs of seats that knew each other before: a small world."""
    arrival, draws = model.forum.arrival, model.draws
    half = arrival.neighbours // 2
    if half == 0 or len(model.participants) <= arrival.neighbours:
        return set()
    links = small_world(draws.rank, draws.acquaintance, arrival.rewire)
    return {frozenset((seat, other)) for seat, known in enumerate(links) for other in known[:half]}
