"""The minutes, day by day. What was said in the open is attributed; what was said behind closed doors is not."""

import datetime
from collections import Counter
from collections.abc import Sequence

from wgig_sim.engines.record import Record
from wgig_sim.report.chronicle import Chronicle, Day, Statement
from wgig_sim.report.names import Names
from wgig_sim.report.people import rule_in_words
from wgig_sim.report.proceedings import Levels, texts, voices
from wgig_sim.report.reception import reception
from wgig_sim.report.stance import stretch
from wgig_sim.report.wording import count, day, listing, opening, safe, span, tally, things, times
from wgig_sim.scenario.procedure import rule_of

Entry = dict[str, object]

_KINDS = {
    "consultation": "Consultation",
    "meeting": "Meeting",
    "drafting": "Drafting session",
    "plenary": "Plenary",
    "conference": "Conference",
    "comments": "Written comments",
    "report": "Report",
}


_ASIDES = " Statements in the corridors are counted, and nothing of them is recorded."
_TURNS = {
    "consultation": "The floor was open on",
    "meeting": "The {body} took up",
    "drafting": "The {body} worked on",
    "plenary": "The plenary heard views on",
    "conference": "Speakers addressed",
}


def minutes(record: Record, names: Names, story: Chronicle) -> Entry:
    """What the template of the minutes needs."""
    days = story.days()
    speeches = _by_step(story.statements)
    asides = Counter(row.event for row in story.corridor)
    levels = Levels(record)
    events: list[Entry] = []
    for id in dict.fromkeys(row.event for row in days):
        here = [row for row in days if row.event == id]
        entries = []
        for before, today in zip([None, *here], here, strict=False):
            said = [speech for row in today.rounds for speech in speeches.get(row.step, [])]
            evening = levels.evening(today, here) if names.sits(id) else ""
            entries.append(_day(names, story, today, before, said) | {"evening": evening})
        events.append({"title": names.event(id), "about": _about(names, id, here, asides[id]), "days": entries})
    return {
        "attribution": _attribution(names, days) + (_ASIDES if story.corridor else ""),
        "preparation": _preparation(record, names, {row.event for row in days}),
        "events": events,
        "reception": reception(record, names),
    }


def _by_step(statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    found: dict[int, list[Statement]] = {}
    for row in statements:
        found.setdefault(row.step, []).append(row)
    return found


def _attribution(names: Names, days: Sequence[Day]) -> str:
    sat = [row for row in days if names.sits(row.event)]
    public = sum(row.open for row in sat)
    if not sat:
        return "There were no sittings to take minutes of."
    if public == len(sat):
        return "All sittings were open, and statements are attributed to those who made them."
    if not public:
        return "All sittings were closed: these minutes say what was talked about, and not who said it."
    return (
        "Statements made in open sittings are attributed to those who made them. "
        "Of closed sittings the minutes say what was talked about, and not who said it."
    )


def _preparation(record: Record, names: Names, held: set[str]) -> str:
    """Consultations before the group existed, which are not part of its own calendar of rounds."""
    events = [(id, event) for id, event in names.scenario.calendar.items() if event.before_group and id not in held]
    if not events:
        return ""
    lasted = [datetime.timedelta(days=max(0, len(event.days) - 1)) for _, event in events]
    ends = [event.end or event.start + days for (_, event), days in zip(events, lasted, strict=True)]
    parts = [f"{names.event(id)} ({span(event.start, end)})" for (id, event), end in zip(events, ends, strict=True)]
    inputs = record.selection.get("inputs")
    heard = (
        f" {opening(things(round(inputs), 'input'))} from stakeholders {'was' if round(inputs) == 1 else 'were'} heard."
        if inputs
        else ""
    )
    prepared = f"its scope and composition were prepared at {things(len(events), 'event')}: {listing(parts)}"
    return f"Before the {names.body} existed, {prepared}.{heard}"


def _about(names: Names, id: str, days: Sequence[Day], asides: int) -> str:
    """Dates, place, kind and circumstances of an event."""
    event = names.scenario.calendar[id]
    place = f"{safe(event.place)}, " if event.place else ""
    dates = f"{place}{span(days[0].date, days[-1].date)}"
    kind = "" if _KINDS[event.kind].lower() in event.title.lower() else f"{_KINDS[event.kind]}. "
    sentences = [f"{kind}{dates}."]
    if len(days) > 1:
        sentences.append(f"{opening(things(len(days), 'day'))}, {_doors(days)}.")
    if event.papers and names.scenario.secretariat:
        sentences.append("Fact papers had been distributed beforehand.")
    if event.consensus:
        sentences.append(f"Here {rule_in_words(names, rule_of(event, names.scenario.rules))}.")
    if event.attend:
        sentences.append(f"Only {names.member}s from {listing(map(safe, event.attend))} attended.")
    if asides:
        sentences.append(opening(f"{things(asides, 'statement')} in the corridors."))
    return " ".join(sentences)


def _doors(days: Sequence[Day]) -> str:
    public = sum(row.open for row in days)
    if public == len(days):
        return "all open"
    return f"{count(public)} of them open" if public else "all closed"


def _day(names: Names, story: Chronicle, today: Day, before: Day | None, said: Sequence[Statement]) -> Entry:
    if not names.sits(today.event):
        return {"heading": "", "talk": _unheld(names, today, len(said)), "voices": [], "texts": texts(names, story, today)}
    heading = f"{day(today.date, weekday=True)}: {_format(names, today)}"
    return {
        "heading": heading,
        "talk": _talk(names, today, before, said),
        "voices": voices(names, said) if today.open else [],
        "texts": texts(names, story, today),
    }


def _format(names: Names, today: Day) -> str:
    """Whether the day was open, and what kind of day it was: "closed, drafting session"."""
    state = "open" if today.open else "closed"
    formats = names.scenario.calendar[today.event].days
    title = names.scenario.formats[formats[today.number - 1]].title if today.number <= len(formats) else None
    if not title:
        return state
    words = names.inside(title)
    return words if words.lower().startswith(f"{state} ") else f"{state}, {words}"


def _unheld(names: Names, today: Day, comments: int) -> str:
    """An event without sittings."""
    event = names.scenario.calendar[today.event]
    if event.document == "report":
        return "The Report was released."
    if event.document == "preliminary-report":
        return "The preliminary report was released."
    if comments:
        return f"{opening(things(comments, 'comment'))} came in."
    return "There was no sitting."


def _talk(names: Names, today: Day, before: Day | None, said: Sequence[Statement]) -> str:
    """What was talked about, and how much each group spoke."""
    rounds = Counter(row.issue for row in today.rounds if row.issue)
    if not rounds:
        made = f"{opening(things(len(said), 'statement'))} {'was' if len(said) == 1 else 'were'} made"
        return f"{made}; no issue was taken up." if said else "No issue was taken up."
    issues = [id for id in names.scenario.issues if id in rounds]
    same = before is not None and before.event == today.event and {row.issue for row in before.rounds} == set(issues)
    took = _same(names, issues) if same else _issues(names, today, issues, rounds)
    return f"{took} {_shares(names, said)}{'' if today.open else _reach(names, said)}"


def _same(names: Names, issues: Sequence[str]) -> str:
    if len(issues) == 1:
        return opening(f"{names.issue_inside(issues[0])} remained the only issue.")
    return f"The agenda held the same {count(len(issues))} issues as the day before."


def _issues(names: Names, today: Day, issues: Sequence[str], rounds: Counter[str]) -> str:
    """The issues of a day, and the one that came up most often."""
    turn = _TURNS[names.scenario.calendar[today.event].kind].format(body=names.body)
    if len(issues) == 1:
        whole = "the whole day" if len(today.rounds) > 1 else "the sitting"
        return opening(f"{whole} was given to {names.issue_inside(issues[0])}.")
    missing = [id for id in names.scenario.issues if id not in rounds]
    if not missing:
        talk = "both issues" if len(issues) == 2 else f"all {count(len(issues))} issues"
    elif len(missing) <= 3 < len(issues):
        talk = f"every issue but {listing(map(names.issue_inside, missing))}"
    else:
        talk = listing(map(names.issue_inside, issues))
    most = max(issues, key=lambda id: rounds[id])
    alone = sum(number == rounds[most] for number in rounds.values()) == 1 and rounds[most] > 1
    return f"{turn} {talk}{f'; {names.issue_inside(most)} came up {times(rounds[most])}' if alone else ''}."


def _shares(names: Names, said: Sequence[Statement]) -> str:
    """Who made how many statements."""
    if not said:
        return "Nobody took the floor."
    inside = Counter(row.group for row in said if row.speaker)
    outside = sum(not row.speaker for row in said)
    seated = {seat.group for seat in names.seats}
    silent = [group for group in names.scenario.groups if group in seated and group not in inside]
    parts = [(inside[group], f"from {names.group_inside(group)}") for group in names.scenario.groups]
    total = f"{opening(things(len(said), 'statement'))} {'was' if len(said) == 1 else 'were'} made"
    words = f"{total}: {tally([*parts, (outside, 'from stakeholders outside')])}"
    if silent and inside:
        words += f"; {listing(map(names.group_inside, silent))} did not speak"
    return words + "."


def _reach(names: Names, said: Sequence[Statement]) -> str:
    """Behind closed doors: the issue on which what was said lay furthest apart, without saying who said it."""
    found: dict[str, list[float]] = {}
    for row in said:
        found.setdefault(row.issue, []).append(row.statement)
    wide = {id: max(values) - min(values) for id, values in found.items() if id and len(values) > 1}
    if not wide:
        return ""
    most = max(wide, key=wide.__getitem__)
    reach = stretch(names, most, min(found[most]), max(found[most]))
    where = f"on {names.issue_inside(most)}, " if len(wide) > 1 else ""
    return f" What was said lay furthest apart {where}{reach}." if where else f" What was said lay {reach}."
