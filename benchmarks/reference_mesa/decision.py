"""Decision: one text on an issue is tabled, revised, objected to, and agreed or not."""

from typing import TYPE_CHECKING

import mesa

from benchmarks.reference_mesa.issue import Fate, Issue, Objection, Status
from benchmarks.reference_mesa.numbers import clip, sign
from benchmarks.reference_mesa.participant import Participant
from wgig_sim.core.consensus import ROUNDING

if TYPE_CHECKING:
    from benchmarks.reference_mesa.model import Deliberation, Statements


def draft_and_decide(model: "Deliberation", issue: Issue, present: mesa.agent.AgentSet, statements: "Statements") -> None:
    """Table or revise the text, raise objections, apply the rule."""
    event = model.calendar.event[model.now]
    drafts, elapsed = model.calendar.drafts[event], model.calendar.elapsed[model.now]
    is_first = issue.status is Status.OPEN
    if is_first and drafts and is_ready(model, issue):
        table_a_text(model, issue, statements)
    if issue.status is not Status.TABLED:
        return
    present.do("set_limit", issue, elapsed)
    if drafts and not is_first:
        present.do("judge", issue)
        revise(model, issue, present)
    if model.calendar.decides[event]:
        present.do("judge", issue)
        decide(model, issue, present)


def is_ready(model: "Deliberation", issue: Issue) -> bool:
    """Whether the group understands itself well enough on an issue for a first text."""
    return bool(model.forum.procedure.text_first or common_understanding(model, issue) >= model.constants.readiness.understanding)


def common_understanding(model: "Deliberation", issue: Issue) -> float:
    """Mean over holders and subjects of how well the position of another is understood, in [0, 1]."""
    positions = {participant: participant.position[issue] for participant in model.participants}
    everybody = 0.0
    for holder in positions:
        pictures = holder.pictures[issue]
        understood = 0.0
        for subject, position in positions.items():
            understood += max(0.0, 1.0 - abs(pictures[subject] - position))
        everybody += understood - max(0.0, 1.0 - abs(pictures[holder] - positions[holder]))
    return everybody / (len(positions) * (len(positions) - 1))


def table_a_text(model: "Deliberation", issue: Issue, statements: "Statements") -> None:
    """The first text: what the chair has heard so far, leant by a bias."""
    procedure = model.forum.procedure
    if issue.heard_count > 0:
        heard = issue.heard_sum / issue.heard_count
        issue.text = heard + procedure.chair_bias * (procedure.chair_position[issue.number] - heard)
    elif statements:
        issue.text = statements[0][1]
    issue.status = Status.TABLED


def revise(model: "Deliberation", issue: Issue, present: mesa.agent.AgentSet) -> None:
    """The chair moves the text towards the objectors and makes it vaguer, if there are any."""
    procedure, own = model.forum.procedure, model.constants.drafting
    objectors = present.select(lambda one: one.objects)
    if own.skill == 0.0 or not objectors:
        return
    shift = 0.0
    for one in objectors:
        shift += one.beyond * sign(one.position[issue] - issue.text)
    skill = own.skill * procedure.chair_skill
    there = issue.text + skill * (shift / len(objectors))
    bias = skill * procedure.chair_bias * (procedure.chair_position[issue.number] - there)
    issue.text = clip(there + bias, -1.0, 1.0)
    issue.vagueness = max(issue.vagueness, min(own.vagueness_cap, issue.vagueness + own.vagueness))


def decide(model: "Deliberation", issue: Issue, present: mesa.agent.AgentSet) -> None:
    """Objections enter the ledger; the item is agreed, or those that stand cost trust."""
    issue.objectors = len(present.select(lambda one: one.objects))
    enter_objections(model, issue, present)
    if is_agreed(model, issue, present):
        issue.status = Status.AGREED
        issue.agreed_at = model.calendar.elapsed[model.now]
        for one in model.participants:
            if objection := one.objections.pop(issue, None):
                objection.fate = Fate.ADDRESSED if one in present and one.decides and not one.objects else Fate.OVERRULED
    else:
        pay_for_objections(issue, present, 1.0 - model.constants.objection.friction)


def enter_objections(model: "Deliberation", issue: Issue, present: mesa.agent.AgentSet) -> None:
    """New objections enter the ledger; those whose owner withdraws were accommodated or addressed."""
    blur = model.constants.acceptance.ambiguity * issue.vagueness
    for one in present:
        distance = abs(issue.text - one.position[issue])
        if one.objects and issue not in one.objections:
            one.objections[issue] = Objection(one, one.limit, distance > one.red_line[issue] + blur)
            model.ledger.append(one.objections[issue])
        elif one.decides and not one.objects and issue in one.objections:
            objection = one.objections.pop(issue)
            within = distance <= objection.limit + blur + ROUNDING
            objection.fate = Fate.ACCOMMODATED if within else Fate.ADDRESSED


def is_agreed(model: "Deliberation", issue: Issue, present: mesa.agent.AgentSet) -> bool:
    """Whether the rule of consensus is met."""
    procedure, event = model.forum.procedure, model.event
    entitled = model.participants if procedure.everyone[event] else present
    groups = range(len(procedure.decides[event]))
    voting, yes = dict.fromkeys(groups, 0), dict.fromkeys(groups, 0)
    for one in entitled:
        if one.decides:
            voting[one.group] += 1
            yes[one.group] += one in present and one.beyond <= ROUNDING
    chambers = all(yes[group] >= procedure.chamber_share[event] * voting[group] - ROUNDING for group in voting)
    all_voting, all_yes = sum(voting.values()), sum(yes.values())
    enough = all_yes >= procedure.share[event] * all_voting - ROUNDING
    return bool(chambers and all_voting > 0 and enough and issue.objectors <= procedure.objectors[event])


def pay_for_objections(issue: Issue, present: mesa.agent.AgentSet, kept: float) -> None:
    """Trust suffers between each objector and everybody present on the other side of the text."""
    sides: dict[Participant, int] = {one: sign(one.position[issue] - issue.text) for one in present}
    for one, side in sides.items():
        if one.objects:
            for other, other_side in sides.items():
                if side * other_side < 0:
                    one.trust[other] *= kept
                    other.trust[one] *= kept
