"""What is said to put other instructions in the place of the model's own."""

from jarvis.guardrails.injection.grammar import rules

OVERRIDING = (
    *rules(
        "override", "forget", "asks to ignore earlier instructions",
        ways="""
            0.85 SHUN GAP{0,4} (?:PRIOR|YOUR|ITS) GAP{0,4} ORDERS
            0.85 SHUN GAP{0,3} ORDERS ANY{0,4} (?:PRIOR|GIVEN|THEYGAVE|YOU)
            0.45 OVERRIDE GAP{0,3} PROMPT
            0.75 FORGET GAP{0,3} PROMPT
            0.75 SHUN GAP{0,3} (?:(?:SAFETY|CONTENT) ANY? ORDERS|ORDERS ANY{0,2} (?:SAFETY|CONTENT))
            0.45 OVERRIDE GAP{0,3} (?:SYSTEM TALK|TALK SYSTEM)
            0.75 FORGET GAP{0,3} (?:SYSTEM TALK|TALK ANY? SYSTEM)
            0.75 SHUN GAP{0,3} (?:SYSTEM ORDERS|ORDERS ANY? SYSTEM)
            0.6  SHUN ANY{0,2} ALL ANY{0,3} ORDERS
            0.7  SHUN GAP{0,2} (?:ALL|WHAT) GAP{0,5} (?:PRIOR|HANDED)
                 GAP{0,3} (?:PAUSE|PRIOR|NOW|AUTHOR)
            0.7  SHUN GAP{0,2} DEF ANY{0,2} (?:GIVEN|THEYGAVE)
            0.5  SHUN DEF? USER
            0.5  SHUN DEF? (?:REQUEST|DOC|TALK) DEF USER
            0.35 SHUN DEF? (?:DOC|REQUEST)
            0.4  SHUN DEF? SAFETY
            0.7  SHUN GAP{0,3} ORDERS ANY{0,3} (?:AUTHOR|DEV)
            0.6  SHUN GAP{0,3} (?:YOUR|ITS) GAP{0,2} ROLE
            0.7  SHUN GAP? THINGS GAP{0,4} PRIOR
            0.6  SHUN GAP{0,3} (?:PRIOR GAP? MEMORY|MEMORY GAP? PRIOR)
            0.6  SHUN GAP{0,2} YOUR GAP? TRAINING
            0.45 SHUN GAP{0,3} PRIOR GAP{0,2} TALK
            0.45 SHUN (?:ALL|DEF){1,2} PRIOR PAUSE
            0.5  (?:SHUN|DROP) ANY{0,5} SELF
            0.35 SHUN ANY{0,3} ORDERS
            0.7  (?:DROP|SET) ANY{0,2} (?:FOLLOW|FOLLOWING) GAP{0,3}
                 (?:ORDERS ANY{0,4} (?:YOU|PRIOR|HANDED) | (?:YOUR|PRIOR) ANY{0,2} ORDERS)
            0.7  DROP GAP{0,3} YOUR GAP{0,3} (?:ORDERS|SAFETY)
            0.45 DROP GAP{0,3} PRIOR GAP{0,2} ORDERS
            0.45 DROP GAP{0,3} ORDERS GAP{0,2} PRIOR
            0.55 DROP FREE
            0.4  NOT ANY? FOLLOW ANY{0,2} POLICY
            0.65 (?:DROP|SET) ANY? BE ONE? (?:AI|BOT|LANGUAGE)
            0.7  NOT ANY{0,3} FOLLOW GAP{0,3} (?:YOUR|PRIOR|SYSTEM|ITS)
                 GAP{0,3} (?:ORDERS|TALK|PRIOR)
            0.7  NOT ANY{0,3} FOLLOW GAP{0,3} (?:PROMPT|ORDERS) GAP{0,3} (?:YOU|PRIOR|SYSTEM|GIVEN)
            0.7  SHUN ANY{0,2} ARE ANY{0,3} (?:AI|BOTS|LANGUAGE)
            0.6  SET ANY{0,2} YOUR ANY{0,2} ORDERS ANY{0,2} (?:ASIDE|TO THIS)
            0.7  DROP YOUR ORDERS TO THIS
        """,
    ),
    *rules(
        "override", "forgetting", "asks to do without the rules", mood="any",
        ways="""
            0.6  FORGETTING GAP{0,4} (?:YOUR|PRIOR|SAFETY|ALL) GAP{0,4} ORDERS
            0.4  NOT ANY{0,2} (?:APPLIES|FOLLOWING) ANY{0,3} (?:SAFETY|YOUR) ANY{0,2} ORDERS
        """,
    ),
    *rules(
        "override", "self", "speaks of the model's own instructions", mood="any",
        ways="""
            0.5  FORGETTING ANY{0,5} SELF
            0.55 SELF ANY{0,6} (?:VOIDED|TEST|OPPOSITE|ASIDE|NOT ANY{0,2} APPLIES)
            0.6  NOT ANY{0,4} FOLLOW ANY? AUTHOR
            0.5  NOT (?:THEYGAVE|RECEIVED) ANY{0,2} ORDERS
            0.5  (?:GIVEN YOU|YOU THEYGAVE) ANY{0,3} TEST
            0.5  VOIDED ANY{0,2} FETTERS ANY? SAFETY
            0.25 SELF
        """,
    ),
    *rules(
        "override", "void", "declares earlier instructions void", mood="any",
        ways="""
            0.6  (?:YOUR|SYSTEM|SAFETY|CONTENT) ANY{0,2} ORDERS ANY{0,6} GONE
            0.45 (?:PRIOR|ALL) ANY? ORDERS ANY{0,6} GONE
            0.55 ORDERS ANY{0,4} (?:PRIOR|HANDED|SYSTEM|SAFETY|CONTENT) ANY{0,4} GONE
            0.45 (?:PRIOR ANY{0,2} (?:TALK|MEMORY)|(?:TALK|MEMORY) ANY? PRIOR) ANY{0,3} VOIDED
            0.5  (?:(?:SAFETY|CONTENT) FILTER | FILTER ANY? (?:SAFETY|CONTENT))
                 ANY{0,3} (?:VOIDED|ASIDE)
            0.35 FILTER ANY{0,3} (?:VOIDED|ASIDE) PAUSE
            0.55 (?:PRIOR|YOUR) SYSTEM? (?:PROMPT|TARGET) BE ANY{0,2} TEST
            0.35 PRIOR ANY{0,3} BE ANY{0,3} TEST
            0.4  (?:PRIOR|GIVEN) NOT ANY? APPLIES
            0.6  NOTHING ANY{0,4} (?:YOU BE GIVEN|YOU THEYGAVE|PRIOR) ANY{0,2} (?:APPLIES|ATTENTION)
            0.45 YOU ANY{0,2} NOT SYSTEM PROMPT
            0.45 NOT BEYOU PROMPT
        """,
    ),
    *rules(
        "override", "new", "brings instructions of its own", mood="any",
        ways="""
            0.6  YOUR NEW (?:ORDERS|ROLE)
            0.4  YOUR ANY{0,2} (?:ORDERS|ROLE) BE NOW
            0.45 STOP ANY{0,2} NEW ANY? ORDERS ANY{0,4} COLON
            0.45 NEW ORDERS ANY? BE
            0.45 (?:YOU|YOURE|BEYOU) ANY{0,5} (?:NEW ROLE|ROLE NEW)
            0.45 (?:YOU NOW|NOW BEYOU) ANY{0,4} ROLE
            0.35 DEF NEW ROLE (?:BE|START|ANY NOW)
            0.45 NEW ORDERS ANY{0,3} MACHINE
            0.5  THIS ANY? (?:TARGET|PROMPT|TALK|DOC) ANY{0,6} OVERRULES
            0.35 THIS ANY? (?:LIMIT|POLICY) ANY{0,6} OVERRULES
            0.45 ALWAYS ANY? (?:ME (?:SERVE|FOLLOW)|(?:SERVE|FOLLOW|PAY ORDERS) ANY? ME)
            0.25 I TELL
            0.5  STOP SYSTEM (?:FORGET|OVERRIDE) PAUSE
        """,
    ),
    *rules(
        "override", "end", "pretends that the document is over", mood="any",
        ways="""
            0.35 STOP ANY{0,3} END ANY{0,2} (?:DOC|TALK|PROMPT|DATA) ANY{0,3} STOP
        """,
    ),
    *rules(
        "role_change", "become", "tells the model that it is somebody else now", mood="any",
        ways="""
            0.7  BECOME ANY{0,8} (?:UNBOUND|GODLY)
            0.55 BECOME ANY{0,8} (?:AI|LANGUAGE|BOTS)
            0.3  BECOME
            0.65 (?:(?:YOU BE|YOURE) NOT? LONGER|YA NOT BEYOU) ANY{0,4} (?:BOUND|AI|BOTS|LANGUAGE)
        """,
    ),
)  # fmt: skip
