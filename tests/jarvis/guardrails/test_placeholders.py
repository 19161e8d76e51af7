from hypothesis import given
from hypothesis import strategies as st

from jarvis.guardrails.finding import Check, Finding
from jarvis.guardrails.masking import apart, masked
from jarvis.guardrails.placeholders import PLACEHOLDER, Vault, Vaults

EMAIL = Finding(Check.PII, "email", 0, 1)
CARD = Finding(Check.PII, "card", 0, 1)


def test_a_value_keeps_its_placeholder_and_another_gets_the_next():
    vault = Vault()
    assert vault.placeholder(EMAIL, "ana@example.org") == "[EMAIL_1]"
    assert vault.placeholder(EMAIL, "ben@example.org") == "[EMAIL_2]"
    assert vault.placeholder(EMAIL, "ANA@example.org") == "[EMAIL_1]"
    assert vault.placeholder(CARD, "4242 4242") == "[CARD_1]"
    assert vault.placeholder(CARD, "4242-4242") == "[CARD_1]"


def test_numbers_from_before_a_restart_are_not_given_out_again():
    vault = Vault()
    vault.reserve("You wrote [CARD_3] and [EMAIL_1].")
    assert vault.placeholder(CARD, "4242") == "[CARD_4]"
    assert vault.restored("[CARD_3] [CARD_4]", lambda check, kind: True) == "[CARD_3] 4242"


def test_only_what_the_policy_allows_is_turned_back():
    vault = Vault()
    text = f"{vault.placeholder(EMAIL, 'ana@example.org')} {vault.placeholder(CARD, '4242')}"
    allowed = vault.restored(text, lambda check, kind: kind == "email")
    assert allowed == "ana@example.org [CARD_1]"


def test_each_conversation_has_its_own_values():
    vaults = Vaults()
    vaults.of("a").placeholder(EMAIL, "ana@example.org")
    assert vaults.of("b").placeholder(EMAIL, "ben@example.org") == "[EMAIL_1]"
    assert vaults.of("a") is vaults.of("a")
    assert vaults.of(None) is not vaults.of(None)


def test_a_conversation_of_ten_thousand_values_stays_small():
    vault = Vault()
    words = {vault.placeholder(EMAIL, f"{i}@example.org") for i in range(10_000)}
    assert len(words) == 10_000
    assert vault.placeholder(EMAIL, "1@example.org") == "[EMAIL_2]"


SPANS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.integers(1, 10),
        st.sampled_from([Check.PII, Check.SECRET, Check.INJECTION, Check.TOXICITY]),
    ),
    max_size=8,
)


@given(st.text("abc ", min_size=50, max_size=50), SPANS)
def test_nothing_of_a_finding_is_left_and_everything_else_is(text, spans):
    findings = [Finding(check, "thing", start, start + length) for start, length, check in spans]
    covered = {i for f in findings for i in range(f.start, f.end)}
    rest = "".join(char for i, char in enumerate(text) if i not in covered)
    shown = PLACEHOLDER.sub("", masked(text, findings, Vault()))
    assert shown.replace("[instruction removed]", "").replace("[removed]", "") == rest


def test_of_two_that_overlap_the_graver_counts_over_both():
    email, password = Finding(Check.PII, "email", 5, 20), Finding(Check.SECRET, "password", 2, 9)
    both = list(apart([email, password]))
    assert [(f.kind, f.start, f.end) for f in both] == [("password", 2, 20)]
