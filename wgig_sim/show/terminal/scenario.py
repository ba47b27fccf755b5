"""A scenario as a reader wants to see it: people, procedure, calendar, issues, and how well each fact is founded."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from wgig_sim.bridge.calendar import rules_in_turn
from wgig_sim.show.terminal.console import grid
from wgig_sim.show.words import capital, figure, plain, short_day, things

if TYPE_CHECKING:
    from wgig_sim.scenario.procedure import Consensus
    from wgig_sim.scenario.schema import Scenario

ARROW = "\N{RIGHTWARDS ARROW}"
WEAK = ("prior", "unverified")
"""Words in a source that a reader has to see."""
MOST_SOURCES = 12
"""So many sources are listed; the file itself has all of them."""


def scenario(name: str, forum: "Scenario") -> RenderableType:
    """The whole scenario, section by section."""
    head = Text.assemble((name, "head"), f"  {plain(forum.title)}")
    intro: list[RenderableType] = [head, Padding(Text(plain(forum.question), style="quiet"), (0, 0, 1, 2))]
    if forum.summary:
        intro.append(Padding(Text(plain(forum.summary)), (0, 0, 1, 2)))
    sections = (("People", _people), ("Procedure", _procedure), ("Calendar", _calendar), ("Issues", _issues),
                ("Positions", _positions), ("Sources", _sources))  # fmt: skip
    for title, section in sections:
        intro += [Text(title, style="head"), section(forum), Text("")]
    return Group(*intro[:-1])


def grade(source: str | None) -> Text:
    """A mark for what rests on a guess: [prior], [unverified], or nothing."""
    found = [word for word in WEAK if source and word in source.lower()]
    return Text(" ".join(f"[{word}]" for word in found), style="left")


def _marked(words: str, source: str | None) -> Text:
    mark = grade(source)
    return Text.assemble(words, " ", mark) if mark else Text(words)


def _people(forum: "Scenario") -> RenderableType:
    """Groups and camps with their seats, or how they are found."""
    table = grid()
    for column in ("group", "seats", "camps"):
        table.add_column(column, justify="right" if column == "seats" else "left")
    seats = Counter(seat.group for seat in forum.seats)
    for id, group in forum.groups.items():
        camps = Counter(seat.camp for seat in forum.seats if seat.group == id)
        words = ", ".join(f"{plain(forum.camps[camp].title if camp in forum.camps else camp)} {n}" for camp, n in camps.items())
        table.add_row("", _marked(plain(group.title), group.source), str(seats[id] or "—"), words or "—")
    rule = forum.composition
    if rule.rule == "listed":
        return table
    chosen = f"{rule.size or 'The'} members are selected from a pool of {things(len(forum.pool), 'kind')}: {rule.rule}"
    shares = ", ".join(f"{plain(forum.groups[id].title if id in forum.groups else id)} {share:.0%}"
                       for id, share in rule.shares.items())  # fmt: skip
    return Group(table, Padding(_marked(chosen + (f" ({shares})" if shares else "") + ".", rule.source), (0, 0, 0, 2)))


def _trust(forum: "Scenario") -> str:
    """Trust on the first day, in a few words."""
    trust = forum.trust
    if trust.weights:
        return f"as the influence weights of {things(len(forum.seats), 'seat')} say"
    return (
        f"{figure(trust.same_camp)} in a camp, {figure(trust.same_group)} in a group, {figure(trust.other_group)} between groups"
    )


def _constants(forum: "Scenario") -> str:
    """What the scenario says of the global constants."""
    changed = ", ".join(f"{m}.{c} = {v:g}" for m, row in forum.mechanisms.items() for c, v in row.items())
    if not forum.muted:
        return changed
    return f"all mechanisms mute, but {changed}" if changed else "all mechanisms mute"


def _decisions(forum: "Scenario") -> list[tuple[str, Text]]:
    """The rule of decision, and from which event on there is another."""
    before = forum.rules.consensus
    rows = [("decision", _rule(before))]
    for id, rule in rules_in_turn(forum).items():
        if rule != before:
            event = forum.calendar[id]
            rows.append(("", Text(f"from {short_day(event.start)}, {plain(event.title)}: ") + _rule(rule)))
            before = rule
    return rows


def _rule(rule: "Consensus") -> Text:
    """A rule by its name, with the cells that are changed."""
    least = "at least {:.0%} accept"
    cells = [
        (rule.share, least),
        (rule.chamber_share, f"{least} in each group"),
        (rule.objectors, "at most {} object"),
        (rule.silence, "silence up to {:g}"),
    ]
    said = [words.format(value) for value, words in cells if value is not None]
    said += [f"decided by {', '.join(rule.voices)}"] if rule.voices else []
    name = rule.rule.replace("-", " ")
    return _marked(plain(f"{name} ({', '.join(said)})" if said else name), rule.source)


def _procedure(forum: "Scenario") -> RenderableType:
    """The rules, as label and value."""
    table = grid()
    table.show_header = False
    table.add_column("", style="quiet", no_wrap=True)
    table.add_column("")
    rules, trust = forum.rules, forum.trust
    capacity = forum.capacity if isinstance(forum.capacity, str) else figure(forum.capacity)
    unequal = [
        f"{truster} {ARROW} {trusted} {figure(value if isinstance(value, int | float) else value.value)}"
        for truster, row in forum.standing.items()
        for trusted, value in row.items()
    ]
    rows: list[tuple[str, Text]] = [
        ("capacity", Text(capacity)),
        *_decisions(forum),
        ("scope", Text("item by item" if rules.scope == "item" else "one package")),
        ("start", Text(rules.start.replace("-", " "))),
        ("footing", Text("; ".join(unequal) if unequal else "equal")),
        ("chair", _marked(plain(forum.chair.title), forum.chair.source) if forum.chair else Text("none")),
        ("secretariat", _marked(plain(forum.secretariat.title), forum.secretariat.source) if forum.secretariat
         else Text("none")),
        ("trust", _marked(_trust(forum), trust.source)),
        ("rounds", Text(f"{forum.rounds.per_day} a day with {things(forum.rounds.turns, 'statement')} each")),
        ("outside", _marked(things(forum.constituencies.count, "constituency", "constituencies"),
                            forum.constituencies.source)),
    ]  # fmt: skip
    if forum.mechanisms or forum.muted:
        rows.append(("constants", Text(_constants(forum), style="left")))
    for label, value in rows:
        table.add_row("", label, value)
    return table


def _calendar(forum: "Scenario") -> RenderableType:
    table = grid()
    table.add_column("from", no_wrap=True)
    table.add_column("event", max_width=40)
    table.add_column("kind", no_wrap=True)
    table.add_column("days")
    for id, event in forum.calendar.items():
        runs: list[list[Any]] = []
        for day in event.days:
            if runs and runs[-1][0] == day:
                runs[-1][1] += 1
            else:
                runs.append([day, 1])
        days = ", ".join(f"{count} {day}" for day, count in runs)
        table.add_row("", short_day(event.start), _marked(plain(event.title), event.source), event.kind, days or "—")
        if id == forum.last_event:
            break
    return table


def _issues(forum: "Scenario") -> RenderableType:
    table = grid()
    table.add_column("issue", max_width=28)
    table.add_column("from", max_width=22)
    table.add_column("to", max_width=22)
    for id, cluster in forum.clusters.items():
        members = [issue for issue in forum.issues.values() if issue.cluster == id]
        if members:
            table.add_row("", Text(plain(cluster.title), style="quiet"))
        for issue in members:
            title = _marked(capital(plain(issue.title)), issue.source)
            table.add_row("", title, plain(issue.poles[0]), plain(issue.poles[1]))
    return table


def _positions(forum: "Scenario") -> RenderableType:
    """Each camp's position on the issues where camps differ most; marked where it is a guess."""
    if not any(forum.positions.values()):
        return Text("  Everybody's own is stated with the seat.")
    ids = sorted(forum.issues, key=lambda id: -_reach(forum, id))[:4]
    table = grid()
    table.add_column("camp", max_width=24)
    for id in ids:
        table.add_column(capital(plain(forum.issues[id].title)), max_width=11)
    for camp, row in forum.positions.items():
        title = plain(forum.camps[camp].title) if camp in forum.camps else camp
        cells = [_belief(row.get(id, row.get("default"))) for id in ids]
        table.add_row("", title, *cells)
    return table


def _mean(belief: Any) -> float:
    return float(belief if isinstance(belief, int | float) else belief.mean)


def _reach(forum: "Scenario", id: str) -> float:
    values = [_mean(row.get(id, row.get("default", 0.0))) for row in forum.positions.values()]
    return max(values) - min(values) if values else 0.0


def _belief(belief: Any) -> Text:
    if belief is None:
        return Text("—")
    mean = _mean(belief)
    words = figure(mean) if mean <= 0 else f"+{figure(mean)}"
    mark = next((word[0] for word in WEAK if word in (getattr(belief, "source", None) or "").lower()), "")
    return Text.assemble(words, (f" [{mark}]" if mark else "", "left"))


def _sources(forum: "Scenario") -> RenderableType:
    """How many facts rest on what, and every source once."""
    found = Counter(plain(source) for source in sources(forum))
    if not found:
        return Padding(Text("No source is given for anything.", style="left"), (0, 0, 0, 2))
    weak = [(sum(n for source, n in found.items() if word in source.lower()), word) for word in WEAK]
    first = f"{sum(found.values())} facts name a source; " + ", ".join(f"{n} are marked [{word}]" for n, word in weak) + "."
    table = grid()
    table.show_header = False
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("")
    for source, count in found.most_common(MOST_SOURCES):
        table.add_row("", f"{count}×", Text(source, style="left" if grade(source) else ""))
    if len(found) > MOST_SOURCES:
        table.add_row("", "", Text(f"and {len(found) - MOST_SOURCES} more in the scenario's file", style="quiet"))
    return Group(Padding(Text(first), (0, 0, 0, 2)), table)


def sources(entry: Any) -> Iterator[str]:
    """Every source that an entry of a scenario names, at any depth."""
    if isinstance(entry, Mapping):
        children = list(entry.values())
    elif isinstance(entry, list | tuple):
        children = list(entry)
    elif hasattr(type(entry), "model_fields"):
        if getattr(entry, "source", None):
            yield entry.source
        children = [getattr(entry, field) for field in type(entry).model_fields if field != "source"]
    else:
        return
    for child in children:
        yield from sources(child)
