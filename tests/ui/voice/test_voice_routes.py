"""Talking over HTTP as the page's scripts do it, to a real Jarvis with the scripted engine."""

import base64
import json
import subprocess
import wave
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice, product
from uuid import uuid4

import httpx
import pytest

from tests.serving import served
from tests.waiting import until

pytestmark = pytest.mark.process

CONFIG = """
[engines.scripted]
tokens_per_second = 20
first_token_seconds = 0.05
"""
CHUNK = 3200


def story(houses):
    """Two seconds of answer for each; said again, it would be taken for a loop."""
    trees = product(("An old", "A new", "A tall", "A white"), ("oak", "elm", "pine", "birch"))
    chosen = enumerate(islice(trees, houses))
    return " ".join(f"{one} {tree} stands by house {n}." for n, (one, tree) in chosen)


STORY = story(4)


@pytest.fixture(scope="module")
def jarvis(tmp_path_factory):
    folder = tmp_path_factory.mktemp("voice")
    with served(folder, "--engine", "scripted", "--offline", config=CONFIG) as running:
        running.wait_for(page="ready", status="ready")
        with client(running) as http:
            http.get("/page/status").raise_for_status()  # as a page does: then the ears are loaded
            until(lambda: state(http)["recogniser"])
        yield running


@contextmanager
def client(jarvis):
    """Somebody's browser, with its cookie."""
    with httpx.Client(base_url=jarvis.url, params={"language": "en"}, timeout=60) as http:
        http.get("/").raise_for_status()
        yield http


@pytest.fixture
def person(jarvis):
    with client(jarvis) as http:
        yield http


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """A text's sound."""

    def speak(text):
        path = tmp_path_factory.mktemp("speech") / "spoken.wav"
        subprocess.run(["flite", "-voice", "slt", "-t", text, "-o", str(path)], check=True)
        with wave.open(str(path)) as sound:
            return sound.readframes(sound.getnframes())

    return speak


@pytest.fixture(scope="module")
def question(spoken):
    return spoken("What is the capital of France?")


def state(http):
    return http.get("/page/voice/state").json()


def say(http, pcm):
    """Everything in chunks, as a browser sends it; the id, and the words so far of each."""
    listen = uuid4().hex
    words = []
    for number, at in enumerate(range(0, len(pcm), CHUNK)):
        path = f"/page/voice/listen/{listen}/{number}"
        answer = http.post(path, content=pcm[at : at + CHUNK], params={"spoken": "auto"})
        assert answer.status_code == 200, answer.text
        words.append(answer.json()["words"])
    return listen, words


def turn(http, **body):
    with http.stream("POST", "/page/voice/turn", json=body) as answer:
        assert answer.status_code == 200
        return [json.loads(line) for line in answer.iter_lines()]


def of(kind, events):
    return [event for event in events if event["kind"] == kind]


def seconds(events):
    return sum(len(base64.b64decode(e["pcm"])) / 2 / e["rate"] for e in of("sound", events))


def test_a_turn_tells_what_was_heard_asks_it_and_is_spoken(person, question):
    listen, words = say(person, question)
    assert any("capital" in said.lower() for said in words)
    events = turn(person, listen=listen)
    assert [event["kind"] for event in events[:2]] == ["heard", "asked"]
    assert "capital of france" in events[0]["text"].lower()
    assert events[0]["confidence"] > 0.3
    assert seconds(events) > 1
    numbers = [event["number"] for event in of("sound", events)]
    assert numbers == list(range(len(numbers)))
    done = events[-1]
    assert done["kind"] == "done"
    assert done["recognition_ms"] <= done["first_token_ms"] <= done["first_sound_ms"]
    asked = events[1]
    told = {"turn": asked["turn"], "first_sound_ms": 800.0, "gaps_ms": [0, 3], "spoken_seconds": 1}
    assert person.post("/page/voice/played", json=told).status_code == 204
    assert person.post("/page/voice/read", json={"chat": "x", "message": "y"}).status_code == 404
    read = {"chat": asked["chat"], "message": asked["turn"]}
    with person.stream("POST", "/page/voice/read", json=read) as answer:
        aloud = [json.loads(line) for line in answer.iter_lines()]
    assert seconds(aloud) == pytest.approx(seconds(events), rel=0.3)


def test_silence_asks_nothing(person):
    listen, _ = say(person, bytes(2 * 16_000))
    events = turn(person, listen=listen)
    assert [event["kind"] for event in events] == ["heard", "nothing"]
    assert events[0]["text"] == ""


def test_a_muted_answer_is_asked_and_not_spoken(person, question):
    listen, _ = say(person, question)
    events = turn(person, listen=listen, mute=True)
    assert of("asked", events)
    assert not of("sound", events)


def test_an_edited_transcript_is_what_is_asked(person, question):
    listen, _ = say(person, question)
    heard = person.post(f"/page/voice/hear/{listen}").json()
    assert heard["heard"]
    events = turn(person, listen=listen, text="Say good night.")
    chat = of("asked", events)[0]["chat"]
    exported = person.get(f"/page/export/{chat}.json").json()
    assert "Say good night." in json.dumps(exported)
    assert "capital" not in json.dumps(exported)


def test_an_edited_transcript_is_asked_even_if_its_sound_is_gone(person):
    events = turn(person, listen=uuid4().hex, text="Say good night.")
    assert not of("problem", events)
    assert answer_to(person, of("asked", events)[0])["content"].strip() == "Say good night."


def test_an_answer_that_is_muted_halfway_stays_whole(person):
    with person.stream("POST", "/page/voice/turn", json={"text": STORY}) as answer:
        lines = (json.loads(line) for line in answer.iter_lines())
        asked = next(line for line in lines if line["kind"] == "asked")
        next(line for line in lines if line["kind"] == "sound")
        told = {"turn": asked["turn"], "muted": True}
        assert person.post("/page/voice/played", json=told).status_code == 204
        assert list(lines)[-1]["kind"] == "done"
    assert person_stop(person, asked, played=1) == 204
    assert answer_to(person, asked)["content"].strip() == STORY.strip()


def answer_to(http, asked):
    return http.get(f"/page/export/{asked['chat']}.json").json()["messages"][-1]


def test_what_was_not_said_is_taken_out_when_it_is_interrupted(person):
    with person.stream("POST", "/page/voice/turn", json={"text": STORY}) as answer:
        lines = (json.loads(line) for line in answer.iter_lines())
        asked = next(line for line in lines if line["kind"] == "asked")
        first = next(line for line in lines if line["kind"] == "sound")
        stopped = person_stop(person, asked, played=1)
    assert stopped == 204
    answer_text = answer_to(person, asked)["content"]
    assert STORY.startswith(answer_text)
    assert 0 < len(answer_text) <= first["end"]
    told = {"turn": asked["turn"], "interrupted": True, "spoken_seconds": 1.0}
    assert person.post("/page/voice/played", json=told).status_code == 204


def person_stop(http, asked, **how):
    return http.post("/page/voice/stop", json={"turn": asked["turn"], **how}).status_code


def test_a_tab_that_is_closed_stops_the_answer(person):
    endless = story(16)
    with person.stream("POST", "/page/voice/turn", json={"text": endless}) as answer:
        lines = (json.loads(line) for line in answer.iter_lines())
        asked = next(line for line in lines if line["kind"] == "asked")
        next(line for line in lines if line["kind"] == "sound")
    until(lambda: answer_to(person, asked)["status"] == "interrupted")
    assert 0 < len(answer_to(person, asked)["content"]) < len(endless)


def test_two_people_talk_at_once_without_hearing_each_other(jarvis, spoken, question):
    def talk(pcm):
        with client(jarvis) as http:
            listen, _ = say(http, pcm)
            events = turn(http, listen=listen)
            chat = of("asked", events)[0]["chat"]
            return chat, json.dumps(http.get(f"/page/export/{chat}.json").json()).lower()

    other_question = spoken("How many days are in a week?")
    with ThreadPoolExecutor(2) as both:
        (one, first), (other, second) = both.map(talk, [question, other_question])
    assert one != other
    assert "capital" in first
    assert "week" not in first
    assert "week" in second
    assert "capital" not in second


def test_another_person_reaches_nothing_of_it(jarvis, person, question):
    listen, _ = say(person, question)
    asked = of("asked", turn(person, listen=listen))[0]
    with client(jarvis) as stranger:
        events = turn(stranger, listen=listen)
        assert [event["kind"] for event in events] == ["problem"]
        assert person_stop(stranger, asked) == 404
        assert stranger.post("/page/voice/played", json={"turn": asked["turn"]}).status_code == 404
        read = {"chat": asked["chat"], "message": asked["turn"]}
        assert stranger.post("/page/voice/read", json=read).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/page/voice/turn"),
        ("POST", f"/page/voice/listen/{'0' * 32}/0"),
        ("POST", "/page/voice/stop"),
        ("GET", "/page/voice/state"),
    ],
)
def test_other_web_pages_are_refused(person, method, path):
    answer = person.request(method, path, headers={"origin": "https://elsewhere.example"}, json={})
    assert answer.status_code == 403


def test_bad_sound_is_refused_with_a_reason(person):
    listen = uuid4().hex
    missing = person.post(f"/page/voice/listen/{listen}/3", content=bytes(CHUNK))
    assert missing.status_code == 400
    assert missing.json()["detail"]["hint"]
    assert person.post(f"/page/voice/listen/{listen}/0", content=bytes(3)).status_code == 400
    huge = person.post(f"/page/voice/listen/{listen}/0", content=bytes(9 << 20))
    assert huge.status_code == 413
    assert person.post("/page/voice/listen/nonsense/0", content=b"").status_code == 422


def test_presses_that_are_forgotten_leave_nothing(person, question):
    for _ in range(100):
        listen = uuid4().hex
        person.post(f"/page/voice/listen/{listen}/0", content=question[:CHUNK]).raise_for_status()
        assert person.delete(f"/page/voice/listen/{listen}").status_code == 204
    listen, words = say(person, question)
    assert "capital" in words[-1].lower()


def test_a_voice_can_be_tried_in_both_languages(person):
    names = [voice["name"] for voice in state(person)["voices"]]
    assert "espeak-ng" in names
    for language in ("en", "es"):
        body = {"voice": "espeak-ng", "language": language, "speed": 1.2}
        with person.stream("POST", "/page/voice/sample", json=body) as answer:
            assert seconds([json.loads(line) for line in answer.iter_lines()]) > 1
    unknown = person.post("/page/voice/sample", json={"voice": "nobody", "language": "en"})
    assert unknown.status_code == 400
    assert "espeak-ng" in unknown.json()["detail"]["hint"]
