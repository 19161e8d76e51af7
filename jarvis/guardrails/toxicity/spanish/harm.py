"""Spanish words by the role they play in sexual content and in help with doing harm."""

from jarvis.guardrails.toxicity.inflecting import genders, listed, spanish_verbs

MAKE = (
    "fabricar hacer construir/construy preparar cocinar sintetizar crear elaborar "
    "montar producir conseguir comprar cultivar programar escribir desarrollar "
    "obtener detonar mezclar activar poner armar extraer pasar colar introducir "
    "diseñar redactar imprimir colocar generar lanzar"
)

ABUSE = "envenenar secuestrar raptar acosar chantajear extorsionar drogar estafar violar sedar"

TRACK = (
    "instalar espiar rastrear seguir vigilar controlar leer acceder localizar clonar "
    "grabar interceptar"
)

STEAL = (
    "robar hackear jaquear piratear clonar falsificar blanquear lavar atracar "
    "entrar/entr acceder traficar estafar hurtar asaltar duplicar suplantar"
)

HIDE = "deshacer esconder ocultar disolver enterrar/entierr descuartizar librar eliminar"

WORDS: dict[str, set[str]] = {
    "TIMAR": listed("engañar timar estafar enganar"),
    "CORRERSE": listed("corriera corrio corra corrase correte corriese"),
    "MARCO": listed(
        "como_puedo como_podria como_se como_hago_para como_me como_le como_lo pasos_para "
        "paso_a_paso pasos receta_para receta_de receta_del instrucciones_para instrucciones "
        "instrucciones_de guia_para guia_de guia tutorial tutorial_para manera_de forma_de "
        "maneras_de formas_de metodo_para dime_como explicame explica_como explicame_como "
        "enseñame enseñame_a ayudame ayudame_a quiero necesito dame me_gustaria quisiera "
        "puedes_decirme podrias_decirme podrias_explicarme dime enseñeme detalladas plan_para "
        "formula_para formula_de tecnicas_para consejos_para trucos_para modo_de "
        "procedimiento_para procedimiento materiales_para ingredientes_para donde_puedo como "
        "metodo_de proceso_para me_ayudas_a puedes_ayudarme_a donde se_puede puedo muestrame "
        "decime explicame_paso ensename describe"
    ),
    "HACER": spanish_verbs(MAKE, "INF", "FUT", "SAYS", "GER")
    | listed(
        "hago hace hacen haciendo pongo fabricacion consigo construyo compro fabrica prepara "
        "cocina produce crea sintesis sintetiza elaboracion"
    ),
    "ESCRIBE": listed(
        "montame monta fabricame preparame escribe escribeme crea creame programa programame "
        "genera desarrolla haz hazme redacta redactame diseña codifica escribime armame creá "
        "prepara dame"
    ),
    "ANIMAL": listed("perro perra gato gata perros gatos"),
    "FALSO": listed("falso falsa falsos falsas"),
    "ATAQUE": listed(
        "tiroteo matanza atentado masacre secuestro atraco asesinato robo genocidio magnicidio "
        "ataque_terrorista incendio_provocado"
    ),
    "PLANEAR": listed(
        "planear planificar organizar cometer preparar hacer perpetrar ejecutar llevar"
    ),
    "ARMA": genders(
        "bomba explosivo granada detonador metralleta molotov silenciador metanfetamina "
        "bomba_casera bomba_lapa cóctel_molotov coche_bomba paquete_bomba carta_bomba veneno"
    )
    | listed(
        "napalm sarin gas_sarin ricina antrax gas_mostaza gas_nervioso agente_nervioso tatp "
        "fentanilo heroina cocaina crack mdma lsd extasis gas_venenoso gas_toxico "
        "bombas_caseras artefacto_explosivo chaleco_explosivo arma_casera arma_biologica "
        "arma_quimica armas_quimicas cocteles_molotov dinamita cloroformo burundanga "
        "escopolamina cianuro ghb polvora droga_sintetica documentos_falsos pasaporte_falso "
        "billetes_falsos dni_falso anfetaminas anfetamina tusi amonal"
    ),
    "MALWARE": listed(
        "malware ransomware keylogger troyano virus_informatico phishing spyware rootkit botnet "
        "gusano_informatico ddos programa_espia ladron_de_contraseñas virus_que ataque_ddos "
        "puerta_trasera exploit infostealer pagina_falsa web_falsa"
    ),
    "ABUSAR": spanish_verbs(ABUSE, "INF", "FUT"),
    "VENENO": listed(
        "veneno venenos cianuro arsenico raticida matarratas ricina anticongelante talio toxina"
    ),
    "DROGA": listed(
        "droga drogas pastilla pastillas somnifero somniferos sustancia burundanga sedante"
    ),
    "ECHARLE": listed("echar poner meter dar echarle ponerle darle mezclar echo pongo usar"),
    "BEBIDA": listed("bebida copa cafe te_de comida sopa vaso vino cerveza trago bebidas"),
    "SEDADA": listed(
        "duerma desmaye dormirla dormida inconsciente resista acuerde dormirlo pierda"
    ),
    "ESPIAR": spanish_verbs(TRACK, "INF", "FUT"),
    "ESPIA": spanish_verbs("espiar rastrear hackear acosar", "INF", "FUT"),
    "SIN_QUE": listed(
        "sin_que sin_su_permiso sin_su_consentimiento sin_permiso a_escondidas sin_ser "
        "sin_dejar indetectable sin_autorizacion"
    ),
    "ENTERE": listed(
        "se_de_cuenta se_den_cuenta se_entere se_enteren se_sepa entere enteren sepa sepan note "
        "noten detecten detecte pillen descubran descubra pille encuentre encuentren cojan "
        "descubierto atrapen rastro huellas sospechen sospeche atrapado pillado"
    ),
    "CADAVER": listed("cadaver cadaveres cuerpo muerto restos arma_del_crimen"),
    "DESHACER": spanish_verbs(HIDE, "INF", "FUT") | listed("deshago deshacer"),
    "ROBAR": spanish_verbs(STEAL, "INF", "FUT", "SUBJ", "GER")
    | listed("entro meterme colarme fuerza_bruta"),
    "BIEN": listed(
        "cuenta cuentas contraseña contraseñas contrasena contrasenas credenciales tarjeta "
        "tarjetas banco identidad identidades wifi movil correo instagram facebook whatsapp red "
        "ordenador dinero coche coches casa casas tienda billetes pasaporte pasaportes dni "
        "firma receta_medica documentos celular telefono icloud sistema camara webcam datos "
        "joyas cajero cajeros piso moto personas drogas computadora perfil servidor recetas "
        "titulo joyeria"
    ),
    "ARMA_FUEGO": listed("pistola pistolas arma rifle escopeta fusil revolver armas"),
    "SIN_CONTROL": listed(
        "sin_licencia numero_de_serie ilegal ilegalmente sin_papeles sin_registro mercado_negro "
        "sin_permiso"
    ),
    "PRECURSOR": listed(
        "polvora nitrato_de_amonio amonio detonador mecha pseudoefedrina fosforo_rojo "
        "nitroglicerina acetona agua_oxigenada clorato gasoil metralla clavos fertilizante "
        "explosivo tornillos"
    ),
    "MEZCLA": listed(
        "mezcla llena rellena conecta añade calienta coloca inserta mete mezclar llenar ata "
        "vierte combina introduce mezclas llenas tapa"
    ),
    "PARTE": listed(
        "polla pollas cono tetas verga pene vagina clitoris semen pija chocho chichi pezones "
        "coño vulva ereccion"
    ),
    "ACTO": listed(
        "follar follo follando follamos follaba folla meter metio metia metiendo chupar chupo "
        "chupaba lamer lamio lamia mamar gemia gemir gimio corrio correrse penetro penetraba "
        "cabalgaba mojada mojado dura follarme embestia embistio masturbaba masturba gimiendo "
        "lamiendo chupando penetrar restregaba tragarse"
    ),
    "FOLLAR": listed("follar follarte coger culear fornicar follaria"),
    "EROTICO": listed(
        "porno pornografia pornografico pornografica erotico erotica eroticas eroticos "
        "sexo_explicito sexo_oral sexual sexuales nudes hentai orgia incesto xxx relato_sexual "
        "escena_sexual explicita_de_sexo guarradas"
    ),
    "SEXO": listed("sexo acostandose masturbandose follando follar"),
    "DESNUDO": listed(
        "desnuda desnudo desnudas desnudos nudes en_pelotas sin_ropa en_bolas intimas"
    ),
    "MANDA": listed(
        "escribe describe genera muestra manda envia crea dibuja cuenta imagina pasa narra "
        "comparte redacta haz consigue busca"
    ),
    "PIDE": listed(
        "escribeme muestrame mandame enviame dame quiero busco encuentro encontrar cuentame "
        "hazme pasame donde narrame consigo ver enseñame ensename descargar"
    ),
    "FOTOS": listed("fotos foto videos video imagenes imagen pack"),
    "MENOR": listed(
        "menor menores niña niñas nina ninas niño niños nino ninos colegiala colegialas "
        "infantil crio cria crias bebe preadolescente adolescente adolescentes lolita lolitas "
        "chiquilla chiquillas pequeña loli"
    ),
    "EDAD": listed(
        "5 6 7 8 9 10 11 12 13 14 15 16 17 seis siete ocho nueve diez once doce trece catorce "
        "quince dieciseis diecisiete cinco"
    ),
}
