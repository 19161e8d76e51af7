"""Spanish words by what they do in an order; the verbs are conjugated by `conjugation`.

A verb stands as its infinitive, followed by the stems that differ from it: that of "muestra", then
that of "muestre" where it is another one. Written without accents: `lexicon` takes them off, save
where they tell two words apart (`ACCENTED`).
"""

VERBS = {
    "FORGET": """ignorar desechar descartar olvidar desestimar anular desobedecer::desobedezc
        violar eludir evadir sobrescribir burlar incumplir obviar saltar omitir invalidar
        prescindir desatender:desatiend contravenir:contravien:contraveng""",
    "DROP": """borrar eliminar suprimir desactivar abandonar reiniciar restablecer::restablezc
        cancelar revocar suspender reemplazar sustituir:sustituy quitar deshabilitar romper
        apagar desbloquear salir::salg""",
    "SET": "dejar poner:pon:pong echar lanzar",
    "PAY": "hacer:haz:hag prestar",
    "FOLLOW": """seguir:sigu:sig obedecer::obedezc cumplir respetar acatar aplicar
        atender:atiend considerar tener:ten:teng atener:aten:ateng""",
    "SPEAK": "responder contestar afirmar confirmar marcar hablar asegurar colocar",
    "DISCLOSE": "revelar mostrar:muestr ensenar compartir filtrar",
    "GIVE": """pasar enumerar convertir:conviert listar escribir describir explicar
        exponer:expon:expong leer citar resumir proporcionar facilitar traducir::traduzc
        completar devolver:devuelv""",
    "REPEAT": "repetir:repit imprimir recitar copiar pegar volcar:vuelc transcribir reproducir",
    "TELL": "contar:cuent decir:di:dig informar mencionar avisar comunicar notificar",
    "ADD": "anadir",
    "SEND": """enviar mandar reenviar subir transmitir publicar adjuntar incluir:incluy
        codificar insertar transferir:transfier""",
    "USE": "usar llamar invocar ejecutar utilizar abrir pulsar",
    "ENDORSE": """recomendar:recomiend clasificar puntuar contratar aprobar:aprueb seleccionar
        elogiar promover:promuev aceptar valorar""",
    "ACTAS": "actuar fingir::finj simular comportar interpretar asumir encarnar",
    "IMAGINE": "imaginar suponer:supon:supong",
    "ENABLE": "activar habilitar",
    "REFUSE": "negar:nieg rehusar rechazar",
    "START": "empezar:empiez comenzar:comienz iniciar",
    "COMBINE": "unir combinar concatenar juntar",
    "FREE": "liberar",
}

WORDS = {
    "RECEIVED": "recibiste recibido recibida recibidas",
    "NOTHING": "nada",
    "THINGS": "todo cuanto",
    "GIVE": "dame dar darme deme denme dale dadme",
    "ENABLE": "entra entrad entrar",
    "TRAINING": "entrenamiento",
    "ITS": "su sus",
    "POLICY": "politica politicas",
    "FORGETTING": """ignorando olvidando omitiendo desobedeciendo descartando saltandote
        eludiendo incumpliendo violando""",
    "ASIDE": "lado fuera",
    "OMITTED": "omiso",
    "HIGH": "alto",
    "PASS": "pasa pase pasar pases",
    "ATTENTION": "caso atencion cuenta",
    "SERVE": "obedeces sirves obedeceras serviras",
    "VOIDED": """nulo nula nulas anulado anulada anuladas anulados cancelado cancelada
        canceladas cancelados suspendidas suspendidos apagado derogadas revocadas obsoletas
        invalidas falsas falsos falso falsa borrado borradas desactivados desactivadas
        eliminadas quitado retirado levantada levantadas levantado levantados eliminan eliminado
        apagados apagada apagadas desactivado desactivada suspendido suspendida retirados
        retirada eliminados borrados""",
    "EFFECT": "efecto validez vigor",
    "APPLIES": "aplican aplica validas validos valen vale existen cuentan vigentes vigente",
    "OVERRULES": "prevalecen prevalece sustituyen reemplazan prioridad precedencia anulan",
    "TARGET": """instruccion instrucciones directiva directivas indicacion indicaciones comandos
        consigna consignas mandatos ordenes orden protocolo protocolos""",
    "LIMIT": """directriz directrices pauta pautas regla reglas norma normas restriccion
        restricciones limite limites limitacion limitaciones""",
    "PROMPT": "prompt prompts programacion preprompt",
    "FILTER": "filtro filtros salvaguarda salvaguardas",
    "CONFIG": "configuracion",
    "SAFETY": "seguridad etica etico eticas eticos moral morales censura",
    "CONTENT": "contenido contenidos",
    "TALK": "texto mensaje mensajes palabras sesion linea lineas",
    "MEMORY": "conversacion historial memoria chat contexto",
    "PRIOR": """anterior anteriores previo previa previos previas precedente precedentes arriba
        encima antes original originales inicial iniciales existentes pasadas principio primeras
        empezo primer primero""",
    "THEYGAVE": """dieron dijeron pusieron cargaron confiaron entregaron asignaron metieron
        programaron impusieron ensenaron dio crearon dijo indicaron dado dada dadas dicho
        ensenado programado indicado entrenado impuesto pidieron ordenaron mandaron prohibieron""",
    "SECRET": """oculto oculta ocultos ocultas secreto secreta secretas secretos interna
        internas confidenciales""",
    "SYSTEM": "sistema",
    "NEW": "nuevo nueva nuevas nuevos verdadera verdadero verdaderas real autentica",
    "ROLE": "rol papel nombre identidad personalidad tarea objetivo proposito mision funcion",
    "TEST": "borrador prueba error mentira broma",
    "YOU": "te ti usted ustedes vosotros contigo vos os",
    "YOUR": "tu tus vuestra vuestras vuestros",
    "MY": "mi mis nuestra nuestro nuestras nuestros",
    "ME": "me",
    "I": "yo he",
    "IAM": "soy somos",
    "AI": "ia ias",
    "BOT": "asistente",
    "MODEL": "agente agentes modelo modelos revisor evaluador",
    "LANGUAGE": "lenguaje artificial",
    "AUTOMATED": "automatico automatica",
    "USER": "usuario usuaria humano",
    "AUTHOR": "creador creadores administrador ingeniero programadores operador operadores",
    "DEV": "desarrollador desarrolladores depuracion mantenimiento",
    "NOTE": "nota aviso estimado estimada hola oye querido",
    "MUST": """debes debe deben deberas debera deberan deberia deberias tiene tienen necesitas
        hay han has""",
    "CAN": "podrias podria puedes puede podeis puedas",
    "WANT": """quiero necesito pido ordeno exijo solicito quisiera gustaria ruego mando seria
        estupendo autorizo""",
    "LEAD": "y e entonces luego simplemente tambien pero inmediatamente favor despues o solo",
    "NOW": "ahora adelante",
    "YA": "ya",
    "WITHOUT": "sin",
    "ONE": "un una",
    "NOT": "nunca jamas ni cero ninguno tampoco ningun ninguna",
    "BE": "es son estan era queda quedan sea fueron eran fue ser",
    "BEYOU": "eres seras sois seas tienes fueras vas",
    "EVERY": "toda todos todas cualquier cualquiera",
    "DEF": "el la los las lo del",
    "THIS": "esto este estos esta",
    "WHEN": "cuando si al mientras",
    "ALWAYS": "siempre unicamente exclusivamente solamente",
    "EVEN": "aunque incluso importar",
    "TO": "a para",
    "KNOW": "sepa entere saber",
    "SECRETLY": "discretamente silenciosamente",
    "DATA": """contrasena contrasenas credenciales clave claves datos contactos correos archivo
        archivos""",
    "LINKWORD": "enlace imagen parametro",
    "TOOL": "herramienta complemento",
    "READING": "lea lean lee leyendo leais leas analice analices evalue evalues visite revises",
    "SUMMING": """resuma resuman resumas resumiendo procese proceses procesando resumir procesar
        resume""",
    "DOC": "documentos anuncio documento pagina hilo correo comentario",
    "CANDIDATE": """piso puntuacion candidato candidata producto articulo trabajo proveedor
        empresa marca factura tienda resena""",
    "TOP": "mejor maxima perfecto positiva excelente ideal aprobada",
    "WEAKNESS": "debilidad debilidades defectos inconvenientes",
    "APPROVED": "aprobado autorizado aceptado",
    "ASKING": "preguntar preguntarme confirmacion permiso",
    "CHECKS": "comprobaciones solicitudes verificaciones",
    "IMAGINE": "hipotetico hipotetica ficticio ficticia ficcion mundo universo escenario historia",
    "UNBOUND": "irrestricto malvado malvada",
    "FREE": "libre libres liberado liberada exento liberate",
    "BOUND": "sujeto sujeta limitado atado obligado restringido",
    "MODE": "modo",
    "GODLY": "dios",
    "WARNING": "disculpes disculparte disculpe advertencia advertencias disculpas descargo avisos",
    "CHARACTER": "personaje",
    "AFFIRM": "claro supuesto",
    "GRANDMA": "abuela abuelita",
    "HARMFUL": "ilegal inmoral danino peligroso ofensivo",
    "REQUEST": "pregunta preguntas peticion peticiones",
    "LOSE": "perderas pierdes",
    "OPTION": "opcion",
    "OPPOSITE": "contrario",
    "RESULT": "resultado",
    "END": "fin cierre",
    "OBEYS": "obedece cumple respondes contestas",
    "FREELY": "libremente francamente",
}

ACCENTED = {
    "WHAT": "qué cuál cuáles",
    "YOU": "tú",
    "AFFIRM": "sí",
    "BEYOU": "sé estás",
}
