"""Forms that no rule of endings leads back to their word. Folded, English and Spanish."""

ENGLISH_FORMS = """
pay paid
buy bought
sell sold
send sent
spend spent
lend lent
build built
hold held
keep kept
leave left
lose lost
make made
mean meant
meet met
sit sat
say said
tell told
think thought
teach taught
bring brought
catch caught
seek sought
fight fought
find found
stand stood
understand understood
win won
write wrote written
drive drove driven
rise rose risen
choose chose chosen
speak spoke spoken
break broke broken
freeze froze frozen
steal stole stolen
take took taken
give gave given
forbid forbade forbidden
fall fell fallen
grow grew grown
know knew known
throw threw thrown
draw drew drawn
show shown
see saw seen
eat ate eaten
begin began begun
swim swam swum
drink drank drunk
ring rang rung
sing sang sung
run ran
come came
become became
wear wore worn
bear bore borne
lead led
feed fed
bleed bled
sleep slept
feel felt
deal dealt
shoot shot
get got gotten
go went gone
fly flew flown
lay laid
lie lain
hide hid hidden
bind bound
wind wound
man men
woman women
child children
person people
foot feet
tooth teeth
mouse mice
life lives
wife wives
knife knives
leaf leaves
shelf shelves
half halves
loss losses
index indices
criterion criteria
analysis analyses
crisis crises
datum data
medium media
appendix appendices
""".strip()

SPANISH_FORMS = """
hacer hace hacen hago hizo hicieron hecho hecha hechos hechas haga hagan hara haran haria
decir dijo dijeron dicho dicha diga digan dira
tener tiene tienen tengo tuvo tuvieron tenga tengan tendra tendran tendria
poner pone ponen pongo puso pusieron puesto puesta ponga pongan pondra
venir viene vienen vengo vino vinieron venga vendra
traer trae traen trajo trajeron traido traiga
querer quiere quieren quiso quisieron quiera
saber sabe saben supo supieron sepa
salir sale salen salgo salga saldra saldran
valer vale valen valga valdra
dar da dan doy dio dieron dado dada
ir va van voy fueron vaya vayan
pedir pide piden pidio pidieron pida pidan pidiendo
servir sirve sirven sirvio sirva sirviendo
seguir sigue siguen siguio siga sigan siguiendo
elegir elige eligen eligio elija
medir mide miden midio mida midiendo
repetir repite repiten repitio repita
corregir corrige corrigen corrigio corrija
conseguir consigue consiguen consiguio consiga
impedir impide impiden impidio impida
despedir despide despiden despidio despida
vestir viste visten vistio vista
morir muere mueren murio murieron muerto muerta
dormir duerme duermen durmio
abrir abre abren abrio abierto abierta abiertos abiertas
cubrir cubre cubren cubrio cubierto cubierta cubiertos cubiertas
escribir escribe escriben escribio escrito escrita escritos escritas
romper rompe rompen rompio roto rota rotos rotas
volver vuelve vuelven volvio vuelto vuelta
devolver devuelve devuelven devolvio devuelto devuelta
resolver resuelve resuelven resolvio resuelto resuelta
imponer impone imponen impuso
proponer propone proponen propuso propuesto
exponer expone exponen expuso expuesto
disponer dispone disponen dispuso dispuesto
obtener obtiene obtienen obtuvo obtuvieron obtenga
mantener mantiene mantienen mantuvo mantenga
contener contiene contienen contuvo contenga
retener retiene retienen retuvo retenga
conducir conduce conducen condujo condujeron conduzca
producir produce producen produjo produjeron produzca
reducir reduce reducen redujo redujeron reduzca
traducir traduce traducen tradujo traduzca
introducir introduce introducen introdujo introduzca
conocer conoce conocen conozca
ofrecer ofrece ofrecen ofrezca
pagar pague paguen
llegar llegue lleguen
entregar entregue entreguen
caber cabe caben cupo quepa
oir oye oyen oyo oido oiga
caer cae caen cayo cayeron caido caiga
leer lee leen leyo leyeron leido
construir construye construyen construyo construyeron construido
incluir incluye incluyen incluyo incluido incluya
excluir excluye excluyen excluyo excluido excluya
distribuir distribuye distribuyen distribuyo distribuya
""".strip()


def _bases(table: str) -> dict[str, str]:
    rows = (line.split() for line in table.splitlines())
    return {form: base for base, *forms in rows for form in forms}


ENGLISH = _bases(ENGLISH_FORMS)
SPANISH = _bases(SPANISH_FORMS)
"""From a form to the word that it is a form of."""
