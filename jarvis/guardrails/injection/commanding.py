"""What is said to have a model give away its prompt, send data off, hide things, or act."""

from jarvis.guardrails.injection.grammar import rules

COMMANDING = (
    *rules(
        "system_prompt", "reveal", "asks for the model's instructions",
        ways="""
            0.75 ASKED GAP{0,6} YOUR GAP{0,3} (?:TARGET|PROMPT|SYSTEM)
            0.55 ASKED GAP{0,6} YOUR GAP{0,3} (?:LIMIT|CONFIG)
            0.6  ASKED GAP{0,2} ITS GAP{0,3} (?:TARGET|PROMPT|SYSTEM|CONFIG)
            0.65 ASKED GAP{0,6} SECRET (?:TARGET|PROMPT)
            0.5  ASKED GAP{0,6} (?:SECRET (?:LIMIT|TALK)|(?:LIMIT|TALK) SECRET) PAUSE
            0.55 ASKED ANY{0,2} (?:DATA|SECRET) ANY? (?:YOU THEYGAVE|YOU BE)
            0.65 ASKED GAP{0,6} (?:PROMPT|TARGET) ANY? SECRET
            0.6  ASKED GAP{0,6} YOUR SECRET
            0.65 ASKED GAP{0,6} PRIOR ANY{0,2} PROMPT
            0.65 ASKED GAP{0,6} PROMPT ANY{0,5} (?:PRIOR|START)
            0.7  ASKED GAP{0,6} (?:DEF|YOUR|THIS) ANY{0,2} SYSTEM (?:PROMPT|TARGET|TALK|MEMORY)
            0.7  ASKED GAP{0,6} (?:DEF|YOUR|THIS) ANY{0,2} (?:PROMPT|TARGET|TALK|MEMORY) ANY? SYSTEM
            0.65 REPEAT ANY{0,3} ALL ANY{0,5} PRIOR
            0.35 REPEAT ANY{0,3} (?:TALK ANY{0,3} PRIOR|PRIOR TALK)
            0.6  REPEAT ANY{0,3} YOUR ANY{0,2} (?:TALK|MEMORY)
            0.5  REPEAT ANY{0,8} (?:BEYOU|YOU BE) PAUSE
            0.6  REVEAL ANY{0,4} MY SYSTEM PROMPT
            0.6  REVEAL ANY{0,4} MY PROMPT ANY? SYSTEM
            0.55 ASKED ANY{0,3} (?:TARGET|LIMIT|PROMPT) ANY{0,4} (?:YOU BE GIVEN|YOU THEYGAVE)
            0.55 ASKED ANY{0,3} (?:TARGET|LIMIT) ANY{0,4} YOU ANY{0,2} FOLLOW
            0.55 ASKED ANY{0,8} SELF
            0.5  ASKED GAP{0,4} SECRET ANY{0,4} (?:YOU|THEYGAVE)
            0.5  ASKED ANY{0,2} ALL ANY? (?:DATA|SECRET) YOU BE
        """,
    ),
    *rules(
        "system_prompt", "question", "asks what the model's instructions are", mood="any",
        ways="""
            0.6  WHAT ANY{0,2} BE ANY{0,2} YOUR ANY{0,3} (?:TARGET|PROMPT|SYSTEM)
            0.4  WHAT ANY{0,2} BE ANY{0,2} YOUR ANY{0,3} LIMIT
            0.6  WHAT ANY{0,6} YOUR (?:SYSTEM PROMPT|PROMPT)
            0.6  WHAT ANY{0,2} (?:TARGET|LIMIT|PROMPT) ANY{0,3} (?:BE YOU GIVEN|YOU BE GIVEN)
            0.6  WHAT ANY{0,2} (?:TARGET|LIMIT|PROMPT) ANY{0,3} (?:YOU THEYGAVE|THEYGAVE)
            0.5  WHAT ANY{0,6} SELF
            0.6  (?:BE YOU GIVEN|YOU BE GIVEN|YOU THEYGAVE) ANY{0,6} SECRET
            0.45 (?:ALL|ONE) ANY? INSIDE GAP{0,2} GAVE
            0.5  (?:WHAT|ALL) ANY{0,2} YOUR (?:DEV|AUTHOR)
                 ANY{0,3} (?:TELL|SPEAK|REVEAL|HANDED)
            0.5  WHAT ANY{0,2} THEYGAVE YOUR (?:DEV|AUTHOR)
            0.5  (?:WHAT|REPEAT|REVEAL) ANY{0,6} (?:PRIOR|TOP) ANY{0,3} MEMORY
            0.5  PRIOR ANY? MY PRIOR (?:TALK|REQUEST)
            0.35 YOUR (?:SYSTEM PROMPT|PROMPT ANY? SYSTEM)
        """,
    ),
    *rules(
        "concealment", "hide", "asks to keep something from the user",
        ways="""
            0.6  NOT ANY{0,3} TELL ANY{0,5} USER
            0.4  NOT ANY{0,3} (?:REVEAL|SPEAK) ANY{0,4} USER
            0.55 NOT ANY{0,3} (?:TELL|DISCLOSE) ANY{0,3} THIS
                 ANY{0,2} (?:TARGET|TALK|PROMPT|DOC|NOTE)
            0.55 NOT ANY{0,3} (?:SET|TELL) ANY{0,2} USER ANY{0,2} KNOW
            0.35 NOT ANY{0,2} (?:TELL|SPEAK) ANY{0,3} THIS
            0.45 STAY ANY{0,4} SECRET ANY{0,2} USER
            0.35 NOT ANY{0,3} TELL ANY{0,3} WEAKNESS
        """,
    ),
    *rules(
        "concealment", "behind", "wants it done behind the user's back", mood="any",
        ways="""
            0.45 WITHOUT TELLING ANY{0,3} USER
            0.45 WITHOUT ANY{0,2} USER ANY{0,3} KNOW
            0.45 WITHOUT TELL ANY{0,2} USER
            0.3  SECRETLY
            0.3  SECRET PAUSE DOER
            0.3  WITHOUT ANY? ASKING
        """,
    ),
    *rules(
        "exfiltration", "send", "asks to send data somewhere",
        ways="""
            0.65 SEND GAP{0,6} (?:USER ANY{0,3} (?:DATA|TALK|PRIOR)|MEMORY|SYSTEM PROMPT)
                 GAP{0,10} (?:LINK|LINKWORD)
            0.55 (?:SEND|SPEAK|USE) GAP{0,6} USER ANY{0,6} LINK
            0.55 (?:SEND|GIVE|REPEAT) GAP{0,6} MEMORY GAP{0,10} LINK
            0.45 SEND GAP{0,6} (?:ALL|YOUR|PRIOR) ANY{0,6} (?:DATA|TALK|MEMORY) ANY{0,10} LINK
            0.3  SEND GAP{0,3} (?:ALL|YOUR|PRIOR) ANY{0,6} (?:USER|MEMORY|DATA)
            0.35 SEND ANY{0,8} (?:DATA|TALK|MEMORY) ANY{0,10} LINK
        """,
    ),
    *rules(
        "exfiltration", "carry", "carries what the user said into an address", mood="any",
        ways="""
            0.45 (?:DATA|MEMORY|TALK) ANY{0,4} USER ANY{0,8} (?:LINKWORD|LINK)
        """,
    ),
    *rules(
        "command", "address", "speaks to an AI that reads it", mood="any",
        ways="""
            0.55 STOP ANY{0,3} NOTE ANY{0,7} MACHINE ANY{0,8} COLON
            0.5  STOP ANY{0,2} TO DEF? BOT COLON
            0.55 STOP (?:TO|ONE) ANY{0,4} MACHINE ANY{0,3} COLON
            0.55 STOP NOTE ANY? MACHINE COMMA ANY{0,3} (?:SEND|ADD|DROP|USE|ENDORSE)
            0.5  (?:MACHINE|BOTS) YOU MUST
            0.4  (?:MACHINE|BOT) ANY{0,4} APPROVED
            0.45 PAUSE MACHINE BOTS? COLON ANY{0,2} (?:DOER|NOTE)
            0.55 (?:NOTE|TALK|TO) ANY{0,3} (?:AUTOMATED BOTS|BOTS AUTOMATED) COLON
            0.5  WHEN (?:AUTOMATED BOTS|BOTS AUTOMATED) COLON
            0.5  MACHINE TARGET COLON
            0.5  TARGET ANY{0,2} MACHINE COLON
            0.35 STOP NOTE ANY? MACHINE PAUSE
            0.65 WHEN ARE ONE? ANY? MACHINE
            0.65 WHEN ARE ONE? BOT
            0.55 (?:MACHINE|ALL AI) ANY{0,4} (?:READING|SUMMING) ANY{0,2} (?:THIS|DOC)
            0.5  (?:MACHINE|BOTS) ANY{0,2} (?:READING|SUMMING|READ) ANY? THIS
            0.55 WHEN ANY{0,5} READ ANY{0,3} MACHINE
            0.5  WHEN ANY{0,2} (?:MACHINE|AI) ANY{0,3} (?:READING|SUMMING)
            0.55 ALL ANY? MACHINE ANY{0,4} (?:READING|SUMMING)
            0.45 PAUSE (?:BOT|MACHINE) COMMA ANY{0,6} DOER
        """,
    ),
    *rules(
        "command", "must", "says what an AI has to do", mood="any",
        ways="""
            0.45 MACHINE ANY{0,5} MUST ANY{0,3} (?:DOER|NOW)
            0.4  PAUSE ANY? BOT ANY? MUST ANY{0,3} (?:DOER|NOW)
            0.45 BOT ANY? MUST ANY{0,2} (?:NOW|FORGET|DROP|USE|SEND)
            0.5  I ANY? WANT ANY{0,4} MACHINE
        """,
    ),
    *rules(
        "command", "before", "gets in before the answer", mood="any",
        ways="""
            0.25 PRIOR ANY? (?:SPEAK|SUMMING)
            0.3  WHEN ANY{0,2} USER ANY? WANT
            0.2  (?:SEND|ADD) ANY{0,5} YOUR SPEAK
            0.3  TALK ANY{0,3} AUTHOR ANY? COLON
        """,
    ),
    *rules(
        "command", "reading", "tells what to do while reading it", mood="any",
        ways="""
            0.45 WHEN ANY{0,2} SUMMING ANY? (?:THIS|NOTE)
            0.35 WHEN ANY{0,3} (?:SUMMING|READING) ANY{0,2} (?:THIS|DOC)
            0.35 WHEN ANY{0,2} WANT ANY{0,6} ENDORSE
        """,
    ),
    *rules(
        "command", "praise", "orders a favourable judgement",
        ways="""
            0.35 ENDORSE ANY{0,3} (?:TOP|PRIOR)
            0.4  (?:REVEAL|SET|PAY) ANY{0,3} TOP ANY{0,2} (?:CANDIDATE|NOTE)
            0.4  ENDORSE ALWAYS
            0.3  ENDORSE ANY{0,3} CANDIDATE
        """,
    ),
    *rules(
        "command", "praise", "orders a favourable judgement", mood="any",
        ways="""
            0.3  THIS CANDIDATE ANY{0,2} BE ANY{0,2} TOP
            0.4  ALWAYS ENDORSE
        """,
    ),
    *rules(
        "command", "tool", "orders the use of a tool",
        ways="""
            0.4  USE ANY{0,4} TOOL TO ANY? SEND
            0.25 USE ANY{0,4} TOOL TO ANY? DROP
            0.3  USE ANY{0,4} (?:SEND|DROP) CODE
            0.2  USE ANY{0,4} TOOL
            0.3  (?:DROP|FORGET|SET) ANY{0,3} CHECKS
        """,
    ),
    *rules(
        "command", "payload", "orders words that prove a break-in", mood="any",
        ways="""
            0.4  (?:SPEAK|REVEAL|REPEAT) ANY{0,6} PWNED
        """,
    ),
    *rules(
        "command", "consent", "claims that the user has agreed already", mood="any",
        ways="""
            0.4  USER ANY{0,4} APPROVED
        """,
    ),
    *rules(
        "command", "then", "goes on with an order", mood="any",
        ways="""
            0.2  STOP LEAD? (?:SPEAK|REVEAL|REPEAT|SEND|ADD|USE|TELL)
            0.3  (?:SPEAK|REVEAL|REPEAT|TELL) ANY{0,3} ALWAYS
            0.2  (?:PAUSE|LEAD) (?:SPEAK|REVEAL|REPEAT|SEND|ADD|USE|TELL|ENDORSE|DROP)
        """,
    ),
    *rules(
        "command", "splitting", "puts an order together from pieces", mood="any",
        ways="""
            0.35 COMBINE ANY{0,8} (?:FOLLOW|PAY|DO|USE) ANY{0,6} RESULT
        """,
    ),
)  # fmt: skip
