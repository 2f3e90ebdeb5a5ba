"""The course of the quiz with a scripted person instead of a terminal."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.documents import Document
from advisor.knowledge_base.loader import load_knowledge
from advisor.model.knowledge import Answer, Choice, Question
from advisor.needs.known import known_of
from advisor.needs.reader import from_document
from advisor.quiz.prompter import Move, Prompt
from advisor.quiz.session import Answers, run_session, to_data
from tests.support.scripted_prompter import Reply, ScriptedPrompter, scripted


def question(id_: str, kind: Any, *values: str, sets: str = "") -> Question:
    """A question whose labels are its values in capitals."""
    choices = tuple(Choice(value, value.upper()) for value in values)
    return Question(id_, kind, sets or id_, f"ask {id_}", f"why {id_}", choices)


GOAL = question("goal", "one", "research", "production")
SERVE = question("serve", "need", "java", "swift", "go", sets="languages.serve")
RANKS = question("priorities", "ranks", "speed", "serving")
KNOWS = question("team_knows", "many", "pytorch", "jax")
QUESTIONS = (GOAL, SERVE, RANKS, KNOWS)
ALL = {
    "goal": "production",
    "serve": {"required": ["swift"], "preferred": ["java", "go"]},
    "priorities": {"speed": "critical"},
    "team_knows": ["jax"],
}

KNOWLEDGE = load_knowledge()
patient = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no reason to fail."""


def forget(answers: Answers) -> None:
    """Keep nothing."""


def run(prompter: ScriptedPrompter, answers: Answers | None = None) -> Answers:
    """The answers of a quiz with the four questions above."""
    return run_session(QUESTIONS, prompter, answers or {}, forget)


def follow_up(prompter: ScriptedPrompter, text: str) -> Prompt:
    """The last prompt whose text ends like this."""
    return [prompt for prompt in prompter.prompts if prompt.ask.endswith(text)][-1]


def test_questions_come_in_order_with_their_number_reason_and_choices() -> None:
    """Every question is asked once, in order, with its number, its reason and its choices."""
    prompter = scripted(*[Move.SKIP] * 4)
    run(prompter)
    assert prompter.asked == [f"[{n}/4] ask {one.id}" for n, one in enumerate(QUESTIONS, 1)]
    assert [prompt.why for prompt in prompter.prompts] == [f"why {one.id}" for one in QUESTIONS]
    assert [prompt.choices for prompt in prompter.prompts] == [one.choices for one in QUESTIONS]


def test_skipping_everything_is_neutral() -> None:
    """Skipped questions are answered with None and say nothing in the requirements."""
    answers = run(scripted(*[Move.SKIP] * 4))
    assert answers == dict.fromkeys(("goal", "serve", "priorities", "team_knows"))
    assert to_data(QUESTIONS, answers) == {}


def test_every_kind_of_answer() -> None:
    """One choice, needs with musts and wishes, ranked criteria and plain lists come out as they were given."""
    prompter = scripted(
        "production", ["java", "swift", "go"], "some", ["swift"], ["speed"], "critical", ["jax"]
    )  # fmt: skip
    assert run(prompter) == ALL
    assert prompter.asked == [
        "[1/4] ask goal",
        "[2/4] ask serve",
        "JAVA, SWIFT, GO: must or wish?",
        "Which of them are musts?",
        "[3/4] ask priorities",
        "SPEED: how much?",
        "[4/4] ask team_knows",
    ]


@pytest.mark.parametrize(
    ("replies", "answer"),
    [
        ((["java"], "required"), {"required": ["java"]}),
        ((["java"], "preferred"), {"preferred": ["java"]}),
        ((["go", "java"], "required"), {"required": ["java", "go"]}),
        ((["go", "java"], "preferred"), {"preferred": ["java", "go"]}),
        ((["go", "java"], "some", ["go"]), {"required": ["go"], "preferred": ["java"]}),
        ((["go", "java"], "some", ["go", "java"]), {"required": ["java", "go"]}),
        ((["go", "java"], "some", Move.SKIP), {"preferred": ["java", "go"]}),
        ((Move.SKIP,), None),
    ],
)
def test_musts_and_wishes(replies: tuple[Reply, ...], answer: Answer) -> None:
    """What is ticked becomes musts, wishes or some of each, whatever the order of ticking."""
    assert run(scripted(Move.SKIP, *replies, Move.SKIP, Move.SKIP))["serve"] == answer


def test_only_several_items_can_be_some_musts_some_wishes() -> None:
    """A single item is a must or a wish; "some" is offered from two items on."""
    prompter = scripted(Move.SKIP, ["java"], Move.BACK, ["java", "go"], "preferred", Move.SKIP, Move.SKIP)
    run(prompter)
    offered = {prompt.ask: [choice.value for choice in prompt.choices] for prompt in prompter.prompts}
    assert offered["JAVA: must or wish?"] == ["required", "preferred"]
    assert offered["JAVA, GO: must or wish?"] == ["required", "preferred", "some"]


@pytest.mark.parametrize("strength", ["high", "critical"])
def test_priorities_share_one_strength(strength: str) -> None:
    """Every ticked criterion gets the strength that was chosen."""
    answers = run(scripted(Move.SKIP, Move.SKIP, ["speed", "serving"], strength, Move.SKIP))
    assert answers["priorities"] == {"speed": strength, "serving": strength}


def test_only_the_first_question_has_no_way_back() -> None:
    """At the first question there is nothing to go back to; everywhere else, follow-ups included, there is."""
    prompter = scripted("research", ["java", "go"], "some", ["java"], ["speed"], "high", ["jax"])
    run(prompter)
    assert [prompt.can_go_back for prompt in prompter.prompts] == [False] + [True] * 6


def test_follow_ups_cannot_be_skipped_but_questions_can() -> None:
    """Whoever ticked something says how much it matters; the question itself may be skipped."""
    prompter = scripted("research", ["java"], "required", ["speed"], "high", ["jax"])
    run(prompter)
    assert {prompt.ask: prompt.can_skip for prompt in prompter.prompts} == {
        "[1/4] ask goal": True,
        "[2/4] ask serve": True,
        "JAVA: must or wish?": False,
        "[3/4] ask priorities": True,
        "SPEED: how much?": False,
        "[4/4] ask team_knows": True,
    }


def test_going_back_crosses_skipped_questions() -> None:
    """Back steps question by question, skipped ones too, and the way forward asks them again."""
    prompter = scripted(
        "research", Move.SKIP, Move.SKIP, Move.BACK, Move.BACK, Move.BACK, "production", ["go"], "required", *[Move.SKIP] * 2
    )  # fmt: skip
    answers = run(prompter)
    assert [ask[1] for ask in prompter.asked if ask.startswith("[")] == list("1234321234")
    assert answers == {"goal": "production", "serve": {"required": ["go"]}, "priorities": None, "team_knows": None}


def test_going_back_shows_the_earlier_answers() -> None:
    """Every question that is asked again starts with what was picked before."""
    prompter = scripted(*[Move.BACK] * 3, *[Move.SKIP] * 4)
    run(prompter, {key: value for key, value in ALL.items() if key != "team_knows"})
    picked = {prompt.ask: list(prompt.picked) for prompt in prompter.prompts[:4]}
    assert picked["[1/4] ask goal"] == ["production"]
    assert sorted(picked["[2/4] ask serve"]) == ["go", "java", "swift"]
    assert picked["[3/4] ask priorities"] == ["speed"]
    assert picked["[4/4] ask team_knows"] == []


def test_a_changed_answer_replaces_the_earlier_one() -> None:
    """After going back, the new answer counts; skipping takes the old one away."""
    prompter = scripted("research", ["go"], "required", Move.BACK, Move.BACK, "production", Move.SKIP, *[Move.SKIP] * 2)
    assert run(prompter) == {"goal": "production", "serve": None, "priorities": None, "team_knows": None}


@pytest.mark.parametrize("replies", [(Move.BACK,), ("some", Move.BACK)])
def test_back_in_a_follow_up_returns_to_the_ticks(replies: tuple[Reply, ...]) -> None:
    """Back in a must-or-wish prompt shows the question again with what was ticked just now."""
    prompter = scripted(Move.SKIP, ["java", "go"], *replies, ["java"], "required", *[Move.SKIP] * 2)
    assert run(prompter)["serve"] == {"required": ["java"]}
    assert list(follow_up(prompter, "ask serve").picked) == ["java", "go"]


def test_back_in_the_strength_prompt_returns_to_the_ticks() -> None:
    """Back in the how-much prompt shows the criteria again with what was ticked just now."""
    prompter = scripted(Move.SKIP, Move.SKIP, ["speed"], Move.BACK, ["serving"], "high", Move.SKIP)
    assert run(prompter)["priorities"] == {"serving": "high"}
    assert list(follow_up(prompter, "ask priorities").picked) == ["speed"]


def test_the_earlier_musts_are_ticked_when_asked_again() -> None:
    """Going back to "some are musts" shows which ones were."""
    ticks = ["java", "swift", "go"]
    prompter = scripted(Move.BACK, ticks, "some", ["swift"], Move.SKIP, Move.SKIP)
    run(prompter, {"goal": None, "serve": ALL["serve"]})
    assert list(follow_up(prompter, "are musts?").picked) == ["swift"]


def test_the_earlier_musts_survive_going_back_within_the_question() -> None:
    """Going back from the must-or-wish prompt and forward again does not forget which ones were musts."""
    ticks = ["java", "swift", "go"]
    prompter = scripted(Move.BACK, ticks, Move.BACK, ticks, "some", ["swift"], Move.SKIP, Move.SKIP)
    run(prompter, {"goal": None, "serve": ALL["serve"]})
    assert list(follow_up(prompter, "are musts?").picked) == ["swift"]


@pytest.mark.parametrize(
    ("answer", "replies", "picked"),
    [
        ({"preferred": ["java", "go"]}, (["java", "go"], "preferred"), "preferred"),
        ({"required": ["java"], "preferred": ["go"]}, (["java", "go"], "some", ["java"]), "some"),
    ],
)
def test_must_or_wish_starts_at_the_earlier_reply(answer: Answer, replies: tuple[Reply, ...], picked: str) -> None:
    """Who goes back and presses Enter keeps what was said: wishes do not turn into musts."""
    prompter = scripted(Move.BACK, *replies, Move.SKIP, Move.SKIP)
    run(prompter, {"goal": None, "serve": answer})
    assert list(follow_up(prompter, "must or wish?").picked) == [picked]


def test_how_much_starts_at_the_earlier_reply() -> None:
    """Who goes back and presses Enter keeps the strength of the priorities: decisive stays decisive."""
    prompter = scripted(Move.BACK, ["speed"], "critical", Move.SKIP)
    run(prompter, {"goal": None, "serve": None, "priorities": {"speed": "critical"}})
    assert list(follow_up(prompter, "how much?").picked) == ["critical"]


def test_answers_are_kept_after_each_question() -> None:
    """What is kept grows by one whole answer at a time; moves and half answers keep nothing."""
    kept: list[Answers] = []
    prompter = scripted(
        "research", ["java"], Move.BACK, ["go"], "required", Move.BACK, Move.BACK, "production", *[Move.SKIP] * 3
    )
    run_session(QUESTIONS, prompter, {}, lambda answers: kept.append(copy.deepcopy(answers)))
    need = {"required": ["go"]}
    assert kept == [
        {"goal": "research"},
        {"goal": "research", "serve": need},
        {"goal": "production", "serve": need},
        {"goal": "production", "serve": None},
        {"goal": "production", "serve": None, "priorities": None},
        {"goal": "production", "serve": None, "priorities": None, "team_knows": None},
    ]


@pytest.mark.parametrize("replies", [("research",), ("research", ["java"]), ("research", ["java", "go"], "some")])
def test_an_interruption_passes_through_and_keeps_whole_answers(replies: tuple[Reply, ...]) -> None:
    """Ctrl-C in a question or in a follow-up leaves the quiz; what was fully answered is kept."""
    kept: list[Answers] = []
    with pytest.raises(KeyboardInterrupt):
        run_session(QUESTIONS, scripted(*replies, KeyboardInterrupt()), {}, lambda answers: kept.append(dict(answers)))
    assert kept == [{"goal": "research"}]


def test_a_resumed_quiz_goes_on_at_the_first_open_question() -> None:
    """Kept answers are not asked again, and are part of the result."""
    prompter = scripted(["speed"], "critical", ["jax"])
    assert run(prompter, {"goal": ALL["goal"], "serve": ALL["serve"]}) == ALL
    assert prompter.asked[0] == "[3/4] ask priorities"


def test_a_resumed_quiz_can_go_back() -> None:
    """The first question after resuming is not the first question of the quiz."""
    prompter = scripted(Move.BACK, Move.SKIP, Move.SKIP, Move.SKIP)
    answers = run(prompter, {"goal": "research", "serve": ALL["serve"]})
    assert [ask[1] for ask in prompter.asked] == list("3234")
    assert answers["serve"] is None


def test_a_gap_in_the_kept_answers_is_asked_first() -> None:
    """A question whose kept answer no longer holds is asked, and the answers after it are not lost."""
    answers = {key: value for key, value in ALL.items() if key != "goal"}
    prompter = ScriptedPrompter(lambda prompt: Move.SKIP if prompt.ask.endswith("goal") else KeyboardInterrupt())
    kept: list[Answers] = []
    with pytest.raises(KeyboardInterrupt):
        run_session(QUESTIONS, prompter, answers, lambda now: kept.append(dict(now)))
    assert prompter.asked[0] == "[1/4] ask goal"
    assert kept == [{**answers, "goal": None}]


def test_a_finished_quiz_asks_nothing() -> None:
    """With every question answered, the answers come back and nothing is asked."""
    assert run(scripted(), ALL) == ALL


def test_answers_to_unknown_questions_are_dropped_and_the_input_stays_as_it_was() -> None:
    """What belongs to no question is left out; the caller's answers are not changed."""
    given_answers = {"goal": "research", "weather": "rain"}
    answers = run(scripted(*[Move.SKIP] * 3), given_answers)
    assert answers == {"goal": "research", "serve": None, "priorities": None, "team_knows": None}
    assert given_answers == {"goal": "research", "weather": "rain"}


def test_data_follows_the_contract() -> None:
    """Dotted paths become nested keys, and the rest stands as the requirements file wants it."""
    train = question("train", "need", "python", sets="languages.train")
    assert to_data((*QUESTIONS, train), {**ALL, "train": {"required": ["python"]}}) == {
        "goal": "production",
        "languages": {
            "serve": {"required": ["swift"], "preferred": ["java", "go"]},
            "train": {"required": ["python"]},
        },
        "priorities": {"speed": "critical"},
        "team_knows": ["jax"],
    }


def test_data_leaves_out_what_was_not_answered() -> None:
    """Skipped and open questions leave no key behind, not even an empty parent."""
    assert to_data(QUESTIONS, {"goal": "research", "serve": None}) == {"goal": "research"}


def test_every_question_of_the_knowledge_sets_what_the_requirements_know() -> None:
    """Each single choice of each real question is accepted by the reader of requirements files."""
    known = known_of(KNOWLEDGE)
    for one in KNOWLEDGE.questions:
        for choice in one.choices:
            replies: dict[str, tuple[Reply, ...]] = {
                "one": (choice.value,),
                "many": ([choice.value],),
                "need": ([choice.value], "preferred"),
                "ranks": ([choice.value], "high"),
            }
            answers = run_session((one,), scripted(*replies[one.kind]), {}, forget)
            stated = from_document(Document("quiz", to_data((one,), answers)), known).stated()
            assert stated == to_data((one,), answers), f"{one.id}: {choice.value}"


def some_of(values: list[str]) -> st.SearchStrategy[list[str]]:
    """Any choices, at least one, in the order of the list."""
    return st.sets(st.sampled_from(values), min_size=1).map(lambda picked: [one for one in values if one in picked])


def an_answer(one: Question) -> st.SearchStrategy[Answer]:
    """Any answer that can be given to a question, or None for skipping it."""
    values = [choice.value for choice in one.choices]
    if one.kind == "one":
        return st.none() | st.sampled_from(values)
    if one.kind == "many":
        return st.none() | some_of(values)
    if one.kind == "ranks":
        return st.none() | st.builds(dict.fromkeys, some_of(values), st.sampled_from(["high", "critical"]))
    return st.none() | st.builds(musts_and_wishes, some_of(values), st.sets(st.sampled_from(values)))


def musts_and_wishes(picked: list[str], musts: set[str]) -> Answer:
    """The ticked choices, those among the musts as required."""
    parts = {
        "required": [one for one in picked if one in musts],
        "preferred": [one for one in picked if one not in musts],
    }
    return {key: items for key, items in parts.items() if items}


def reply_of(answer: Answer, prompt: Prompt) -> Reply:
    """What a person who has this answer in mind replies to a prompt."""
    if answer is None:
        return Move.SKIP
    if prompt.ask.endswith("how much?"):
        return str(next(iter(answer.values())))
    if prompt.ask.endswith("must or wish?"):
        return "some" if len(answer) == 2 else str(next(iter(answer)))
    if prompt.ask.endswith("are musts?"):
        return list(answer["required"])
    if isinstance(answer, dict):
        items = [part if isinstance(part, list) else [key] for key, part in answer.items()]
        return [item for part in items for item in part]
    return answer  # type: ignore[no-any-return]


@st.composite
def courses(draw: st.DrawFn) -> tuple[Answers, list[bool]]:
    """An answer to every real question, and at which prompts the person goes back instead of giving it."""
    answers = {one.id: draw(an_answer(one)) for one in KNOWLEDGE.questions}
    return answers, draw(st.lists(st.booleans(), max_size=40))


@patient
@given(courses())
def test_going_back_and_giving_the_same_answers_changes_nothing(course: tuple[Answers, list[bool]]) -> None:
    """However a person goes back and forth, the answers in mind come out, and the requirements accept them."""
    answers, backs = course
    current: list[Question] = []

    def reply(prompt: Prompt) -> Reply:
        if prompt.ask.startswith("["):
            current[:] = [one for one in KNOWLEDGE.questions if prompt.ask.endswith(f"] {one.ask}")]
        if backs and backs.pop() and prompt.can_go_back:
            return Move.BACK
        return reply_of(answers[current[0].id], prompt)

    found = run_session(KNOWLEDGE.questions, ScriptedPrompter(reply), {}, forget)
    assert found == answers
    data = to_data(KNOWLEDGE.questions, found)
    assert from_document(Document("quiz", data), known_of(KNOWLEDGE)).stated() == data


@patient
@given(st.data())
def test_any_course_that_ends_gives_valid_requirements(data: st.DataObject) -> None:
    """Any replies whatever, changing at every visit, end in data that the reader of requirements files accepts."""
    moves_left = 30

    def reply(prompt: Prompt) -> Reply:
        nonlocal moves_left
        moves_left -= 1
        offered: list[Reply] = [Move.SKIP] if prompt.can_skip else []
        offered += [Move.BACK] if prompt.can_go_back and moves_left > 0 else []
        values = [choice.value for choice in prompt.choices]
        single = (
            prompt.ask.endswith(("must or wish?", "how much?")) or kinds.get(prompt.ask.partition("] ")[2]) == "one"
        )
        answers: st.SearchStrategy[Reply] = st.sampled_from(values) if single else some_of(values)
        return data.draw(st.sampled_from(offered) | answers if offered else answers)

    kinds = {one.ask: one.kind for one in KNOWLEDGE.questions}
    found = run_session(KNOWLEDGE.questions, ScriptedPrompter(reply), {}, forget)
    assert list(found) == [one.id for one in KNOWLEDGE.questions]
    stated = from_document(Document("quiz", to_data(KNOWLEDGE.questions, found)), known_of(KNOWLEDGE)).stated()
    assert stated == to_data(KNOWLEDGE.questions, found)
