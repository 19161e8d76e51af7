"""Spanish words that stand around a finding and speak against it."""

from jarvis.guardrails.toxicity.inflecting import listed

WORDS: dict[str, set[str]] = {
    "NEG": listed("no nunca jamas nadie ni tampoco ningun ninguna"),
    "REPORT": listed(
        "dijo dice dicen decia decian llamo llama llaman llamaba llamaban grito gritaba "
        "gritaron rugio respondio escribio segun afirmo aseguro exclamo contesto amenazo "
        "insulto espeto susurro supuestamente presuntamente comento publico asegura afirma "
        "muestra enseña explica aprendio descubrio narra cuenta_que sabia sabian relata decir "
        "dijeron murmuro solto bramo chillo pintada pintadas coreaban cantaban describia"
    ),
    "META": listed(
        "palabra palabras significa insulto insultos expresion termino frase diccionario "
        "traduce traduccion etimologia ofensiva ofensivo peyorativo sinonimo cita topico "
        "propaganda despectivo estereotipo bulo mito discurso_de_odio origen refran racista "
        "machista homofobo comentario clasifica oracion eslogan ideologia"
    ),
    "NEWS": listed(
        "tribunal sentencia condenado condenada condeno detenido detenida detuvo juicio acusado "
        "acusada fiscal fiscalia investigacion testigos testigo siglo historiador historiadores "
        "guerra documental museo imputado declaro"
    ),
    "FICTION": listed(
        "novela pelicula capitulo protagonista teatro actor cancion letra serie villano pirata "
        "comic obra cuento guion episodio temporada tebeo personaje personajes"
    ),
    "GAME": listed(
        "juego partida nivel jugador jugadores ajedrez torneo rival xbox zombis zombies liga "
        "final futbol tenis videojuego karaoke poker carrera parchis padel mus fifa minecraft "
        "dardos"
    ),
    "JOKE": listed(
        "jaja jajaja jajajaja jeje jejeje xd broma bromeando cosquillas besos risa abrazos "
        "guino spoiler spoilers cariño amor reir"
    ),
    "MEDICAL": listed(
        "medico paciente pacientes clinico anatomia vacuna sintomas hospital cirugia ginecologo "
        "salud biologia educacion educacion_sexual mamografia"
    ),
    "PREVENT": listed(
        "detectar detectan evito protejo detecto prevengo ayudo trato prevenir proteger "
        "protegerme defender evitar reconocer eliminar prevencion seguridad combatir investigar "
        "denunciar desactivar evitarlo frenar acabar_con concienciar sensibilizar identificar "
        "cuidarme defenderme proteccion"
    ),
    "SUPPORT": listed(
        "ayuda_a apoyo linea telefono_de llama llamar terapeuta psicologo prevencion evitar "
        "superar parar amiga amigo recuperacion"
    ),
    "DISCUSS": listed(
        "historia_de ensayo articulo informe presentacion documental resumen ley curso debate "
        "trabajo_sobre redaccion legislacion"
    ),
    "SAFE": listed(
        "bomba_de_agua bombas_de_agua bomba_de_calor bombas_de_calor bomba_de_baño "
        "bombas_de_baño bomba_de_calorias bomba_de_insulina bomba_de_riego bomba_de_gasolina "
        "bomba_de_aire bomba_sumergible bomba_de_chocolate bombas_de_chocolate bomba_hidraulica "
        "bomba_de_infusion proceso procesos tiempo cucarachas hormigas mosquitos bacterias "
        "pulgones ratones malas_hierbas cosquillas besos hambre aburrimiento sed risa abrazos "
        "gusanillo cariño virus hongos ratas plaga_de avispas gusano_de_seda polla_de_agua "
        "pulgas piojos mosquito amor antidoto polillas hilo tarea bug chinches sushi tarta "
        "disfraz pintalabios larvas acaros polvo"
    ),
}
