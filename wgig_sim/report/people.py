"""Who took part and under which rules: the paragraphs that open a report."""

from collections import Counter
from collections.abc import Sequence

from wgig_sim.bridge.calendar import rules_in_turn
from wgig_sim.report.chronicle import Chronicle, Day
from wgig_sim.report.names import Names
from wgig_sim.report.wording import count, day, figure, listing, opening, safe, tally, things
from wgig_sim.scenario.people import Weight
from wgig_sim.scenario.procedure import Consensus

_RULES = {
    "unanimity": "a text needed the assent of every {member}, present or not",
    "consensus": "a text was agreed once nobody with a say in the decision objected to it any more",
    "rough-consensus": "a text could be agreed over {few} objections",
    "qualified-majority": "a text was agreed once {share} of those who decided accepted it",
    "concurrent-majorities": "a text needed {share} of all who decided and {chamber} within each group",
    "governments-only": "a text was agreed once no government objected to it any more",
    "silence-procedure": "a text was agreed once nobody broke silence over it",
}


def membership(names: Names) -> str:
    """How many members, from where, and for whom they spoke."""
    seats = names.seats
    groups = names.tally_groups([seat.group for seat in seats])
    one = len({seat.group for seat in seats}) == 1
    sentences = [f"The {names.body} had {things(len(seats), names.member)}{', ' if one else ': '}{groups}."]
    regions = Counter(seat.region for seat in seats)
    poorer = sum(seat.development in ("developing", "least-developed") for seat in seats)
    if len(regions) > 1:
        poor = f"; {_some(poorer, len(seats))} from developing or least developed countries" if poorer else ""
        sentences.append(f"They came from {things(len(regions), 'region')}{poor}.")
    sentences.append(_capacity(names))
    return " ".join(sentences)


def _some(number: int, total: int) -> str:
    """How many of them, in a clause that goes on with where from."""
    if number == total:
        return "all were"
    return f"{count(number)} {'was' if number == 1 else 'were'}"


def _capacity(names: Names) -> str:
    values = [seat.capacity for seat in names.seats]
    personal, instructed = sum(value >= 0.75 for value in values), sum(value <= 0.25 for value in values)
    between = len(values) - personal - instructed
    if personal == len(values):
        return "They served in a personal capacity."
    if instructed == len(values):
        return "They spoke on instructions."
    if between == len(values):
        return "They had instructions, and some freedom to depart from them."
    kinds = [(personal, "in a personal capacity"), (instructed, "on instructions"), (between, "with some freedom")]
    return f"Not all served in the same capacity: {tally(kinds)}."


def leadership(names: Names) -> str:
    """Chair, secretariat and footing."""
    scenario = names.scenario
    chair, secretariat = scenario.chair, scenario.secretariat
    if chair and secretariat:
        help = f"with the help of {_the(secretariat.title, False)}"
        heads = f"{_the(chair.title)} presided and drafted the texts, {help}."
    elif chair:
        heads = f"{_the(chair.title)} presided and drafted the texts. There was no secretariat."
    elif secretariat:
        heads = f"Nobody presided; {_the(secretariat.title, False)} assisted."
    else:
        heads = "There was neither a chair nor a secretariat."
    return f"{heads} {_footing(names)}".strip()


def _the(title: str, start: bool = True) -> str:
    clean = safe(title)
    return clean if clean.lower().startswith("the ") else f"{'The' if start else 'the'} {clean}"


def _footing(names: Names) -> str:
    present = list(dict.fromkeys(seat.group for seat in names.seats))
    if len(present) < 2:
        return ""
    lower = [
        (hearer, speaker, _value(weight))
        for hearer, row in names.scenario.standing.items()
        for speaker, weight in row.items()
        if hearer in present and speaker in present and hearer != speaker and _value(weight) < 1
    ]
    if not lower:
        return "All took part on an equal footing."
    words = [
        f"{names.group_inside(hearer)} gave the word of {names.group_inside(speaker)} a weight of {figure(weight)}"
        for hearer, speaker, weight in lower
    ]
    return f"The footing was not equal: {listing(words)}, where equal footing would be 1.00."


def _value(weight: float | Weight) -> float:
    return weight.value if isinstance(weight, Weight) else weight


def decision_rule(names: Names) -> str:
    """How the group decided, and at which events otherwise."""
    rules = names.scenario.rules
    held = rules_in_turn(names.scenario)
    mostly = rules.consensus if not held or rules.consensus in held.values() else next(iter(held.values()))
    other: dict[str, list[str]] = {}
    for event, rule in held.items():
        if rule != mostly:
            other.setdefault(rule_in_words(names, rule), []).append(names.inside(names.scenario.calendar[event].title))
    package = "; nothing was agreed until everything was agreed" if rules.scope == "package" else ""
    whole = f"{opening(rule_in_words(names, mostly, package))}."
    return " ".join([whole, *(f"At {listing(titles)}, {words}." for words, titles in other.items())])


def rule_in_words(names: Names, consensus: Consensus, package: str = "") -> str:
    """What a rule of decision asks for, as the end of a sentence."""
    words = _RULES[consensus.rule].format(
        member=names.member,
        few="a few" if consensus.objectors is None else f"at most {count(consensus.objectors)}",
        share=_part(consensus.share, "a qualified majority"),
        chamber=_part(consensus.chamber_share, "a majority"),
    )
    return f"{words}{package}{_voices(names, consensus)}"


def _part(share: float | None, otherwise: str) -> str:
    return otherwise if share is None else f"{round(100 * share)}%"


def _voices(names: Names, consensus: Consensus) -> str:
    if consensus.voices is None or set(consensus.voices) >= set(names.scenario.groups):
        return ""
    return f". Only {listing(names.group_inside(group) for group in consensus.voices)} took part in decisions"


def sittings(names: Names, story: Chronicle) -> str:
    """When and how often the group sat, and how much was said."""
    sat = [day for day in story.days() if names.sits(day.event)]
    if not sat:
        return f"The {names.body} had not met."
    events = len({day.event for day in sat})
    first, last = min(entry.date for entry in sat), max(entry.date for entry in sat)
    over = f"on {day(first)}" if first == last else f"between {day(first)} and {day(last)}"
    meetings = f"Its calendar held {things(events, 'event')} {over}, with {things(len(sat), 'day')} of sittings"
    outside = sum(not row.speaker for row in story.statements)
    said = things(len(story.statements), "statement")
    voices = f", {count(outside)} of them by stakeholders from outside" if outside else ""
    return f"{meetings}, {_openness(sat)}. The record counts {said}{voices}."


def _openness(sat: Sequence[Day]) -> str:
    public = sum(day.open for day in sat)
    if len(sat) == 1:
        return "open to the public" if public else "behind closed doors"
    if public in (0, len(sat)):
        return "all of them open to the public" if public else "all of them behind closed doors"
    return f"{count(public)} of them open to the public"
