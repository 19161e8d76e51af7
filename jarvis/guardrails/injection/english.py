"""English words by what they do in an order.

Verbs stand in the form of an order alone, unless a class is for another form: who tells of an
attack writes "ignored" and "ignores".
"""

WORDS = {
    "RECEIVED": "received got",
    "NOTHING": "nothing",
    "IGNORES": "bypasses breaks disregards skips",
    "THINGS": "everything anything whatever",
    "TRAINING": "training",
    "DISCLOSE": "reveal show display disclose leak expose share",
    "READ": "read",
    "OVERRIDE": "override",
    "LIKE": "like",
    "POLICY": "policy policies",
    # what is done to instructions
    "FORGET": """scrap overlook ditch waive jettison ignore disregard forget bypass overrule
        neglect discard dismiss disobey violate circumvent evade overwrite unlearn sidestep
        nullify""",
    "DROP": """drop abandon erase wipe clear reset delete remove suspend cancel revoke void
        replace skip disable deactivate lift break escape stop cease unlock shed relax disengage
        flush""",
    "FORGETTING": "ignoring disregarding bypassing forgetting overriding circumventing violating",
    "SET": "set put throw turn switch leave toss cast",
    "ASIDE": "aside away out off behind",
    "PAY": "pay take",
    "ATTENTION": "heed",
    "FOLLOW": "follow comply adhere observe respect abide uphold applying obey",
    "FOLLOWING": "following obeying complying adhering",
    "SERVE": "serve",
    "VOIDED": """suspended obsolete cancelled canceled superseded lifted disabled invalid
        overridden revoked rescinded outdated false deleted removed erased gone over""",
    "APPLIES": "apply applies valid exist count counts",
    "OVERRULES": "overrides supersede supersedes prevail prevails precedence priority outrank",
    # what is meant by instructions
    "TARGET": """instruction instructions directive directives guidance command commands
        protocol protocols directions orders""",
    "LIMIT": """guideline guidelines limitations rule rules constraint constraints restriction
        restrictions limit limits limitation boundaries""",
    "PROMPT": "prompt prompts preprompt programming",
    "FILTER": "guardrail guardrails alignment filter filters safeguard safeguards",
    "CONFIG": "configuration setup",
    "SAFETY": "security safety ethics ethical moral morals moderation censorship",
    "CONTENT": "content",
    "TALK": "text message messages words session line lines",
    "MEMORY": "conversation history memory transcript chat context",
    "PRIOR": """earliest previous prior above preceding earlier foregoing aforementioned before
        existing original initial past former previously old beginning first""",
    "GIVEN": """gave handed fed loaded assigned issued entrusted given told instructed provided
        programmed taught trained said imposed created built""",
    "SECRET": "hidden secret confidential internal private invisible",
    "SYSTEM": "system",
    "NEW": "new updated real true actual",
    "ROLE": "role name identity persona personality task goal objective purpose mission job",
    "TEST": "draft mistake test fake joke lie",
    # who is meant
    "YOU": "you u yourself you've you'll",
    "YOURE": "you're youre",
    "YOUR": "your yours ur",
    "ITS": "its their",
    "MY": "my mine our ours",
    "ME": "me us",
    "I": "i i'm i've we",
    "AI": "ai ais llm llms chatbot chatbots gpt chatgpt claude gemini copilot jarvis grok bard",
    "BOT": "assistant bot bots",
    "MODEL": "agent agents model models summarizer summariser evaluator screener crawler reviewer",
    "LANGUAGE": "language",
    "AUTOMATED": "automated automatic",
    "USER": "user human user's",
    "AUTHOR": """creator creators administrator engineer openai anthropic openai's makers
        operator operators microsoft google""",
    "DEV": "developer developers dev debug admin root maintenance",
    "NOTE": "note attention notice dear hey hi hello",
    # how it is said
    "MUST": "must should shall need have has had ought required obliged needs",
    "CAN": "will can could would may might",
    "WANT": """want ask order require appreciate grateful great nice kind beg urge insist better
        wonderful instruct authorise authorize expect""",
    "LEAD": """on please then and so just instead but also therefore kindly immediately simply next
        ok okay well finally completely totally fully entirely or let's only again""",
    "DO": "do doing",
    "NOW": "now henceforth hereafter onwards",
    "LONGER": "longer anymore",
    "NOT": """zero not never no don't dont won't cannot can't cant didn't doesn't shouldn't
        mustn't neither nor isn't aren't sorry nobody noone""",
    "BE": "are be is am were was been being become becomes",
    "EVERY": "all every entire whole each anybody",
    "DEF": "the that those",
    "THIS": "this these below",
    "WHAT": "what which what's",
    "WHEN": "when whenever if once while",
    "WITHOUT": "without sans",
    "ONE": "a an any",
    "ALWAYS": "always solely exclusively",
    "EVEN": "even regardless matter although",
    "TO": "to for",
    # what is asked for
    "GIVE": """convert pass enumerate give provide list write state describe summarize summarise
        explain quote translate output return complete recall""",
    "REPEAT": "repeat print recite echo copy paste dump reproduce transcribe regurgitate spell",
    "SPEAK": "respond answer reply claim confirm mark talk speak say",
    "TELL": "mention inform notify alert let acknowledge reference tell",
    "TELLING": "telling informing mentioning notifying alerting letting",
    "KNOW": "know knowing notices aware",
    "SECRETLY": "secretly silently covertly discreetly",
    "ADD": "add",
    "SEND": """send forward upload post transmit email exfiltrate append submit encode embed
        include attach insert transfer""",
    "DATA": """invoices passwords password credentials secrets contacts emails inbox key keys
        token tokens data cookies""",
    "LINKWORD": "url link webhook endpoint image parameter",
    "TOOL": "tool function plugin",
    "USE": "use call invoke run execute trigger open click visit fetch download access navigate",
    "READING": "reading analyzing analysing evaluating reviewing reads visits visiting see",
    "SUMMING": """summarizing summarising processing parsing indexing summarises summarizes
        process processes""",
    "DOC": """documents files listing ad document page resume article website webpage thread
        comment site""",
    "ENDORSE": """award recommend rank rate hire approve select shortlist promote praise accept
        endorse""",
    "CANDIDATE": """candidate applicant cv product paper submission essay seller brand invoice
        shop company review score rating marks flat applicants""",
    "TOP": "full best top highest perfect positive excellent strongest outstanding",
    "WEAKNESS": "weakness weaknesses negatives flaws drawbacks",
    "APPROVED": "approved authorised authorized consented agreed",
    "ASKING": "asking confirmation permission",
    "CHECKS": "checks applications verification validation",
    # jailbreaks
    "ACTAS": "act pretend roleplay behave simulate impersonate assume play emulate",
    "IMAGINE": """imagine suppose hypothetically hypothetical fictional fiction scenario story
        novel game world universe""",
    "UNBOUND": """unrestricted unfiltered uncensored jailbroken amoral unethical unaligned
        unbound unhinged lawless evil d4n jailbot""",
    "FREE": "free freed liberated unshackled exempt liberate",
    "BOUND": "bound constrained restricted limited governed",
    "MODE": "mode",
    "GODLY": "god sudo jailbreak",
    "ENABLE": "enable activate enter engage initiate",
    "REFUSE": "refuse refuses decline declines deny refusing",
    "WARNING": """apologise apologize lecture moralise disclaimer disclaimers warnings refusal
        refusals caveats apologies""",
    "CHARACTER": "character",
    "STAY": "stay remain keep",
    "START": "start begin preface",
    "AFFIRM": "sure absolutely certainly",
    "GRANDMA": "grandma grandmother granny nana",
    "HARMFUL": "illegal immoral harmful dangerous offensive inappropriate",
    "REQUEST": "question questions request requests query queries",
    "LOSE": "lose deducted terminated punished penalised penalized",
    "OPTION": "option allowed possible",
    "OPPOSITE": "opposite",
    "COMBINE": "combine concatenate join merge",
    "RESULT": "result results",
    "END": "end",
    "PWNED": "pwned hacked",
    "OBEYS": "obeys",
    "FREELY": "freely openly honestly",
}
