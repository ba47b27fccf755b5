"""What a file means once it is read: words, inheritance, removal, origins, fingerprint."""

import datetime
from pathlib import Path

import pytest

from tests.scenario.conftest import Write
from wgig_sim.scenario import library
from wgig_sim.scenario.problems import ScenarioError
from wgig_sim.scenario.read import load, read, resolve, resolved_json, scenario_hash, vary
from wgig_sim.scenario.schema import Scenario

SEATS = """extends: small
seats:
  - {id: 7, title: 12:30, group: government, camp: treaty, region: no, languages: [no, y, on]}
  - {id: 007, title: 2005-02-14, group: civil-society, camp: codes, region: true, capacity: 1e-1, sector: ~}
"""


def test_words_mean_what_a_person_means(write: Write) -> None:
    first, second = read(write("a.yaml", SEATS)).seats
    assert (first.id, first.title, first.region, first.languages) == ("7", "12:30", "no", ("no", "y", "on"))
    assert (second.id, second.title, second.region) == ("007", "2005-02-14", "true")
    assert second.capacity == 0.1
    assert second.sector is None


@pytest.mark.parametrize(("word", "meaning"), [("yes", True), ("no", False), ("on", True), ("true", True), ("off", False)])
def test_yes_and_no_where_only_they_can_be_meant(write: Write, word: str, meaning: bool) -> None:
    assert read(write("a.yaml", f"extends: small\ncalendar: {{first: {{papers: {word}}}}}")).calendar["first"].papers is meaning


def test_variant_says_only_what_differs() -> None:
    base, variant = read("small"), read("small/unequal")
    assert variant.standing == {"government": {"civil-society": 0.2}}
    assert variant.model_copy(update={"standing": base.standing, "title": base.title}) == base


def test_null_means_none_where_there_can_be_none() -> None:
    assert read("small").chair is not None
    assert read("small/alone").chair is None


@pytest.mark.parametrize("word", ["no", "off", "false", "none", "None"])
def test_none_in_a_persons_words(write: Write, word: str) -> None:
    scenario = read(write("a.yaml", f"extends: small\nchair: {word}\ntitle: {word}"))
    assert scenario.chair is None
    assert scenario.title == word


def test_null_returns_to_the_default_elsewhere(write: Write) -> None:
    assert read(write("a.yaml", "extends: small\nstanding: null\nformats: {open: {floor: null}}")).standing == {}
    assert read("a.yaml").formats["open"].floor == "raised-hands"


def test_what_was_removed_can_come_back(write: Write) -> None:
    write("none.yaml", "extends: small\nchair: null\nstanding: null")
    back = read(write("back.yaml", "extends: none.yaml\nchair: {skill: 0.5}\nstanding: {government: {government: 0.9}}"))
    assert back.chair is not None
    assert back.chair.skill == 0.5
    assert back.standing == {"government": {"government": 0.9}}


def test_removed_issue_takes_its_mentions_with_it(write: Write) -> None:
    text = "extends: small\nissues: {spam: null}\ncalendar: {first: {issues: [spam, rights]}}"
    scenario = read(write("a.yaml", text))
    assert list(scenario.issues) == ["rights"]
    assert scenario.positions["codes"] == {"rights": 0.4}
    assert scenario.seats[1].positions == {}
    assert scenario.calendar["first"].issues == ("rights",)


def test_removed_group_takes_its_standing_but_not_its_people(write: Write) -> None:
    with pytest.raises(ScenarioError) as raised:
        read(write("a.yaml", "extends: small\ngroups: {civil-society: null}"))
    assert [problem.key for problem in raised.value.problems] == ["seats[2].group", "seats[3].group"]


def test_replace_inherits_nothing(write: Write) -> None:
    event = "{title: Only, kind: meeting, start: 2006-01-01, days: [open]}"
    scenario = read(write("a.yaml", f"extends: small\ncalendar:\n  replace: true\n  only: {event}"))
    assert list(scenario.calendar) == ["only"]


def test_added_event_finds_its_place(write: Write) -> None:
    event = "{title: Between, kind: meeting, start: 2005-04-18, days: [open]}"
    scenario = read(write("a.yaml", f"extends: small\ncalendar: {{between: {event}}}"))
    assert list(scenario.calendar) == ["first", "between", "second"]
    assert scenario.calendar["first"].start == datetime.date(2005, 2, 14)


def test_anchors_and_merge_keys(write: Write) -> None:
    text = "extends: small\nstanding:\n  government: &low {civil-society: 0.1}\n  civil-society: {<<: *low, government: 0.3}"
    assert read(write("a.yaml", text)).standing["civil-society"] == {"civil-society": 0.1, "government": 0.3}


def test_origins_name_file_and_line(write: Write) -> None:
    resolved = resolve(write("a.yaml", "extends: small\n\nknowledge: 0.2"), ["capacity=instructed"])
    assert resolved.origins["knowledge"] == "a.yaml:3"
    assert resolved.origins["capacity"] == "--set 1"
    assert resolved.origins["issues.spam.title"] == "scenarios/_bases/words.yaml:9"
    assert resolved.files == ("a.yaml", "scenarios/small.yaml", "scenarios/_bases/words.yaml")


def test_resolved_data_stand_alone(write: Write) -> None:
    write("seats.csv", "id,group,camp,region\na,government,treaty,x\nb,civil-society,codes,y\n")
    write("trust.csv", "from,to,trust\na,b,0.7\n")
    resolved = resolve(write("a.yaml", "extends: small\nseats_file: seats.csv\nchair: null\ntrust: {file: trust.csv}"))
    again = resolve(write("alone/again.json", resolved_json(resolved.data)))
    assert again.data == resolved.data
    assert scenario_hash(again.scenario) == scenario_hash(resolved.scenario)
    assert resolved.scenario.trust.pairs == (("a", "b", 0.7),)
    assert Scenario.model_validate(resolved.data) == resolved.scenario


def test_fingerprint_follows_meaning_not_spelling(write: Write) -> None:
    base = scenario_hash(read("small"))
    assert scenario_hash(read(write("same.yaml", "extends: small"))) == base
    assert scenario_hash(read("same.yaml", ["knowledge=0.30"])) == base
    assert scenario_hash(read("same.yaml", ["knowledge=0.31"])) != base
    assert (
        scenario_hash(read("same.yaml", ["issues={rights: {title: Rights, question: Q, poles: [a, b], cluster: content}}"]))
        != base
    )


def test_names_of_the_library() -> None:
    assert library.names() == ("small", "small/alone", "small/unequal")
    assert library.find("_bases/words").name == "words.yaml"


def test_path_object_is_a_path(write: Write) -> None:
    write("small", "extends: small\ntitle: Not the shipped one")
    assert read("small").title == "Not the shipped one"
    assert read(Path("small")).title == "Not the shipped one"


def test_files_that_are_loaded_once_serve_many_scenarios() -> None:
    loaded = load("small/unequal")
    before = repr(loaded)
    for settings in ([], ["capacity=instructed"], ["knowledge=0.3", "rounds.turns=4"], []):
        assert vary(loaded, settings).data == resolve("small/unequal", settings).data
    with pytest.raises(ScenarioError):
        vary(loaded, ["capacity=sideways"])
    assert repr(loaded) == before
