"""What a person pastes by mistake leaves no trace on the disk."""

from pathlib import Path

from playwright.sync_api import expect

from tests.serving import served
from tests.waiting import until

CARD = "4242 4242 4242 4242"
TOKEN = "ghp_R7pXw2LqZ9mKd4VtYb8NcF3sHj6GaE1uQ5oT"
CONFIG = "[engines.scripted]\ntokens_per_second = 400.0\n"


def test_a_card_and_a_token_are_masked_and_leave_no_trace_after_a_restart(
    tmp_path: Path, new_person
) -> None:
    traces = [CARD, CARD.replace(" ", ""), TOKEN, TOKEN[4:30]]
    for restarted in (False, True):
        with served(tmp_path, "--engine", "scripted", "--offline", config=CONFIG) as jarvis:
            jarvis.wait_for(status="ready", page="ready")
            person = new_person(jarvis.url)
            if restarted:
                assert found(tmp_path, traces) == []
                assert person.titles.count() == 0  # another browser: nobody else's words
            person.ask(f"Pay with {CARD} and push with {TOKEN}, please.")
            expect(person.questions.last).to_have_text(
                "Pay with [CARD_1] and push with [GITHUB_TOKEN_1], please."
            )
            expect(person.page.locator(".byline.user .shield").last).to_have_text("2 masked")
            person.menu("Pay with", "Rename")
            person.page.get_by_label("New title").fill(f"About {TOKEN}")
            person.page.get_by_label("New title").press("Enter")
            expect(person.titles.first).to_contain_text("About [GITHUB_TOKEN_1]")
            person.press("Bad answer")
            person.page.get_by_label("In your own words").fill(f"It used {CARD}!")
            person.press("Save")
            until(lambda: found(tmp_path, ["It used [CARD_1]!"]) != [])
            assert jarvis.stop() == 0
        assert found(tmp_path, traces) == []


def found(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    """Which of the words stand in which file of the data directory, byte for byte."""
    return [
        (path.name, word)
        for path in folder.rglob("*")
        if path.is_file()
        for word in words
        if word.encode() in path.read_bytes() or word.encode("utf-16-le") in path.read_bytes()
    ]
