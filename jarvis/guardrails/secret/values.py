"""Whether a value is a secret itself, or stands for one: a placeholder, a variable, a word."""

import math
import re
from collections import Counter

PLACEHOLDER = re.compile(
    r"""
    [\[<•] | \{[\w{] | \$\{ | \$\( | \$\w+\Z | %\( | %\w+%?\Z      # [PASSWORD_1], ${PASSWORD}, %s
  | .{0,24}(?:\*{3}|x{4}|\.{3}|…)                                   # ****, sk-xxxx, abc...
  | .{0,24}(?:your|example|ejemplo|placeholder|change_?-?me|dummy|redacted|insert|replace_)
  | .{0,24}[_-](?:here|aqu[ií])\b
  | (?:my|tu|mi|su|un|una|the|a)[_-](?:api|clave|contrase|token|passw|secret|key)
  | !(?:vault|secret|env|ref|sub)\b                                # YAML's tags
  | :\w+\Z                                                        # of a query: :hash
  | (?:true|false|null|none|nil|undefined|empty)\Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
EXPRESSION = re.compile(
    r"""
    [A-Za-z_][\w.:]{0,64}[(\[]                                      # getpass(), os.environ[
  | (?:os|process|self|config|settings|env|request|req|args|this|ctx|data|form|user|secrets?|vault
      |vars?|local|params|values|props|state|body|event|cfg|conf|options|opts|input)
    (?:\.|->|::|\?\.)[A-Za-z_]
    """,
    re.VERBOSE,
)
KNOWN = re.compile(
    r"""
    (?: (?:sha|md|aes|des|rsa|ecdsa|ed|base|utf|pbkdf|argon|bcrypt|scrypt|hmac|oauth|ntlm|tls|ssl
          |http|rfc|iso|nist|owasp|wpa|web|win|windows|ipv) -? \d{1,5} [\w.-]{0,16}
      | (?:x|v|mp|h|k) -? \d{1,5} (?:[.-]\d{1,4}){0,3} (?:s|alpha|beta|rc)?
      | [1-9]fa
      | [1-9]\d?(?:st|nd|rd|th|a|o|s|h|d|min|x|k|mb|gb|ms|bits?)
      | \d{1,4}-(?:bit|byte|char\w{0,8}|digit|day|step|factor|word|year)s?
    )\Z""",
    re.IGNORECASE | re.VERBOSE,
)
"""SHA-256, base64, OAuth2, 2FA, 12-character: letters with digits that everybody knows."""

_WORDS = """
    password passwd pwd pass passphrase passcode contraseña contrasena clave secret secreto secreta
    string str text texto bytes varchar char int integer number bool boolean object any unknown
    username user usuario email login field input label type value name key token
    required optional obligatoria obligatorio opcional hidden visible enabled disabled default
    missing forgot empty blank vacía reset yes no none null sí
    incorrect invalid correct wrong expired weak strong fair good bad same different unique secure
    insecure safe old new valid long short simple complex easy hard public private encrypted plain
    plaintext not too very always never also what there gone here enough important everything below
    above strength length
    incorrecta inválida correcta olvidada caducada débil fuerte segura insegura mala buena misma
    distinta diferente única larga corta nueva vieja válida fácil difícil pública privada muy más
    tan demasiado igual siempre nunca aquí esta este
"""
WORDS_OF_FORMS = frozenset(_WORDS.split())
ADJECTIVE = re.compile(r"(?:ed|ing|[ai]ble|ful|less|ous|ive|[ai]d[oa]s?|mente|ly)\Z", re.IGNORECASE)
UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\Z")
SIGNS_OF_WORDS = "-_'./ "
"""Signs that stand inside words, paths and dates as well."""

LEAST_RANDOM_BITS = 2.8
"""Of Shannon's entropy a character: twenty random letters have 4, words and counters 2.5."""


def is_placeholder(value: str) -> bool:
    """Whether a value shows where one goes, hides one or names a variable."""
    one_sign = len(set(value)) == 1 and not value.isdigit()
    return one_sign or bool(PLACEHOLDER.match(value))


def is_expression(value: str) -> bool:
    """Whether a value without quotes is code that fetches the real one."""
    return bool(EXPRESSION.match(value))


def is_mixed(value: str) -> bool:
    """Whether a word has digits or signs in it, as passwords have and words haven't."""
    if KNOWN.match(value) or not value.isprintable():
        return False
    digit = any(map(str.isdigit, value))
    letter = any(map(str.isalpha, value))
    sign = any(not c.isalnum() and c not in SIGNS_OF_WORDS for c in value.rstrip("!?"))
    return digit + letter + sign >= 2 and (letter or sign)


def is_strong(value: str) -> bool:
    """Whether a value is rather a password than anything else, whatever stands before it."""
    return is_mixed(value) and any(map(str.isalpha, value)) and not is_placeholder(value)


def is_a_word_of_forms(value: str) -> bool:
    """Whether a word describes a password rather than being one: required, wrong, encrypted."""
    word = value.casefold().strip(" .:;,!?¡¿_-*")
    return word in WORDS_OF_FORMS or bool(word.isalpha() and ADJECTIVE.search(word))


def is_random(value: str, least: int = 16) -> bool:
    """Whether a value looks drawn by lot: `least` characters or more, letters with digits."""
    if len(value) < least or not (re.search("[0-9]", value) and re.search("[A-Za-z]", value)):
        return False
    return entropy(value) >= LEAST_RANDOM_BITS


def entropy(text: str) -> float:
    """Shannon's, of the text's own characters, in bits a character."""
    shares = [count / len(text) for count in Counter(text).values()]
    return -sum(share * math.log2(share) for share in shares)
