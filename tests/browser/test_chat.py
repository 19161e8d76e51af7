"""Asking, answering, stopping, asking again: on the real page, in a real browser."""

import re

from playwright.sync_api import expect

from tests.waiting import until

LONG = " ".join(f"word{number}." for number in range(400))


def test_an_answer_streams_and_says_how_it_came(person) -> None:
    words = " ".join(f"word{number}." for number in range(60))
    person.write(words)
    expect(person.answers.last).to_contain_text("word3")
    assert "word59" not in person.answers.last.inner_text(), "the answer came in one piece"
    expect(person.finished_answers).to_have_count(1)
    expect(person.answers.last).to_have_text(words)
    expect(person.finished_answers.locator(".line")).to_have_text(
        re.compile(r"\S+ · \d\.\d\d s to first word · \d+ tokens/s$")
    )


def test_markdown_code_and_formulas_are_drawn(person) -> None:
    person.ask("A **bold** word.\n\n```python\nprint(1)\n```\n\n$$E=mc^2$$")
    answer = person.answers.last
    expect(answer.locator("strong")).to_have_text("bold")
    expect(answer.locator("pre code")).to_contain_text("print")
    expect(answer.locator(".copy_code_button")).to_have_count(1)
    expect(answer.locator(".katex-display")).to_have_count(1)


def test_html_in_an_answer_is_not_ours(person) -> None:
    person.ask('See <button data-do="remove">this</button><img src=x onerror="window.bad=1"> here.')
    assert person.page.evaluate("window.bad") is None
    expect(person.titles).to_have_count(1)


def test_thoughts_are_folded_away(person) -> None:
    person.ask("<think>secret plan</think>The answer.")
    expect(person.page.locator("#chat .bot-row").get_by_text("How it got there")).to_be_visible()
    expect(person.page.locator("#chat .bot-row").get_by_text("secret plan")).not_to_be_visible()
    expect(person.answers.last).to_have_text("The answer.")


def test_copying_copies_the_answer_alone(new_person) -> None:
    person = new_person(permissions=["clipboard-read", "clipboard-write"])
    person.ask("Only **this**.")
    person.press("Copy")
    assert person.page.evaluate("navigator.clipboard.readText()") == "Only **this**."


def test_stop_keeps_what_was_written(person) -> None:
    person.write(LONG)
    expect(person.answers.last).to_contain_text("word5")
    person.press("Stop")
    expect(person.finished_answers.locator(".line")).to_contain_text("stopped")
    expect(person.page.get_by_role("button", name="Send")).to_be_visible()
    assert "word399" not in person.answers.last.inner_text()
    person.ask("And now?")
    expect(person.answers.last).to_have_text("And now?")


def test_escape_stops(person) -> None:
    person.write(LONG)
    expect(person.answers.last).to_contain_text("word2")
    person.page.keyboard.press("Escape")
    expect(person.finished_answers.locator(".line")).to_contain_text("stopped")


def test_answering_again_keeps_both_versions(person) -> None:
    person.ask("first")
    person.press("Answer again")
    expect(person.page.locator("#chat .versions")).to_contain_text("2/2")
    expect(person.finished_answers).to_have_count(1)
    person.press("Previous version")
    expect(person.page.locator("#chat .versions")).to_contain_text("1/2")


def test_editing_goes_on_from_there_and_loses_nothing(person) -> None:
    person.ask("one")
    person.ask("two")
    person.page.locator("#chat .byline.user .edit").first.click(force=True)
    expect(person.page.locator("#question")).to_have_value("one")
    person.write("uno")
    expect(person.answers).to_have_text(["uno"])
    expect(person.questions).to_have_text(["uno"])
    expect(person.finished_answers).to_have_count(1)
    person.press("Previous version")
    expect(person.answers).to_have_text(["one", "two"])


def test_a_failure_is_shown_in_place_with_a_way_on(person) -> None:
    person.ask("Say this. !error the engine tripped")
    problem = person.page.locator("#chat .problem")
    expect(problem).to_contain_text("the engine tripped")
    expect(problem).to_contain_text("The script says so.")
    expect(person.questions.last).to_contain_text("Say this.")
    assert "Traceback" not in person.page.content()
    person.press("Try again")
    expect(person.page.locator("#chat .versions")).to_contain_text("2/2")
    expect(person.questions).to_have_count(1)


def test_who_waits_sees_their_place(new_person) -> None:
    anna, ben = new_person(), new_person()
    anna.write(LONG)
    expect(anna.answers.last).to_contain_text("word1")
    ben.write("And me?")
    expect(ben.page.locator("#chat .waiting")).to_contain_text("You are next in the queue")
    anna.press("Stop")
    expect(ben.answers.last).to_have_text("And me?")


def test_an_empty_or_huge_message_is_refused_and_kept(person) -> None:
    person.write("   ")
    expect(person.page.locator("#refused")).to_contain_text("There is no message to answer.")
    huge = "x" * 1_048_576
    person.write(huge)
    expect(person.page.locator("#refused")).to_contain_text("1,048,576 bytes")
    assert person.page.locator("#question").input_value() == huge
    expect(person.titles).to_have_count(0)


def test_shift_enter_starts_a_line(person) -> None:
    person.page.locator("#question").press_sequentially("one")
    person.page.locator("#question").press("Shift+Enter")
    person.page.locator("#question").press_sequentially("two")
    person.page.locator("#question").press("Enter")
    expect(person.finished_answers).to_have_count(1)
    expect(person.answers.last.locator("br")).to_have_count(1)


def test_an_example_is_asked_by_a_click(person) -> None:
    person.page.locator(".example:visible").first.click()
    expect(person.finished_answers).to_have_count(1)
    expect(person.answers.last).to_contain_text("sky")


def test_reloading_during_an_answer_watches_on(person) -> None:
    person.write(" ".join(f"word{number}." for number in range(120)))
    expect(person.answers.last).to_contain_text("word5")
    person.page.reload()
    expect(person.finished_answers).to_have_count(1)
    expect(person.answers.last).to_contain_text("word119")
    expect(person.finished_answers.locator(".line")).not_to_contain_text("interrupted")


def test_leaving_stops_the_answer_and_says_so(person) -> None:
    person.write(LONG)
    expect(person.answers.last).to_contain_text("word5")
    address = person.page.url
    person.page.close()
    until(lambda: person.exported(address)["messages"][-1]["status"] == "interrupted")
    person.page = person.new_window(address)
    expect(person.finished_answers.locator(".line")).to_contain_text("interrupted")
    assert "word399" not in person.answers.last.inner_text()


def test_switching_away_and_back_finds_the_answer_still_growing(person) -> None:
    person.ask("short one")
    person.press("New chat")
    person.write(" ".join(f"word{number}." for number in range(120)))
    expect(person.answers.last).to_contain_text("word3")
    person.titles.filter(has_text="short one").click()
    expect(person.answers).to_have_text(["short one"])
    person.titles.filter(has_text="word0").click()
    expect(person.finished_answers).to_have_count(1)
    expect(person.answers.last).to_contain_text("word119")
