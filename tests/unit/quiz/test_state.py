"""The file that keeps the answers of an unfinished quiz."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.documents import Document, write_document
from advisor.model.knowledge import Choice, Question
from advisor.needs.known import Known
from advisor.needs.reader import from_document
from advisor.quiz.session import to_data
from advisor.quiz.state import StateFile


def question(id_: str, kind: Any, *values: str) -> Question:
    """A question that sets what it is called."""
    return Question(id_, kind, id_, f"ask {id_}", f"why {id_}", tuple(Choice(value, value) for value in values))


QUESTIONS = (
    question("goal", "one", "research", "production"),
    question("cloud", "need", "aws", "gcp"),
    question("priorities", "ranks", "speed", "serving"),
    question("team_knows", "many", "pytorch", "jax"),
)
KNOWN = Known(criteria=("speed", "serving"), alternatives=("pytorch", "jax"), editions=())
ANSWERS = {
    "goal": "research",
    "cloud": {"required": ["aws"], "preferred": ["gcp"]},
    "priorities": {"speed": "critical", "serving": "critical"},
    "team_knows": ["pytorch", "jax"],
}

patient = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no reason to fail."""


@pytest.fixture
def state(tmp_path: Path) -> StateFile:
    """A state file in a folder that does not exist yet."""
    return StateFile(tmp_path / "state" / "advisor" / "quiz.yaml")


def written(state: StateFile, content: bytes) -> StateFile:
    """The same state file with this content."""
    state.path.parent.mkdir(parents=True, exist_ok=True)
    state.path.write_bytes(content)
    return state


@pytest.mark.parametrize(
    "answers",
    [ANSWERS, dict.fromkeys(ANSWERS), {"goal": None}, {"cloud": {"preferred": ["gcp"]}, "team_knows": ["jax"]}],
)
def test_what_is_saved_is_loaded(state: StateFile, answers: dict[str, Any]) -> None:
    """Answers of every kind, skipped questions too, come back as they were."""
    assert state.save(answers)
    assert state.load(QUESTIONS) == answers


def test_saving_makes_the_folder_and_leaves_one_file(state: StateFile) -> None:
    """The folder is made when needed, and no half-written file stays behind."""
    state.save(ANSWERS)
    assert list(state.path.parent.iterdir()) == [state.path]


def test_saving_again_replaces_what_was_kept(state: StateFile) -> None:
    """Only the last answers count."""
    state.save(ANSWERS)
    state.save({"goal": "production"})
    assert state.load(QUESTIONS) == {"goal": "production"}


def test_the_file_says_what_it_is(state: StateFile) -> None:
    """Whoever finds the file reads in it which command goes on from there."""
    state.save(ANSWERS)
    first = state.path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert "`advisor quiz`" in first


def test_answers_that_share_a_list_are_kept(state: StateFile) -> None:
    """One list object in two answers is written out twice, since the reader refuses YAML aliases."""
    clouds = ["aws"]
    state.save({"cloud": {"required": clouds, "preferred": clouds}})
    assert state.load(QUESTIONS) == {"cloud": {"required": ["aws"], "preferred": ["aws"]}}


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    """Where a file stands in the place of the folder, saving says False, loading finds nothing, removing is quiet."""
    (tmp_path / "state").write_text("a file")
    state = StateFile(tmp_path / "state" / "quiz.yaml")
    assert not state.save(ANSWERS)
    assert state.load(QUESTIONS) == {}
    state.remove()
    assert (tmp_path / "state").read_text() == "a file"


def test_a_failed_save_keeps_the_earlier_answers(state: StateFile) -> None:
    """When the new answers cannot be written, the old ones are still there, whole."""
    state.save(ANSWERS)
    state.path.with_suffix(".new").mkdir()
    assert not state.save({"goal": "production"})
    assert state.load(QUESTIONS) == ANSWERS


def test_a_folder_in_place_of_the_file_is_reported(state: StateFile) -> None:
    """A folder with the file's name holds no answers, takes none, and is not removed."""
    state.path.mkdir(parents=True)
    assert state.load(QUESTIONS) == {}
    assert not state.save(ANSWERS)
    state.remove()
    assert state.path.is_dir()


def test_removing_forgets_the_answers(state: StateFile) -> None:
    """After removing, there is nothing to resume."""
    state.save(ANSWERS)
    state.remove()
    assert not state.path.exists()
    assert state.load(QUESTIONS) == {}


def test_removing_what_is_not_there_is_no_error(state: StateFile) -> None:
    """A quiz that kept nothing ends as quietly as any other, and makes no folder."""
    state.remove()
    assert not state.path.parent.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"\xff\xfe\x80 not UTF-8",
        b"answers",
        b"[goal, cloud]",
        b"answers: research",
        b"answers: [research]",
        b"answers:",
        b"goal: research",
        b"answers: {goal: research",
        b"answers: {goal: research, goal: production}",
        b"answers: {goal: &a research, cloud: *a}",
        b"answers: !!python/object:os.system {}",
        b"answers: {goal: research}\n---\nanswers: {}",
        b"[" * 100_000,
        b"# " + b"x" * 1_000_000 + b"\nanswers: {goal: research}",
    ],
    ids=lambda content: content[:20].decode("latin-1").encode("unicode_escape").decode(),
)
def test_a_broken_file_holds_no_answers(state: StateFile, content: bytes) -> None:
    """Nothing that can stand in the file raises; what is not a state file is ignored."""
    assert written(state, content).load(QUESTIONS) == {}


@pytest.mark.parametrize(
    ("id_", "answer"),
    [
        ("goal", "world domination"),
        ("goal", ["research"]),
        ("goal", {"research": "high"}),
        ("goal", True),
        ("goal", 3),
        ("cloud", "aws"),
        ("cloud", ["aws"]),
        ("cloud", {"required": "aws"}),
        ("cloud", {"required": ["moon"]}),
        ("cloud", {"required": ["aws", 1]}),
        ("cloud", {"required": ["aws"], "preferred": ["moon"]}),
        ("cloud", {"wanted": ["aws"]}),
        ("cloud", {"required": {"aws": "high"}}),
        ("cloud", {"required": [["aws"]]}),
        ("priorities", "speed"),
        ("priorities", ["speed"]),
        ("priorities", {"speed": "low"}),
        ("priorities", {"speed": None}),
        ("priorities", {"speed": ["high"]}),
        ("priorities", {"colour": "high"}),
        ("team_knows", "pytorch"),
        ("team_knows", {"pytorch": "high"}),
        ("team_knows", ["pytorch", "excel"]),
        ("team_knows", [["pytorch"]]),
    ],
)
def test_an_answer_that_does_not_fit_is_dropped_alone(state: StateFile, id_: str, answer: Any) -> None:
    """An answer that the question no longer allows is asked again; the others stay."""
    written(state, write_document({"answers": {**ANSWERS, id_: answer}}).encode())
    assert state.load(QUESTIONS) == {key: value for key, value in ANSWERS.items() if key != id_}


def test_answers_to_questions_that_are_gone_are_dropped(state: StateFile) -> None:
    """A question that was taken out of the quiz leaves no answer behind."""
    written(state, write_document({"answers": {"weather": "rain", **ANSWERS}}).encode())
    assert state.load(QUESTIONS) == ANSWERS
    assert state.load(QUESTIONS[1:2]) == {"cloud": ANSWERS["cloud"]}


def test_loaded_answers_come_in_the_order_in_which_they_were_given(state: StateFile) -> None:
    """Going back after an interruption leads to the question that was answered last."""
    given = dict(reversed(ANSWERS.items()))
    state.save(given)
    assert list(state.load(QUESTIONS)) == list(given)


def parts_of(one: Question) -> st.SearchStrategy[Any]:
    """Any answer that the quiz itself gives to a question."""
    values = [choice.value for choice in one.choices]
    some = st.lists(st.sampled_from(values), min_size=1, unique=True)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "one": st.sampled_from(values),
        "many": some,
        "need": st.dictionaries(st.sampled_from(["required", "preferred"]), some, min_size=1),
        "ranks": st.builds(dict.fromkeys, some, st.sampled_from(["high", "critical"])),
    }
    return st.none() | kinds[one.kind]


@patient
@given(st.fixed_dictionaries({}, optional={one.id: parts_of(one) for one in QUESTIONS}))
def test_every_answer_the_quiz_gives_survives(answers: dict[str, Any]) -> None:
    """Whatever can be answered is kept and found again."""
    with tempfile.TemporaryDirectory() as folder:
        state = StateFile(Path(folder) / "quiz.yaml")
        state.save(answers)
        assert state.load(QUESTIONS) == answers


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["research", "aws", "speed"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["required", "speed", "x"]), inner),
    max_leaves=8,
)


@patient
@given(st.dictionaries(st.sampled_from(list(ANSWERS)), ANYTHING))
def test_whatever_is_loaded_makes_valid_requirements(data: dict[str, Any]) -> None:
    """Any data whatever in the file is either an answer that the requirements accept or is dropped."""
    with tempfile.TemporaryDirectory() as folder:
        state = StateFile(Path(folder) / "quiz.yaml")
        written(state, write_document({"answers": data}).encode())
        loaded = state.load(QUESTIONS)
    from_document(Document("quiz", to_data(QUESTIONS, loaded)), KNOWN)
    assert loaded == {id_: data[id_] for id_ in loaded}


@patient
@given(st.binary(max_size=200))
def test_no_bytes_make_loading_fail(content: bytes) -> None:
    """Any bytes whatever in the file hold answers to our questions or none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quiz.yaml"
        path.write_bytes(content)
        assert set(StateFile(path).load(QUESTIONS)) <= set(ANSWERS)
