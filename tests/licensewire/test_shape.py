"""Structs that threads decode at the same time, each for the first time."""

import subprocess
import sys

import pytest

_MANY_THREADS = """
import sys, threading
import msgspec
from licensewire.shape import learn_structs

def deep(number):
    kind = int
    for depth in range(8):
        fields = [(f"field_{each}", kind) for each in range(4)]
        kind = msgspec.defstruct(f"Struct{number}_{depth}", fields[:1] + [(n, int, 0) for n, _ in fields[1:]],
                                 module="practised")
    return kind

kinds = [deep(number) for number in range(40)]
if sys.argv[1] == "learned":
    learn_structs("practised")
sys.setswitchinterval(1e-6)
together = threading.Barrier(8)

def decode():
    for kind in kinds:
        together.wait()
        try:
            msgspec.json.decode(b'{"field_0":' * 8 + b"1" + b"}" * 8, type=kind)
        except msgspec.ValidationError:
            raise SystemExit(3)

threads = [threading.Thread(target=decode) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("alive")
"""


@pytest.mark.slow
def test_what_was_learned_is_decoded_by_many_threads_at_once() -> None:
    command = [sys.executable, "-c", _MANY_THREADS, "learned"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout.strip()) == (0, "alive"), ended.stderr
