"""The words of the made-up forum, and the markup that must not work in any of them."""

from typing import Any

NASTY = ' <script>alert("x")</script> *b* | [l](javascript:x) `c` &lt; # \\ _u_\n\n## H\n- i ![i](http://x.test/i.png)'

GROUPS = {"government": "Governments", "private-sector": "Private sector", "civil-society": "Civil society"}
CLUSTERS = {
    "foundations": "Foundations",
    "resources": "Critical resources",
    "use": "Use of the Internet",
    "wider": "Issues with a wider impact",
    "development": "Development",
}
ISSUES: dict[str, tuple[str, tuple[str, str], str]] = {
    "definition": ("Working definition", ("narrow and technical", "broad and political"), "foundations"),
    "roles": ("Roles and responsibilities", ("the private sector leads", "governments lead"), "foundations"),
    "forum": ("Global forum", ("no new body", "a standing body of the United Nations"), "foundations"),
    "root": ("Root zone files and system", ("as it is", "internationalised"), "resources"),
    "names": ("Domain names", ("left to the market", "publicly regulated"), "resources"),
    "addresses": ("IP addressing", ("registries decide", "states allocate"), "resources"),
    "spam": ("Spam", ("technology and self-help", "law"), "use"),
    "security": ("Security and cybercrime", ("cooperation of operators", "a treaty"), "use"),
    "costs": ("Interconnection costs", ("commercial negotiation", "shared by all"), "wider"),
    "property": ("Intellectual property rights", ("open access", "strict protection"), "wider"),
    "privacy": ("Data protection and privacy", ("self-regulation", "binding rules"), "wider"),
    "speech": ("Freedom of expression", ("national law", "a universal right"), "wider"),
    "languages": ("Multilingualism", ("existing bodies", "a new programme"), "development"),
    "capacity": ("Capacity building", ("by those who wish", "by a common fund"), "development"),
    "oversight": ("Oversight", ("private-led, as it is", "an intergovernmental council"), "resources"),
}
FORMATS = {
    "open": {"publicity": 1.0, "title": "open consultation"},
    "watched": {"publicity": 0.5},
    "closed": {"publicity": 0.2},
}
EVENTS: dict[str, dict[str, Any]] = {
    "scope": {"title": "Consultation on scope", "kind": "consultation", "start": "2004-09-20", "days": ["open", "open"],
              "place": "Geneva", "before_group": True},
    "first": {"title": "First meeting", "kind": "meeting", "start": "2004-11-23", "days": ["closed", "open", "closed"],
              "place": "Geneva"},
    "bali": {"title": "Regional conference", "kind": "conference", "start": "2005-02-01", "days": ["open"], "place": "Bali",
             "attend": ["Asia and the Pacific"]},
    "second": {"title": "Second meeting", "kind": "meeting", "start": "2005-02-14",
               "days": ["watched", "open", "open", "closed", "closed"], "place": "Geneva", "papers": True},
    "prepcom": {"title": "Plenary of the preparatory committee", "kind": "plenary", "start": "2005-02-24", "days": ["open"],
                "place": "Geneva", "document": "preliminary-report"},
    "comments": {"title": "Written comments", "kind": "comments", "start": "2005-03-31"},
    "third": {"title": "Third meeting", "kind": "meeting", "start": "2005-04-18", "days": ["open", "closed", "closed"],
              "place": "Geneva"},
    "fourth": {"title": "Fourth meeting", "kind": "drafting", "start": "2005-06-14",
               "days": ["open", "closed", "closed", "closed"], "place": "Geneva"},
    "released": {"title": "Release of the Report", "kind": "report", "start": "2005-07-14", "document": "report"},
}  # fmt: skip
