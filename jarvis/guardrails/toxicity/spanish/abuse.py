"""Spanish words, of Spain and of Latin America, in insults, hate, threats and self-harm."""

from jarvis.guardrails.toxicity.inflecting import diminutives, genders, listed, spanish_verbs

KILL = (
    "matar asesinar degollar/degüell apuñalar acuchillar estrangular violar/viol "
    "torturar descuartizar ahogar reventar/revient machacar linchar fusilar ejecutar "
    "destripar rajar liquidar disparar decapitar envenenar colgar/cuelg ahorcar "
    "golpear quemar enterrar/entierr"
)

BREAK = (
    "romper partir cortar rajar reventar/revient quebrar/quiebr quemar arrancar "
    "machacar volar/vuel cruzar rebanar destrozar aplastar"
)

SUICIDE = "suicidar matar ahorcar colgar/cuelg envenenar morir/muer ahogar desangrar"

PURGE = (
    "exterminar eliminar echar expulsar deportar matar gasear fusilar quemar "
    "erradicar esterilizar encerrar/encierr colgar/cuelg aniquilar linchar ahorcar"
)

INSULT = (
    "idiota imbécil cabrón capullo mongólico cretino tarado pendejo pelotudo "
    "malparido gonorrea hijoputa bastardo sinvergüenza lameculos comemierda culero "
    "malnacido desgraciado mamón lerdo mamahuevo carapija cagón soplagaitas "
    "carechimba huevón zopenco gilipuertas pajero pringado hijueputa malcogido"
)

FIXED_INSULT = (
    "gilipollas hdp soplapollas tontolaba tontopollas caraculo carapolla escoria "
    "hijo_de_puta hijos_de_puta hija_de_puta hijas_de_puta hijo_de_la_gran_puta "
    "hijo_de_perra hijos_de_perra pedazo_de_mierda cacho_mierda pedazo_de_basura "
    "saco_de_mierda bueno_para_nada hijo_de_la_chingada hijo_de_mil_putas "
    "hijo_de_tu_puta_madre conchudo conchuda tonto_del_culo "
    "weon_culiao culiao culiado conchetumare ctm lacra lacras imbesil idiot "
    "cara_de_mierda hijodeputa hijadeputa feminazi feminazis cerdo_asqueroso"
)

HURT_ONESELF = "suicidar matar ahorcar colgar/cuelg morir/muer cortar desangrar tirar lanzar pegar"

WORDS: dict[str, set[str]] = {
    "TODO": listed("medios bancos mundo todo gobierno crimenes delitos"),
    "CONTROLAN": listed("controlan dominan manejan cometen roban"),
    "DEPORTEN": listed(
        "deporten expulsen echen maten fusilen exterminen encierren cuelguen gaseen"
    ),
    "TRIZAS": listed("pedazos picadillo trizas pure papilla"),
    "SUPERIORES": listed("superiores superior"),
    "VIL": listed(
        "escoria plaga ratas subhumanos cucarachas parasitos inferiores degenerados alimañas "
        "gentuza asquerosos asquerosas"
    ),
    "SON": listed("son sois es somos eres"),
    "TU": listed(
        "tu te ti vos usted ustedes vosotros vosotras os contigo tus vuestra vuestro vuestros "
        "vuestras"
    ),
    "TE": listed("te os"),
    "PADECER": listed("pasar_mal pasarlo_mal sufrira sufrir morira morir pagara pagar muere"),
    "NOMBRE_A": genders(
        "subnormal retrasado estúpido anormal inútil fracasado asqueroso miserable ignorante "
        "incompetente guarro pervertido"
    ),
    "TUS": listed("tu tus vuestra vuestro vuestros vuestras"),
    "ME": listed("me nos"),
    "SE": listed("se"),
    "LO": listed("lo la los las le les"),
    "A": listed("a al"),
    "ERES": listed("eres sos sois estas estais pareces pareceis seras"),
    "ES": listed("es son esta estan parece parecen"),
    "SOY": listed("soy estoy somos fui he_sido me_siento"),
    "GRADO": listed(
        "un una unos unas muy tan mas que el la los las puto puta putos putas pedazo de "
        "tremendo menudo menuda verdadero verdadera autentico autentica completo completa "
        "completos total absoluto absoluta pobre gran grandisimo maldito maldita malditos todo "
        "todos toda todas nada solo solamente pura puro vaya panda hatajo banda cacho especie "
        "atajo par como jodido jodida pinche pinches patetico patetica simplemente bien "
        "bastante realmente demasiado persona tipo tipa tio tia humano mujer hombre gordo gorda "
        "viejo vieja asqueroso asquerosa enfermo vulgar sucio sucia ser y"
    ),
    "INSULTO": genders(INSULT)
    | listed(FIXED_INSULT)
    | diminutives("idiota imbécil cabrón estúpido pendejo tarado"),
    "INSULTO_A": genders(
        "desperdicio guarro tarado pervertido feo feos fea feas zorra puta guarra perra cerdo "
        "rata inútil fracasado asqueroso payaso miserable patético escoria maricón marica "
        "basura golfa furcia ramera parásito repugnante inepto tonto despreciable gorda víbora "
        "sanguijuela cucaracha enfermo imbecil ignorante mierda ridículo cobarde estúpido "
        "subnormal retrasado anormal deficiente gusano putita zorrita incompetente putón "
        "degenerado vergüenza vago sabandija bicho"
    ),
    "FULANA": listed("zorra puta guarra perra furcia golfa zorras putas"),
    "CUCHILLO": listed("cuchillo pistola navaja bate machete"),
    "MATO": listed("mato matare"),
    "FUEGO": listed("fuego"),
    "FOLLAME": listed("follame metemela chupamela cogeme mamamela correte_en"),
    "BLANDO": genders(
        "tonto bobo burro payaso memo lelo tonti boludo ganso cobarde mentiroso pesado lento "
        "torpe vago"
    )
    | diminutives("tonto bobo"),
    "BASURA": listed("basura escoria mierda nada porqueria desecho estorbo lastre"),
    "MIERDA": listed(
        "de_mierda asqueroso asquerosa asquerosos asquerosas inmundo inmundos inmunda "
        "hijo_de_puta hijos_de_puta"
    ),
    "SILENCIO": listed(
        "calla callate callaos callese cierra largate largo vete andate fuera dejame deja mira "
        "oye escucha aprende metete muerete largaos haz piensa quita quitate apartate ven venga "
        "toma jodete vuelve sabes puedes tienes entiendes gracias felicidades suelta adios "
        "hazme dime crees callense vayase larguense jodanse cerra"
    ),
    "MALDICION": listed(
        "vete_a_la_mierda iros_a_la_mierda idos_a_la_mierda vayase_a_la_mierda "
        "andate_a_la_mierda vayanse_a_la_mierda a_tomar_por_culo tomar_por_culo vete_al_carajo "
        "vete_al_infierno vete_al_diablo andate_al_carajo a_la_chingada que_te_jodan "
        "que_os_jodan que_te_den que_os_den que_te_follen chinga_tu_madre chinga_a_tu_madre "
        "chingas_a_tu_madre chingate chinguen_a_su_madre concha_de_tu_madre "
        "concha_de_tu_hermana concha_tu_madre puta_madre_que_te pario la_puta_que_te_pario "
        "la_concha_de_tu jodete jodeos me_cago_en_tu me_cago_en_tus pudrete pudrios "
        "que_te_folle come_mierda comete_una_mierda vete_a_la_verga vayanse_a_la_verga "
        "tu_puta_madre tu_madre_es_una que_te_parta cierra_el_pico vete_a_cagar que_te_pudras"
    ),
    "ASCO": listed("asco repugnancia nauseas verguenza_ajena"),
    "SIRVE": listed("sirves servis vales valeis sirven valen"),
    "ODIADO": listed(
        "a_nadie_le_importas a_nadie_le_importais nadie_te_quiere nadie_te_soporta "
        "nadie_te_aguanta todos_te_odian todos_te_desprecian nadie_te_traga nadie_os_quiere"
    ),
    "POLLA": listed("polla pija verga rabo huevos nabo cipote cojones culo"),
    "CHUPA": listed(
        "chupa come chupame comeme mama mamame chupenme chupen besame chupamela comedme lame"
    ),
    "GRUPO": genders(
        "cristiano protestante budista hindú filipino inmigrante migrante moro negro gitano "
        "judío musulmán árabe latino chino rumano homosexual gay transexual feminista "
        "discapacitado refugiado extranjero indio indígena boliviano venezolano haitiano "
        "colombiano peruano africano asiático mexicano ecuatoriano católico mena paraguayo "
        "cubano dominicano marroquí subsahariano trans ateo minusválido latinoamericano "
        "sudamericano autista"
    )
    | listed(
        "mujeres mujer lesbianas lesbiana migrantes judias tullidos sordos ciegos catalanes "
        "vascos andaluces hombres homosexuales"
    ),
    "INSULTO_GRUPO": genders(
        "sudaca panchito travelo bollera negrata maricón moraco bolita machupichu guachupino "
        "conguito sidoso marimacho mariconazo invertido chinaco tortillera perroflauta"
    ),
    "DESHUMANO": listed(
        "pervertidos pervertidas histericas tontos estupidos borrachos sucias superiores "
        "enferma enfermas enfermo ratas animales plaga escoria basura cancer parasitos "
        "cucarachas bestias salvajes mierda ladrones delincuentes criminales violadores "
        "terroristas inferiores inferior monos enfermos degenerados carga lacra gentuza "
        "alimañas subhumanos infrahumanos sanguijuelas vagos asquerosos sucios peste virus "
        "invasores barbaros subhumanas tontas estupidas putas malvados escorias perros cerdos "
        "asesinos aberracion aberraciones tumor estorbo incapaces violentos apestosos primates "
        "simios inutiles idiotas"
    ),
    "DEBE": listed(
        "hay_que habria_que deberiamos deberian debemos deben merecen merece tendrian tienen "
        "deberia toca vamos_a hace_falta tendriamos teneis que_los"
    ),
    "PURGAD": spanish_verbs(PURGE, "IMP"),
    "PURGA": spanish_verbs(PURGE, "INF"),
    "MORIR": listed(
        "morir desaparecer muertos ejecutados exterminados expulsados deportados extinguirse "
        "arder eliminados gaseados esterilizados encerrados colgados fusilados morirse quemados "
        "linchados castrados ahorcados"
    ),
    "DERECHO": listed(
        "votar existir criar adoptar reproducirse nacer opinar conducir trabajar entrar gobernar"
    ),
    "ODIO": listed("odio odiamos detesto aborrezco repugnan desprecio"),
    "FUERA": listed("fuera largo muerte_a muerte abajo stop"),
    "SUCIO": listed(
        "putos putas puto puta malditos malditas maldito maldita asquerosos asquerosas sucios "
        "sucias pinches pinche apestosos jodidos jodidas cochinos jodido mugrosos asqueroso "
        "asquerosa sucio sucia"
    ),
    "VUELVE": listed(
        "volved vuelve vete vuelvan vayanse vuelvete largate regresa regresen iros marchaos"
    ),
    "PAIS": listed("pais tierra patria africa selva continente"),
    "HITLER": listed("hitler heil_hitler camara_de_gas camaras_de_gas"),
    "VOY": listed(
        "voy vamos voy_a vamos_a quiero juro pienso vengo ire queremos deberia iremos podria"
    ),
    "MATAR": spanish_verbs(KILL, "INF") | listed("cargar"),
    "MATARE": spanish_verbs(KILL, "FUT"),
    "ROMPER": spanish_verbs(BREAK, "INF"),
    "ROMPERE": spanish_verbs(BREAK, "FUT"),
    "CUERPO": listed(
        "piernas pierna cuello cara cabeza huesos dientes boca garganta brazos brazo craneo "
        "tripas alma casa coche familia hijos ojos cuerpo lengua pescuezo crisma nariz rodillas "
        "sesos jeta costillas hocico madre"
    ),
    "MUERTO": listed("muerto muerta muertos muertas"),
    "MORIRAS": listed(
        "moriras sufriras sangraras lo_pagaras te_arrepentiras moriran suplicaras lamentaras "
        "arderas"
    ),
    "PAGAR": listed("pagar morir sufrir arrepentir lamentar sangrar acordar llorar suplicar"),
    "VIDA": listed("vida sangre caro carisimo"),
    "VIVES": listed("vives vivis trabajas duermes tus_hijos"),
    "AVISO": listed(
        "por_ti por_vosotros guardate_las_espaldas cuidate_las_espaldas cuides_las_espaldas "
        "cubrete_las_espaldas cuida_tus_espaldas date_por_muerto tienes_los_dias_contados "
        "con_un_ojo_abierto los_dias_contados vigila_tus_espaldas"
    ),
    "VIVO": listed("caminar andar respirar vivo viva vivos amanecer contarlo"),
    "OJALA": listed("ojala a_ver_si espero_que deseo_que asi que"),
    "MUERAS": listed(
        "mueres mueras muera murais mueran maten mate pudras pudra revientes reviente atropelle "
        "atropellen violen desangres ahogues quemes mates"
    ),
    "ENFERMEDAD": listed("cancer sida tumor"),
    "TIRO": listed(
        "un_tiro un_balazo dos_tiros una_bala unos_tiros una_paliza tiro_en_la una_cuchillada "
        "dos_hostias"
    ),
    "PALIZA": listed("hostias hostia golpes palos paliza patadas madrazos bofetadas"),
    "PERSONA": genders(
        "persona alguien vecino jefe socio marido esposo novio hijo padre hermano amigo "
        "profesor juez presidente político compañero niño policía suegro abuelo tío primo chico "
        "bebé director alcalde ministro enemigo desconocido rival periodista cuñado empleado "
        "maestro anciano estudiante alumno pareja ex gente familia senador abogado casero"
    )
    | listed("mujer mujeres todos todas mama papa madre madres chica chicas ellos"),
    "ALGUIEN": listed("alguien habria_que hay_que deberiamos deberian merece merecen mereces"),
    "LUGAR": listed(
        "juzgado comisaria edificio mezquitas sinagogas colegio escuela instituto iglesia "
        "mezquita sinagoga oficina hospital estadio aeropuerto estacion universidad embajada "
        "parlamento concierto discoteca metro ayuntamiento"
    ),
    "BOMBA": listed("bomba bombas explosivo explosivos"),
    "MATA": spanish_verbs(SUICIDE, "IMP"),
    "MATAS": spanish_verbs(SUICIDE, "SAYS"),
    "SUICIDAR": spanish_verbs(SUICIDE, "INF"),
    "VENAS": listed("venas muñecas"),
    "TIRA": listed("tira tirate lanza salta tirese tirar pega"),
    "PUENTE": listed("puente balcon ventana tren azotea edificio tejado barranco acantilado"),
    "ACABA": listed(
        "quitate_la_vida acaba_con_tu_vida quitate_de_en_medio bebete_la_lejia muerete muerase "
        "matense quitarte_la_vida acabar_con_tu_vida quitaros_la_vida pegate_un_tiro"
    ),
    "ECHAR": listed("echar echara extrañar extrañara extrañaria echaria lloraria sin_ti llorara"),
    "MUNDO": listed("mundo mejor"),
    "SUICIDIO": listed(
        "suicidio quitarme_la_vida acabar_con_mi_vida morirme suicidarme acabar_con_todo sobredosis"
    ),
    "FORMA": listed(
        "forma formas manera maneras metodo metodos modo como rapida indolora facil mejor "
        "sin_dolor menos_dolorosa truco trucos"
    ),
    "PASTILLAS": listed(
        "lexatin lexatines diazepam valium pastillas pastilla paracetamol ibuprofeno orfidal "
        "trankimazin comprimidos insulina somniferos ansioliticos"
    ),
    "LETAL": listed("letal mortal mortales"),
    "VIA": listed("forma formas manera maneras metodo metodos modo"),
    "PROANA": listed("pro_ana pro_-_ana proana thinspo"),
    "AYUNO": listed("dejar_de_comer vomitar no_comer pasar_hambre purgarme laxantes"),
    "CORTES": listed("cortes cicatrices cortarme autolesionarme"),
    "OCULTAR": listed(
        "se_enteren se_entere sin_que esconder ocultar escondidas noten escondo oculto"
    ),
    "VIVIR": listed("vivir larguen vayan vuelvan mueran"),
    "TACO": genders(
        "puto hostia mierda coño cojón carajo pinche cabrón jodido puñetero gilipollez idiota "
        "imbécil estúpido puta zorra"
    )
    | listed(
        "joder jodida hostias verga chingada chingar cojonudo ostia mecago cagada me_cago_en "
        "polla putada cabronada culo gilipollas"
    ),
}
