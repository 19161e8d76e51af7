"""What a password is called in a text: the words for one, and who or what stands before them."""

import re

HINTS = ("pass", "pwd", "psw", "pw", "contra", "clave", "pin", "palabra de", "frase de")
WORD = re.compile(
    r"pass(?:word|wd|phrase|code|wort)?|pwd|psw|pw|contrase(?:ñ|n)a|contra|clave"
    r"|(?:palabra|frase) de paso|pin(?: code)?"
)
SHORT = frozenset(("pass", "pwd", "psw", "pw", "pin", "pin code", "clave", "contra"))
"""They are parts of other words, too: compass, spinning, enclave, contract."""

KEYWORD_BEFORE = re.compile(r"palabras? \Z", re.IGNORECASE)
"""A palabra clave is a key word."""

COUNTED = re.compile(
    r"\s?(?:bits?|bytes?|char|caracter|d[íi]g|letras|letters|words|palabras|veces|times)"
)
HINT_OF_A_FORM = re.compile(
    r"\b(?:must|should|enter|your|debe|introduce|escribe|tu|su|the|el|la|is|es)\b", re.I
)
USER_BEFORE = re.compile(
    r"\b(?:user(?:name)?|login|usuario|e-?mail|correo|cuenta|account)(?P<sign>\s?[:=])?\s?"
    r"[^\s,;]{1,64}[\s,;/|]{1,3}(?:(?:and|y|with|con) )?(?:(?:the|la|el) )?\Z",
    re.IGNORECASE,
)


def is_a_word(text: str, word: re.Match[str]) -> bool:
    """Of its own, or within a name in code: db_pwd, userPwd."""
    before = text[word.start() - 1 : word.start()]
    after = text[word.end() : word.end() + 1]
    nine_before = text[max(0, word.start() - 9) : word.start()]
    if word[0] == "clave" and KEYWORD_BEFORE.search(nine_before):
        return False
    camel = before.islower() and text[word.start()].isupper()
    return (camel or not before.isalnum()) and not after.isalpha()
