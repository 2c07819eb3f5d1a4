"""The inventory of actions and every coding scheme read off it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge import Knowledge

SIDES = frozenset({"both", "actor", "either"})
"""Which sides an act of a type must have to be kept."""


@dataclass(frozen=True, slots=True)
class Action:
    """One fine class of act.

    ``type`` is its PLOVER type, ``mode`` its PLOVER mode ("" when it has none), ``quad_class`` one of the four
    quad classes in words, ``plover_score`` the type's score and ``goldstein`` its CAMEO code's, both from -10
    (conflict) to +10 (cooperation); ``benchmark_root`` its root in the PLV benchmark of 2016.
    """

    name: str
    type: str
    mode: str
    cameo_code: str
    goldstein: float
    quad_class: str
    plover_score: float
    benchmark_root: str
    gloss: str


class Actions:
    """All actions, by name.

    Raises:
        KnowledgeError: an action has an unknown type, or a CAMEO code without a Goldstein score.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        types: dict[str, tuple[str, float]] = {}
        self.sides: dict[str, str] = {}
        for row in knowledge.table("events/types.tsv"):
            types[row["type"]] = (row["quad_class"], float(row["plover_score"]))
            if row["sides"] not in SIDES:
                raise row.error(f"sides '{row['sides']}' is none of {', '.join(sorted(SIDES))}")
            self.sides[row["type"]] = row["sides"]
        goldstein = {row["cameo"]: float(row["goldstein"]) for row in knowledge.table("events/goldstein.tsv")}
        self._actions: dict[str, Action] = {}
        for row in knowledge.table("events/actions.tsv"):
            name, type_, code = row["action"], row["plover"], row["cameo"]
            if name == "none":
                continue
            if type_ not in types:
                raise row.error(f"unknown type '{type_}'; the types stand in events/types.tsv")
            if code not in goldstein:
                raise row.error(f"CAMEO code '{code}' has no score in events/goldstein.tsv")
            quad_class, score = types[type_]
            self._actions[name] = Action(
                name=name,
                type=type_,
                mode=row["mode"],
                cameo_code=code,
                goldstein=goldstein[code],
                quad_class=quad_class,
                plover_score=score,
                benchmark_root=row["benchmark_2016"],
                gloss=row["gloss"],
            )
        self.types = frozenset(types)

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    def __getitem__(self, name: str) -> Action:
        return self._actions[name]

    def names(self) -> tuple[str, ...]:
        """Return the names of all actions in the order of the table."""
        return tuple(self._actions)
