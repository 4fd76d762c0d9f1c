"""Work off the GUI thread, its answer back on it."""

import threading
import traceback

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread

from qtclient.background import Background


@pytest.fixture
def background(qapp):
    background = Background()
    yield background
    assert background.close()


class Answers(QObject):
    def __init__(self):
        super().__init__()
        self.done = []
        self.failed = []
        self.threads = []

    def take(self, answer):
        self.done.append(answer)
        self.threads.append(QThread.currentThread())

    def refuse(self, error):
        self.failed.append(error)


def test_answer_arrives_on_the_gui_thread(background, qtbot, qapp):
    answers = Answers()
    called_on = []

    def call():
        called_on.append(threading.get_ident())
        return 7

    background.run(call, owner=answers, done=answers.take, failed=answers.refuse)
    qtbot.waitUntil(lambda: answers.done == [7], timeout=60_000)
    assert called_on != [threading.get_ident()]
    assert answers.threads == [qapp.thread()]


def test_error_arrives_without_the_frames_that_hold_secrets(background, qtbot):
    answers = Answers()

    def call():
        password = "hunter2"  # noqa: F841 - it is what must not travel
        raise ValueError("no")

    background.run(call, owner=answers, done=answers.take, failed=answers.refuse)
    qtbot.waitUntil(lambda: len(answers.failed) == 1, timeout=60_000)
    assert isinstance(answers.failed[0], ValueError)
    frames = traceback.walk_tb(answers.failed[0].__traceback__)
    assert not [frame for frame, _ in frames if "password" in frame.f_locals]


def test_a_cancelled_call_is_silent(background, qtbot):
    answers, after = Answers(), Answers()
    go = threading.Event()
    work = background.run(go.wait, owner=answers, done=answers.take, failed=answers.refuse)
    work.cancel()
    go.set()
    background.run(lambda: 1, owner=after, done=after.take, failed=after.refuse)
    qtbot.waitUntil(lambda: bool(after.done), timeout=60_000)
    qtbot.wait(10)
    assert not answers.done
    assert not answers.failed


def test_a_gone_owner_gets_nothing(background, qtbot):
    answers, after = Answers(), Answers()
    go = threading.Event()
    background.run(go.wait, owner=answers, done=after.take, failed=after.refuse)
    shiboken6.delete(answers)
    go.set()
    background.run(lambda: "after", owner=after, done=after.take, failed=after.refuse)
    qtbot.waitUntil(lambda: bool(after.done), timeout=60_000)
    qtbot.wait(10)
    assert after.done == ["after"]


def test_what_waits_in_the_queue_is_dropped_at_the_end(qapp, qtbot):
    background = Background(threads=1)
    answers = Answers()
    begun, go, second = threading.Event(), threading.Event(), []

    def first():
        begun.set()
        go.wait()

    background.run(first, owner=answers, done=answers.take, failed=answers.refuse)
    background.run(lambda: second.append(1), owner=answers, done=answers.take, failed=answers.refuse)
    assert begun.wait(60)
    assert not background.close(patience_ms=20)  # a hung call does not hold the exit
    go.set()
    assert background.close(patience_ms=60_000)
    qtbot.wait(10)
    assert not second
    assert not answers.done


def test_prepared_work_waits_for_its_start(background, qtbot):
    answers = Answers()
    work = background.prepare(lambda: 3, owner=answers, done=answers.take, failed=answers.refuse)
    qtbot.wait(10)
    assert not answers.done
    background.start(work)
    qtbot.waitUntil(lambda: answers.done == [3], timeout=60_000)


def test_thousands_of_answers_are_all_delivered(background, qtbot):
    answers = Answers()
    for number in range(3000):
        background.run(lambda number=number: number, owner=answers, done=answers.take, failed=answers.refuse)
    qtbot.waitUntil(lambda: len(answers.done) == 3000, timeout=60_000)
    assert sorted(answers.done) == list(range(3000))
