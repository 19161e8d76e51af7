"""Words that say nothing by themselves, folded, in English and Spanish."""

ENGLISH_WORDS = (
    "the a an and or but if of to in on at by for from with as is are was were be been being am "
    "do does did done doing have has had having will would shall should can could might must no "
    "not nor so than then that this these those it its they them their theirs there here he she "
    "his her hers him we us our ours you your yours i my mine me who whom whose which what when "
    "where why how also about into such very more most much many some any each every all both "
    "own same just because however therefore while during upon per s t re ve ll d m don doesn "
    "didn isn aren wasn weren won hasn haven can"
)
SPANISH_WORDS = (
    "el la los las un una unos unas y e o u pero si de del a al en por para con como es son era "
    "eran fue fueron ser sido siendo esta estan estaba estaban este estos estar estado hay habia "
    "he ha han haber sera seran seria soy somos estoy puede pueden podria puedo puedes podemos "
    "debe deben no ni que quien quienes cual cuales cuyo cuya donde cuando porque tambien sobre "
    "entre desde hasta ese esa esos esas eso esto aquel aquella aquello lo le les se su sus suyo "
    "suya mi mis me yo tu tus te ti nos nuestro nuestra nuestros nuestras ella ellos ellas muy "
    "mas mucho mucha muchos muchas algun alguna algunos algunas cada todo toda todos todas otro "
    "otra otros otras mismo misma solo asi segun cuanto cuanta cuantos cuantas ya aunque mientras "
    "os vosotros ustedes usted tiene tienen tengo tener"
)
ASKING_WORDS = (
    "tell explain describe show give list find summarize summarise please according document "
    "documents text file files say says said mention mentions mentioned know want need help "
    "dime di explica explicame describe muestra muestrame dame lista busca encuentra resume "
    "favor documento documentos texto archivo archivos dice dicen menciona mencionan saber "
    "quiero necesito ayuda ayudame"
)

ENGLISH = frozenset(ENGLISH_WORDS.split())
SPANISH = frozenset(SPANISH_WORDS.split())
STOPS = ENGLISH | SPANISH

ASKING = frozenset(ASKING_WORDS.split())
"""What a question is put with; in a document, words like any other."""
