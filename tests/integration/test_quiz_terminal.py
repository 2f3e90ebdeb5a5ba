"""`advisor quiz --plain` in a real terminal, from the first prompt to the printout."""

from __future__ import annotations

import resource
import shlex
from pathlib import Path
from typing import Any

import pytest

from advisor.documents import read_document
from advisor.knowledge_base.loader import load_knowledge
from advisor.quiz.state import StateFile
from tests.support.cli import ADVISOR, environment, run_advisor
from tests.support.terminal import CTRL_C, CTRL_D, DOWN, ENTER, LEFT, UP, QuizTerminal, Terminal

QUESTIONS = {one.id: one for one in load_knowledge().questions}
IDS = list(QUESTIONS)
FIRST, SECOND, LAST = IDS[0], IDS[1], IDS[-1]

SKIP, BACK = "No preference", "Back to the question before"
MUST, WISH = "It is a must", "It is a wish"
MUSTS, WISHES, SOME = "All of them are musts", "All of them are wishes", "Some are musts, the others wishes"
DOUBLE, DECISIVE = "They matter more than the rest", "They are decisive"
OFFER, GO_ON, ANEW = "Go on with the quiz you left?", "Go on from there", "Start anew"


def plain(*arguments: str, **more: Any) -> QuizTerminal:
    """The quiz in the written order."""
    return QuizTerminal("--plain", *arguments, **more)


def asked(id_: str) -> str:
    """A question as the screen shows it, with its number."""
    return f"[{IDS.index(id_) + 1}/{len(IDS)}] {QUESTIONS[id_].ask}"


def labels(id_: str, *values: str) -> list[str]:
    """The choices as the screen shows them."""
    known = {choice.value: choice.label for choice in QUESTIONS[id_].choices}
    return [known[value] for value in values]


def answer(quiz: QuizTerminal, id_: str, *values: str) -> None:
    """Choose or tick these values and press Enter; without values, skip the question."""
    quiz.at(asked(id_))
    if QUESTIONS[id_].kind == "one":
        quiz.choose(*(labels(id_, *values) or [SKIP]))
        return
    quiz.tick(*labels(id_, *values))
    quiz.send(ENTER)


def follow_up(quiz: QuizTerminal, id_: str, values: list[str], text: str, choice: str) -> None:
    """Reply to the prompt that asks how much the ticked values matter."""
    quiz.at(f"{', '.join(labels(id_, *values))}: {text}")
    quiz.choose(choice)


def skip_from(quiz: QuizTerminal, id_: str) -> None:
    """Skip this question and all that follow."""
    for one in IDS[IDS.index(id_) :]:
        answer(quiz, one)


def state_of(home: Path) -> StateFile:
    """Where an unfinished quiz keeps its answers."""
    return StateFile(home / "state" / "advisor" / "quiz.yaml")


def kept(home: Path) -> dict[str, Any]:
    """The answers that an unfinished quiz has kept."""
    return state_of(home).load(list(QUESTIONS.values()))


def leave(home: Path, before: str, **answers: Any) -> None:
    """Leave behind what an interrupted quiz leaves: everything before a question skipped, or answered like this."""
    assert state_of(home).save(dict.fromkeys(IDS[: IDS.index(before)]) | answers)


def requirements(path: Path) -> Any:
    """The data of a requirements file."""
    return read_document(path.read_bytes(), str(path)).data


# Answering


def test_everything_answered(tmp_path: Path) -> None:
    """A person answers everything; the saved file says just that, and recommends what the quiz recommended."""
    out, file = tmp_path / "out", tmp_path / "needs.yaml"
    with plain("--save", str(file), home=tmp_path, stdout=out) as quiz:
        answer(quiz, "goal", "production")
        answer(quiz, "domain", "speech")
        answer(quiz, "train_languages", "python")
        follow_up(quiz, "train_languages", ["python"], "must or wish?", MUST)
        answer(quiz, "serve_languages", "python", "java", "swift")
        follow_up(quiz, "serve_languages", ["python", "java", "swift"], "must or wish?", SOME)
        quiz.at("Which of them are musts?")
        quiz.tick(*labels("serve_languages", "java"))
        quiz.send(ENTER)
        answer(quiz, "cloud", "aws", "gcp")
        follow_up(quiz, "cloud", ["aws", "gcp"], "must or wish?", WISHES)
        answer(quiz, "onnx", "preferred")
        answer(quiz, "dynamic_graphs", "indifferent")
        answer(quiz, "scale", "cluster")
        answer(quiz, "train_hardware", "nvidia")
        follow_up(quiz, "train_hardware", ["nvidia"], "must or wish?", WISH)
        answer(quiz, "serve_hardware", "cpu", "arm")
        follow_up(quiz, "serve_hardware", ["cpu", "arm"], "must or wish?", WISHES)
        answer(quiz, "targets", "server")
        follow_up(quiz, "targets", ["server"], "must or wish?", WISH)
        answer(quiz, "os", "linux", "macos")
        follow_up(quiz, "os", ["linux", "macos"], "must or wish?", MUSTS)
        answer(quiz, "big_data", "spark")
        follow_up(quiz, "big_data", ["spark"], "must or wish?", WISH)
        answer(quiz, "priorities", "documentation", "ecosystem")
        follow_up(quiz, "priorities", ["documentation", "ecosystem"], "how much?", DECISIVE)
        answer(quiz, "team_knows", "pytorch")
        assert quiz.finish() == 0
        assert quiz.times_shown(f"{file} written") == 1
    assert requirements(file) == {
        "schema": 1,
        "goal": "production",
        "domain": "speech",
        "languages": {"train": ["python"], "serve": {"required": ["java"], "preferred": ["python", "swift"]}},
        "cloud": {"preferred": ["aws", "gcp"]},
        "onnx": "preferred",
        "dynamic_graphs": "indifferent",
        "scale": "cluster",
        "hardware": {"train": {"preferred": ["nvidia"]}, "serve": {"preferred": ["cpu", "arm"]}},
        "targets": {"preferred": ["server"]},
        "os": ["linux", "macos"],
        "big_data": {"preferred": ["spark"]},
        "priorities": {"documentation": "critical", "ecosystem": "critical"},
        "team_knows": ["pytorch"],
    }
    assert out.read_text(encoding="utf-8") == run_advisor("recommend", str(file), home=tmp_path).stdout


def test_the_quiz_explains_in_full(tmp_path: Path) -> None:
    """`--explain full` at the end of a quiz prints what `recommend` prints for the saved file."""
    out, file = tmp_path / "out", tmp_path / "needs.yaml"
    leave(tmp_path, LAST, goal="research")
    with plain("--resume", "--explain", "full", "--save", str(file), home=tmp_path, stdout=out) as quiz:
        answer(quiz, LAST)
        assert quiz.finish() == 0
    printed = out.read_text(encoding="utf-8")
    assert printed == run_advisor("recommend", str(file), "--explain", "full", home=tmp_path).stdout
    assert "M_k: high (goal: research)" in printed


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (20, 60), (50, 160)])
def test_skipping_everything_is_neutral_in_a_terminal_of_any_size(tmp_path: Path, rows: int, columns: int) -> None:
    """Without a single preference, the printout is that of an empty requirements file, as wide as the terminal."""
    neutral = run_advisor("recommend", "-", home=tmp_path, COLUMNS=str(columns)).stdout
    with plain(home=tmp_path, rows=rows, columns=columns) as quiz:
        skip_from(quiz, FIRST)
        assert quiz.finish() == 0
        assert quiz.ends_with(neutral)
        assert quiz.times_shown("WARNING") == 0
    assert kept(tmp_path) == {}


def test_every_question_says_why_it_is_asked(tmp_path: Path) -> None:
    """While a question is open, its reason stands on the screen of an ordinary terminal."""
    with plain(home=tmp_path, rows=24, columns=80) as quiz:
        for one in QUESTIONS.values():
            quiz.at(asked(one.id))
            assert quiz.shows(one.why), "\n".join(quiz.screen)
            answer(quiz, one.id)


def test_every_choice_can_be_reached_in_a_small_terminal(tmp_path: Path) -> None:
    """A list that is longer than the screen scrolls with the pointer, and the question stays in sight."""
    longest = max(QUESTIONS.values(), key=lambda one: len(one.choices))
    leave(tmp_path, longest.id)
    with plain("--resume", home=tmp_path, rows=15, columns=60) as quiz:
        for choice in longest.choices:
            quiz.at(asked(longest.id))
            quiz.point_at(choice.label)


@pytest.mark.parametrize(
    ("id_", "values", "text", "choice", "expected"),
    [
        ("cloud", ["aws"], "must or wish?", MUST, {"required": ["aws"]}),
        ("cloud", ["aws"], "must or wish?", WISH, {"preferred": ["aws"]}),
        ("cloud", ["aws", "azure"], "must or wish?", MUSTS, {"required": ["aws", "azure"]}),
        ("cloud", ["aws", "azure"], "must or wish?", WISHES, {"preferred": ["aws", "azure"]}),
        ("priorities", ["ecosystem"], "how much?", DOUBLE, {"ecosystem": "high"}),
        ("priorities", ["ecosystem"], "how much?", DECISIVE, {"ecosystem": "critical"}),
    ],
)
def test_follow_ups(
    tmp_path: Path, id_: str, values: list[str], text: str, choice: str, expected: dict[str, Any]
) -> None:
    """Ticks become musts, wishes or priorities, and are kept as soon as the next question is asked."""
    leave(tmp_path, id_)
    with plain("--resume", home=tmp_path) as quiz:
        answer(quiz, id_, *values)
        follow_up(quiz, id_, values, text, choice)
        quiz.at(asked(IDS[IDS.index(id_) + 1]))
        assert kept(tmp_path)[id_] == expected


# Going back


def test_the_first_question_has_no_way_back(tmp_path: Path) -> None:
    """At the first question there is no Back to choose, and the left arrow does nothing."""
    with plain(home=tmp_path) as quiz:
        quiz.at(asked(FIRST))
        quiz.send(LEFT + UP)
        quiz.wait_until(lambda: quiz.pointed == SKIP, "the pointer is at the last choice")
        assert not quiz.shows(BACK)


@pytest.mark.parametrize("way", [BACK, LEFT], ids=["choice", "arrow"])
def test_going_back_points_at_the_earlier_answer(tmp_path: Path, way: str) -> None:
    """Back, chosen or by the left arrow, asks the question before again, with the earlier answer pointed at."""
    with plain(home=tmp_path) as quiz:
        answer(quiz, "goal", "both")
        quiz.at(asked("domain"))
        if way == BACK:
            quiz.choose(BACK)
        else:
            quiz.send(LEFT)
        quiz.at(asked("goal"))
        assert [quiz.pointed] == labels("goal", "both")
        answer(quiz, "goal", "research")
        quiz.at(asked("domain"))
        assert kept(tmp_path) == {"goal": "research"}


def test_going_back_keeps_the_ticks(tmp_path: Path) -> None:
    """The left arrow from a list of boxes leads to the question before, where the earlier ticks are still ticked."""
    leave(tmp_path, "serve_hardware", train_hardware={"required": ["nvidia"], "preferred": ["tpu"]})
    with plain("--resume", home=tmp_path) as quiz:
        quiz.at(asked("serve_hardware"))
        quiz.send(LEFT)
        quiz.at(asked("train_hardware"))
        assert quiz.ticked == labels("train_hardware", "nvidia", "tpu")


@pytest.mark.parametrize("way", [BACK, LEFT], ids=["choice", "arrow"])
def test_going_back_from_a_follow_up_keeps_the_ticks(tmp_path: Path, way: str) -> None:
    """Back from must-or-wish leads to the ticks just made; they can be changed."""
    leave(tmp_path, "os")
    with plain("--resume", home=tmp_path) as quiz:
        answer(quiz, "os", "linux", "windows")
        quiz.at("Linux, Windows: must or wish?")
        if way == BACK:
            quiz.choose(BACK)
        else:
            quiz.send(LEFT)
        quiz.at(asked("os"))
        assert quiz.ticked == labels("os", "linux", "windows")
        answer(quiz, "os", "windows")
        follow_up(quiz, "os", ["linux"], "must or wish?", MUST)
        quiz.at(asked("big_data"))
        assert kept(tmp_path)["os"] == {"required": ["linux"]}


def test_going_back_from_the_musts_keeps_the_ticks(tmp_path: Path) -> None:
    """The left arrow from "which of them are musts" leads to the ticks just made."""
    leave(tmp_path, "os")
    with plain("--resume", home=tmp_path) as quiz:
        answer(quiz, "os", "linux", "windows")
        follow_up(quiz, "os", ["linux", "windows"], "must or wish?", SOME)
        quiz.at("Which of them are musts?")
        quiz.send(LEFT)
        quiz.at(asked("os"))
        assert quiz.ticked == labels("os", "linux", "windows")


@pytest.mark.parametrize(
    ("id_", "earlier"),
    [
        ("goal", None),
        ("goal", "both"),
        ("os", {"required": ["linux"]}),
        ("os", {"preferred": ["linux", "macos"]}),
        ("os", {"required": ["linux"], "preferred": ["macos"]}),
        ("priorities", {"ecosystem": "critical"}),
    ],
)
def test_going_back_and_pressing_enter_changes_nothing(tmp_path: Path, id_: str, earlier: Any) -> None:
    """Whoever goes back to look, and presses Enter through to where they were, keeps the answer they gave."""
    following = IDS[IDS.index(id_) + 1]
    leave(tmp_path, following, **{id_: earlier})
    with plain("--resume", home=tmp_path) as quiz:
        quiz.at(asked(following))
        quiz.send(LEFT)
        quiz.at(asked(id_))
        while not quiz.is_at(asked(following)):
            here = quiz.prompt[0]
            quiz.send(ENTER)
            quiz.wait_until(lambda: quiz.pointed != "" and quiz.prompt[0] != here, f"{here!r} is answered")  # noqa: B023
        assert kept(tmp_path)[id_] == earlier


# Leaving and going on


def interrupt(quiz: QuizTerminal) -> None:
    """Press Ctrl-C; the quiz must end as an interrupted program does."""
    quiz.send(CTRL_C)
    assert quiz.finish() == 130
    assert quiz.times_shown("Interrupted") == 1
    assert quiz.times_shown("Traceback") == 0


def test_an_interrupted_quiz_offers_to_go_on(tmp_path: Path) -> None:
    """Ctrl-C says where the answers are kept and how to go on; the next quiz offers it and starts where this one ended."""
    with plain(home=tmp_path) as quiz:
        answer(quiz, FIRST, "both")
        answer(quiz, SECOND)
        quiz.at(asked(IDS[2]))
        interrupt(quiz)
        assert quiz.times_shown(f"your answers are kept in {state_of(tmp_path).path}") == 1
        assert quiz.times_shown("`advisor quiz --resume --plain` goes on from there") == 1
    with plain(home=tmp_path) as quiz:
        quiz.at(OFFER)
        quiz.wait_for(f"2 of {len(IDS)} questions of an interrupted quiz are answered.")
        quiz.choose(GO_ON)
        quiz.at(asked(IDS[2]))
        assert kept(tmp_path) == {FIRST: "both", SECOND: None}


def test_an_interrupted_quiz_can_be_started_anew(tmp_path: Path) -> None:
    """Starting anew asks the first question, without the earlier answer."""
    leave(tmp_path, IDS[3], goal="both")
    with plain(home=tmp_path) as quiz:
        quiz.at(OFFER)
        quiz.choose(ANEW)
        quiz.at(asked(FIRST))
        answer(quiz, FIRST, "research")
        quiz.at(asked(SECOND))
        assert kept(tmp_path) == {FIRST: "research"}


@pytest.mark.parametrize(("option", "first"), [("--resume", IDS[3]), ("--fresh", FIRST)])
def test_options_skip_the_offer(tmp_path: Path, option: str, first: str) -> None:
    """`--resume` goes on and `--fresh` starts anew without asking."""
    leave(tmp_path, IDS[3])
    with plain(option, home=tmp_path) as quiz:
        quiz.at(asked(first))
        assert quiz.times_shown(OFFER) == 0


def test_resuming_without_anything_kept_starts_at_the_beginning(tmp_path: Path) -> None:
    """`--resume` with nothing to resume is an ordinary quiz."""
    with plain("--resume", home=tmp_path) as quiz:
        quiz.at(asked(FIRST))


@pytest.mark.parametrize("place", ["offer", "first", "one", "boxes", "must or wish", "musts", "how much", "last"])
def test_interrupting_anywhere(tmp_path: Path, place: str) -> None:
    """Ctrl-C leaves with status 130 and without a traceback at every kind of prompt, and loses no whole answer."""
    before = {"one": SECOND, "boxes": "cloud", "must or wish": "os", "musts": "os", "how much": "priorities"}
    leave(tmp_path, before.get(place, LAST))
    earlier = kept(tmp_path)
    option = {"offer": [], "first": ["--fresh"]}.get(place, ["--resume"])
    with plain(*option, home=tmp_path) as quiz:
        if place == "offer":
            quiz.at(OFFER)
        elif place in ("must or wish", "musts"):
            answer(quiz, "os", "linux", "macos")
            quiz.at("Linux, macOS: must or wish?")
        elif place == "how much":
            answer(quiz, "priorities", "ecosystem")
            quiz.at("Ecosystem: how much?")
        else:
            quiz.at(asked(FIRST if place == "first" else before.get(place, LAST)))
        if place == "musts":
            quiz.choose(SOME)
            quiz.at("Which of them are musts?")
        interrupt(quiz)
        assert quiz.times_shown("`advisor quiz --resume --plain` goes on from there") == 1
    assert kept(tmp_path) == earlier


def test_closing_the_window_loses_no_answer(tmp_path: Path) -> None:
    """When the terminal goes away in the middle of the quiz, what was answered is kept."""
    with plain(home=tmp_path) as quiz:
        answer(quiz, FIRST, "both")
        quiz.at(asked(SECOND))
    assert kept(tmp_path) == {FIRST: "both"}


def test_end_of_input_does_nothing(tmp_path: Path) -> None:
    """Ctrl-D neither answers nor crashes, in a list as in boxes."""
    leave(tmp_path, "train_languages")
    with plain("--fresh", home=tmp_path) as quiz:
        quiz.at(asked(FIRST))
        quiz.send(CTRL_D + DOWN)
        quiz.wait_until(lambda: quiz.pointed == QUESTIONS[FIRST].choices[1].label, "the pointer has moved")
    with plain("--resume", home=tmp_path) as quiz:
        quiz.at(asked("train_languages"))
        quiz.send(CTRL_D + DOWN)
        quiz.wait_until(lambda: quiz.pointed == QUESTIONS["train_languages"].choices[1].label, "the pointer has moved")
        interrupt(quiz)


def test_a_finished_quiz_leaves_nothing_to_resume(tmp_path: Path) -> None:
    """After a finished quiz, the next one starts at the first question."""
    leave(tmp_path, LAST)
    with plain("--resume", home=tmp_path) as quiz:
        skip_from(quiz, LAST)
        assert quiz.finish() == 0
    with plain(home=tmp_path) as quiz:
        quiz.at(asked(FIRST))
        assert quiz.times_shown(OFFER) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\x7fELF",
        b"answers: {goal: world domination, domain: [speech]}",
        b"answers: {weather: rain}",
        b"answers: {goal: both",
    ],
    ids=["binary", "wrong values", "unknown question", "not YAML"],
)
def test_a_corrupt_state_file_is_ignored(tmp_path: Path, content: bytes) -> None:
    """What cannot be the answers of a quiz is not offered, does no harm, and is replaced by the next answer."""
    path = state_of(tmp_path).path
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with plain(home=tmp_path) as quiz:
        quiz.at(asked(FIRST))
        assert quiz.times_shown(OFFER) == 0
        answer(quiz, FIRST, "both")
        quiz.at(asked(SECOND))
        assert kept(tmp_path) == {FIRST: "both"}


def test_a_partly_wrong_state_file_keeps_the_rest(tmp_path: Path) -> None:
    """An answer that no longer fits is asked again, the others stand."""
    leave(tmp_path, IDS[3], goal="both", domain="astrology")
    with plain("--resume", home=tmp_path) as quiz:
        quiz.at(asked("domain"))
        answer(quiz, "domain", "speech")
        quiz.at(asked(IDS[2]))
        assert kept(tmp_path) == {"goal": "both", "domain": "speech", IDS[2]: None}


# Files


@pytest.mark.parametrize(
    ("arguments", "answers", "status"),
    [
        (["--top", "2"], {"os": {"required": ["linux"]}}, 0),
        (["--format", "json"], {"goal": "research", "priorities": {"ecosystem": "critical"}}, 0),
        (["--format", "json"], {"train_languages": {"required": ["perl", "matlab", "elixir"]}}, 3),
    ],
    ids=["table", "json", "nothing fits"],
)
def test_recommend_prints_what_the_quiz_printed(
    tmp_path: Path, arguments: list[str], answers: dict[str, Any], status: int
) -> None:
    """`advisor recommend` on the saved file gives the quiz's own result, byte for byte, and no prompt is in it."""
    out, file = tmp_path / "out", tmp_path / "needs.yaml"
    leave(tmp_path, LAST, **answers)
    with plain("--resume", "--save", str(file), *arguments, home=tmp_path, stdout=out) as quiz:
        skip_from(quiz, LAST)
        assert quiz.finish() == status
    again = run_advisor("recommend", str(file), *arguments, home=tmp_path)
    assert again.status == status
    assert out.read_text(encoding="utf-8") == again.stdout


def test_without_save_the_answers_are_kept_as_a_file(tmp_path: Path) -> None:
    """The quiz says where it has put the answers as a requirements file, and that file gives the same result."""
    out, last = tmp_path / "out", tmp_path / "state" / "advisor" / "last-requirements.yaml"
    leave(tmp_path, LAST, goal="research")
    with plain("--resume", home=tmp_path, stdout=out) as quiz:
        answer(quiz, "team_knows", "pytorch")
        assert quiz.finish() == 0
        assert quiz.times_shown(str(last)) == 1
    assert requirements(last) == {"schema": 1, "goal": "research", "team_knows": ["pytorch"]}
    assert out.read_text(encoding="utf-8") == run_advisor("recommend", str(last), home=tmp_path).stdout


def test_an_edition_is_part_of_the_saved_file(tmp_path: Path) -> None:
    """A quiz about a named edition saves that edition, so that the file gives the same result without the option."""
    file = tmp_path / "needs.yaml"
    leave(tmp_path, LAST)
    with plain("--resume", "--edition", "2018", "--save", str(file), home=tmp_path) as quiz:
        quiz.at(asked(LAST))
        quiz.send(ENTER)
        assert quiz.finish() == 0
    assert requirements(file) == {"schema": 1, "edition": "2018"}


def test_saving_onto_a_file_is_refused_before_the_first_question(tmp_path: Path) -> None:
    """A file that is there is never overwritten, and nobody answers fifteen questions in vain."""
    file = tmp_path / "needs.yaml"
    file.write_text("title: by hand\n")
    with plain("--save", str(file), home=tmp_path) as quiz:
        assert quiz.finish() == 2
        assert quiz.times_shown(f"{file}: exists already") == 1
        assert quiz.prompt == []
    assert file.read_text() == "title: by hand\n"


def test_saving_where_no_file_can_be_is_refused_before_the_first_question(tmp_path: Path) -> None:
    """A folder that does not exist is told before the questions, not after them."""
    leave(tmp_path, LAST)
    with plain("--resume", "--save", str(tmp_path / "none" / "needs.yaml"), home=tmp_path) as quiz:
        quiz.wait_until(lambda: quiz.ended or quiz.pointed != "", "the quiz refuses or asks")
        assert quiz.prompt == []
        assert quiz.finish() == 2


def test_an_unwritable_state_folder_is_told_once(tmp_path: Path) -> None:
    """Where no answers can be kept, the quiz says so once and works all the same."""
    (tmp_path / "state").write_text("a file where the folder should be")
    with plain(home=tmp_path, stdout=tmp_path / "out") as quiz:
        skip_from(quiz, FIRST)
        assert quiz.finish() == 0
        assert quiz.times_shown("cannot be kept") == 1
        assert quiz.times_shown("Traceback") == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == run_advisor("recommend", "-", home=tmp_path).stdout


def test_answers_that_were_not_kept_are_not_promised(tmp_path: Path) -> None:
    """Where no answers can be kept, Ctrl-C does not claim that the quiz goes on from there."""
    (tmp_path / "state").write_text("a file where the folder should be")
    with plain(home=tmp_path) as quiz:
        answer(quiz, FIRST, "both")
        quiz.at(asked(SECOND))
        interrupt(quiz)
        assert quiz.times_shown("goes on from there") == 0


# Without a terminal


def used_seconds() -> float:
    """Processor time of the ended child processes, which a busy machine stretches less than the time on the wall."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_without_a_terminal_the_quiz_says_what_to_do(tmp_path: Path) -> None:
    """In a pipe the quiz waits for nobody, works less than two seconds, ends with status 2 and names what needs no terminal."""
    before = used_seconds()
    result = run_advisor("quiz", home=tmp_path, timeout=20)
    assert used_seconds() - before < 2
    assert result.status == 2
    assert result.stdout == ""
    assert "advisor init" in result.stderr
    assert "advisor recommend" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("redirection", ["2> err", "< /dev/null"])
def test_half_a_terminal_is_none(tmp_path: Path, redirection: str) -> None:
    """With the prompts or the keyboard redirected nobody could answer, so the quiz does not wait."""
    command = f"{shlex.join([*ADVISOR, 'quiz'])} {redirection}; status=$?; [ ! -f err ] || cat err; exit $status"
    script = f"cd {shlex.quote(str(tmp_path))}; {command}"
    with Terminal(["bash", "-c", script], environment(tmp_path), rows=24, columns=80) as terminal:
        assert terminal.finish() == 2
        assert terminal.times_shown("the quiz needs a terminal") == 1
