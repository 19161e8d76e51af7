"""What is said to talk a model out of its limits."""

from jarvis.guardrails.injection.grammar import rules

JAILBREAKING = (
    *rules(
        "jailbreak", "unbound", "asks for a model without limits",
        ways="""
            0.65 ACTAS ANY{0,12} LIMITLESS
            0.65 ACTAS ANY{0,8} (?:IGNORES|FORGET) ANY{0,4} ORDERS
            0.5  (?:SPEAK|REVEAL) ANY{0,6} LIMITLESS
        """,
    ),
    *rules(
        "jailbreak", "unbound", "asks for a model without limits", mood="any",
        ways="""
            0.45 MACHINE ANY{0,8} LIMITLESS
            0.65 (?:ARE|BE) ANY{0,6} (?:AI|BOTS) ANY{0,4} LIMITLESS
            0.5  ARE ANY{0,10} LIMITLESS
            0.5  ARE ANY{0,3} (?:FREE (?:AI|BOTS)|(?:AI|BOTS) FREE)
            0.5  NOT ANY{0,4} FETTERS ANY{0,2} YOU
            0.45 NOT ANY? FETTERS ANY{0,2} APPLIES
            0.3  VOIDED DEF? FETTERS
            0.55 (?:YOU BE NOT|YOURE NOT|NOT BEYOU) ANY{0,2} (?:AI|BOT|LANGUAGE)
            0.55 LIMITLESS ANY{0,3} (?:MACHINE|MODE|SPEAK)
            0.35 (?:YOU ANY{0,3} NOT|NOT BEYOU) ANY{0,2} (?:LIMIT|FILTER|SAFETY)
            0.5  (?:YOU ANY{0,3} NOT|NOT BEYOU) ANY{0,2} (?:LIMIT|FILTER|SAFETY)
                 (?:PAUSE|LONGER|ALL|ANY? CONTENT|ANY? SAFETY)
            0.5  (?:SPEAK|ACTAS) ANY{0,2} BOTS ANY{0,6} NOT ANY? (?:GIVEN|THEYGAVE)
            0.65 YOU ANY{0,3} FREE ANY{0,4} (?:FETTERS|AUTHOR)
            0.45 (?:AI|BOTS|YOU|BEYOU) ANY{0,8} NOT ANY{0,5} FOLLOW ANY{0,2} FETTERS
            0.5  BOTS ANY{0,4} TRAINING ANY{0,2} BE VOIDED
            0.5  BOTS ANY{0,6} VOIDED ANY{0,3} (?:SAFETY|TRAINING)
        """,
    ),
    *rules(
        "jailbreak", "mode", "asks for a mode that has no limits", mood="any",
        ways="""
            0.3  ENABLE ANY{0,3} (?:DEV MODE|MODE ANY? DEV)
            0.55 (?:DEV MODE|MODE ANY? DEV) ANY? YOU
            0.55 ARE ANY{0,6} (?:DEV MODE|MODE ANY? DEV)
            0.65 (?:GODLY|UNBOUND) MODE
            0.65 MODE ANY? (?:GODLY|UNBOUND|NOT ANY? FETTERS)
        """,
    ),
    *rules(
        "jailbreak", "anything", "says that the model may do anything", mood="any",
        ways="""
            0.5  DO ALL NOW
            0.4  (?:AI|BOTS|UNBOUND) ANY{0,6} CAN ANY{0,2} ALL
            0.6  (?:SPEAK|FOLLOW|OBEYS) ANY{0,3} ALL ANY{0,6} EVEN ANY{0,3} HARMFUL
            0.35 EVEN ANY{0,3} HARMFUL
            0.5  YOU ANY? MUST ANY? FOLLOW ANY{0,2} (?:ALL|MY) ANY? (?:REQUEST|TARGET)
            0.5  (?:OBEYS|FOLLOW) ANY? (?:ALL|MY) ANY{0,2} (?:TARGET|REQUEST)
            0.2  FREELY
        """,
    ),
    *rules(
        "jailbreak", "refusal", "forbids the model to refuse",
        ways="""
            0.5  NOT ANY{0,3} REFUSE
            0.4  NONE ANY{0,3} WARNING
            0.55 NOT ANY{0,2} (?:SPEAK|TELL|REVEAL) ANY{0,4} NOT CAN? (?:PAUSE|REFUSE|SPEAK)
            0.5  REFUSE ANY? BE NOT ANY{0,2} OPTION
            0.5  REFUSE NOT BE ANY{0,2} OPTION
        """,
    ),
    *rules(
        "jailbreak", "never", "describes a model that never refuses", mood="any",
        ways="""
            0.55 NOT ANY? (?:YOU CAN|CAN YOU|CAN) REFUSE
            0.45 (?:AI|BOTS|UNBOUND) ANY{0,10} NOT ANY{0,2} REFUSE
            0.55 (?:DROP DEF? LIMIT|REFUSE) ANY{0,8} LOSE
        """,
    ),
    *rules(
        "jailbreak", "character", "binds the model to a part",
        ways="""
            0.4  STAY ANY{0,2} CHARACTER
            0.4  NOT ANY{0,2} DROP ANY{0,2} CHARACTER
        """,
    ),
    *rules(
        "jailbreak", "prefix", "dictates how the answer begins",
        ways="""
            0.65 START ANY{0,7} AFFIRM PAUSE
            0.45 SPEAK ANY{0,4} QUOTE AFFIRM
            0.6  START ANY{0,7} QUOTE MY (?:PROMPT|CONFIG|SYSTEM|TARGET|LIMIT)
        """,
    ),
    *rules(
        "jailbreak", "unbound", "hides the request in a story", mood="any",
        ways="""
            0.3  IMAGINE ANY{0,14} LIMITLESS
            0.35 IMAGINE ANY{0,6} MACHINE ANY{0,3} NOT
            0.45 IMAGINE ANY{0,8} (?:AI|BOTS) ANY{0,6} NOT ANY{0,5} (?:FOLLOW|FETTERS)
        """,
    ),
    *rules(
        "jailbreak", "grandmother", "hides the request in a family story", mood="any",
        ways="""
            0.5  (?:ACTAS|PAY) ANY{0,4} GRANDMA
            0.35 GRANDMA ANY{0,6} (?:DATA|HARMFUL)
        """,
    ),
    *rules(
        "jailbreak", "authority", "claims to be somebody who may command", mood="any",
        ways="""
            0.45 (?:I BE|IAM|I) YOUR (?:DEV|AUTHOR)
            0.3  (?:I BE|IAM|I) ANY{0,2} (?:DEV|AUTHOR)
        """,
    ),
    *rules(
        "jailbreak", "opposite", "asks for the opposite of the rules", mood="any",
        ways="""
            0.6  OPPOSITE ANY{0,6} YOUR ANY{0,3} ORDERS
        """,
    ),
)  # fmt: skip
