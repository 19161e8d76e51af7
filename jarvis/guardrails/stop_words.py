"""Words that say nothing by themselves, folded, in English and Spanish; and small numbers."""

ENGLISH_WORDS = (
    "the a an and or but if of to in on at by for from with without as is are was were be been "
    "being am do does did done have has had having will would shall should can could may might "
    "must not no nor so than then that this these those it its they them their there here he she "
    "his her him we us our you your i my me who whom whose which what when where why how also "
    "about into over under between after before during while such very more most much many some "
    "any each every all both other another own same only just because however therefore "
    "according document documents text source sources says say said states stated mentions "
    "mentioned"
)
SPANISH_WORDS = (
    "el la los las un una unos unas y e o u pero si de del al a en por para con sin como es son "
    "era eran fue fueron ser sido siendo esta estan estaba estar estado hay habia ha han haber "
    "sera seran seria puede pueden podria debe deben no ni que este estos esa ese esos esas eso "
    "esto lo le les se su sus suyo mi me yo tu te tus nos nuestro nuestra quien cual cuales cuyo "
    "cuando donde porque tambien sobre entre desde hasta durante mientras muy mas menos mucho "
    "muchos poco algun alguna algunos cada todo toda todos todas otro otra otros otras mismo "
    "solo asi segun documento documentos texto fuente fuentes dice dicen indica menciona"
)

ENGLISH = frozenset(ENGLISH_WORDS.split())
SPANISH = frozenset(SPANISH_WORDS.split())
STOPS = ENGLISH | SPANISH

COUNTED = (
    "zero - two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty",
    "cero - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve veinte",
)
TENS = (
    "thirty forty fifty sixty seventy eighty ninety",
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
)
NUMBERS = {word: str(number) for row in COUNTED for number, word in enumerate(row.split())} | {
    word: str(10 * number) for row in TENS for number, word in enumerate(row.split(), 3)
}
"""Numbers as words, without "one" and "uno", which are mostly articles."""
