"""The minutes: every day, every count, and no name from behind closed doors."""

import re
from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given

from tests.report.factory import record, shapes
from tests.report.made_up import Shape
from tests.report.reading import number, rows, sections
from wgig_sim.engines.record import Record
from wgig_sim.report import documents
from wgig_sim.report.names import Names
from wgig_sim.report.proceedings import NAMED
from wgig_sim.report.wording import as_date, day, figure, percent
from wgig_sim.scenario.procedure import DECIDING, OwnConsensus


def minutes(run: Record) -> str:
    return documents(run)["minutes.md"]


def days(run: Record) -> dict[str, np.ndarray]:
    """Heading of each sitting -> mask of its rows in `rounds`."""
    found = {}
    sat = run.rounds["round"] > 0
    for date in dict.fromkeys(run.rounds["date"][sat].tolist()):
        found[day(as_date(date), weekday=True)] = sat & (run.rounds["date"] == date)
    return found


@given(shapes())
def test_every_sitting_has_its_entry(shape: Shape) -> None:
    run = record(shape)
    headings = [heading.split(":")[0] for heading in sections(minutes(run), 3)]
    assert headings == list(days(run))


@given(shapes())
def test_nothing_is_attributed_from_behind_closed_doors(shape: Shape) -> None:
    run = record(shape)
    names = Names(run)
    for heading, words in sections(minutes(run), 3).items():
        mask = days(run)[heading.split(":")[0]]
        public = run.rounds["publicity"][mask].min() >= 0.5
        assert (": open" in heading) == public
        if not public:
            assert not any(names.seat(seat.id) in words for seat in run.seats)


@given(shapes())
def test_every_open_statement_is_attributed(shape: Shape) -> None:
    run = record(shape)
    names = Names(run)
    table = run.statements
    for heading, words in sections(minutes(run), 3).items():
        steps = run.rounds["step"][days(run)[heading.split(":")[0]]]
        mine = np.isin(table["step"], steps) & ~table["corridor"].astype(bool) & (table["publicity"] >= 0.5)
        spoken = "\n".join(re.findall(r"^- .*$", words, flags=re.MULTILINE))
        for seat, times in Counter(table["speaker"][mine].tolist()).items():
            if seat:
                found = re.findall(re.escape(names.seat(seat)) + r"(?: \((once|twice|[\w-]+ times)\))?", spoken)
                assert sum({"": 1, "twice": 2}.get(word, 0) or number(word.split()[0]) for word in found) == times


@given(shapes())
def test_statements_are_counted(shape: Shape) -> None:
    run = record(shape)
    aside = run.statements["corridor"].astype(bool)
    for heading, words in sections(minutes(run), 3).items():
        steps = run.rounds["step"][days(run)[heading.split(":")[0]]]
        total = int((np.isin(run.statements["step"], steps) & ~aside).sum())
        match = re.search(r"([\w,-]+) statements? (?:was|were) made", words)
        assert (number(match.group(1)) if match else 0) == total


@given(shapes())
def test_agreements_and_levels_stand_under_their_day(shape: Shape) -> None:
    run = record(shape)
    names = Names(run)
    for heading, words in sections(minutes(run), 3).items():
        mask = days(run)[heading.split(":")[0]]
        steps = run.rounds["step"][mask]
        for item in (item for item in run.items if item.status == "agreed"):
            told = [line.split(" agreed on ", 1)[1] for line in words.splitlines() if " agreed on " in line]
            assert any(names.issue_inside(item.id) in line for line in told) == (item.step in steps)
        if len(run.seats) > 1:
            assert figure(run.rounds["understanding"][mask][-1]) in words
            assert figure(run.rounds["trust"][mask][-1]) in words


def test_seats_that_share_a_title_are_told_apart() -> None:
    run = record(Shape(seats=3))
    same = replace(run, seats=tuple(replace(seat, title="Member") for seat in run.seats))
    assert "Member (s00)" in minutes(same)
    assert "Member (s01)" in minutes(same)


def test_what_the_world_outside_thought() -> None:
    run = record()
    table = rows(sections(minutes(run), 2)["Afterwards: how the outcome was received outside"])
    all_groups = run.reception["accepting"][run.reception["group"] == "all"]
    assert [row[1] for row in table] == [percent(share) for share in all_groups.tolist()]
    assert "Afterwards" not in minutes(record(Shape(constituencies=False)))


def test_many_objectors_are_counted_and_few_are_named() -> None:
    run = record()
    names = Names(run)
    for heading, words in sections(minutes(run), 3).items():
        steps = run.rounds["step"][days(run)[heading.split(":")[0]]]
        who = set(run.ledger["seat"][np.isin(run.ledger["raised_step"], steps)].tolist())
        told = re.search(r"raised, on .*?, by (.*)", words)
        if told is None:
            assert not who or ": closed" in heading
        elif len(who) > NAMED:
            assert number(told.group(1).split()[0]) == len(who)
        else:
            assert all(names.seat(seat) in told.group(1) for seat in who)


def test_the_rule_of_an_event_is_told_where_it_holds() -> None:
    run = record(Shape(groups=2))
    sat = [id for id, event in run.scenario.calendar.items() if event.kind in DECIDING]
    told = voting(run, sat[-1])
    title = Names(run).inside(run.scenario.calendar[sat[-1]].title)
    rule = "text was agreed once 60% of those who decided accepted it"
    assert minutes(told).count(f"Here a {rule}.") == 1
    assert f"At {title}, a {rule}." in documents(told)["report.md"]
    assert rule not in minutes(run) + documents(run)["report.md"]


def test_where_every_event_has_its_own_rule_that_of_the_forum_is_not_told() -> None:
    run = record(Shape(groups=2))
    for id in [id for id, event in run.scenario.calendar.items() if event.kind in DECIDING]:
        run = voting(run, id)
    report = documents(run)["report.md"]
    assert report.count("A text was agreed once 60% of those who decided accepted it.") == 1
    assert "nobody with a say in the decision" not in report


def voting(run: Record, event: str) -> Record:
    """The run, had this event decided by 60%."""
    own = OwnConsensus(rule="qualified-majority", share=0.6)
    calendar = run.scenario.calendar | {event: run.scenario.calendar[event].model_copy(update={"consensus": own})}
    return replace(run, scenario=run.scenario.model_copy(update={"calendar": calendar}))
