"""Qué ha pasado y qué se puede hacer: what errors say in Spanish, by their class."""

PROBLEMS = {
    "InvalidRequest": ("Ese mensaje no se puede enviar así.", "Cámbialo y vuelve a enviarlo."),
    "LanguageUnavailable": (
        "Aquí no hay ningún reconocedor que entienda ese idioma.",
        "Descarga un modelo Whisper en la pestaña Modelos y arranca Jarvis otra vez.",
    ),
    "SpokeTooLong": (
        "Eso es más largo de lo que Jarvis escucha de una vez.",
        "Se pregunta lo que has dicho hasta ahí. Dilo por partes.",
    ),
    "NotHeard": (
        "De eso ya no hay ningún sonido.",
        "Mantén pulsado el botón y dilo otra vez.",
    ),
    "ConversationNotFound": (
        "Esa conversación ya no está.",
        "Elige otra, o empieza una nueva.",
    ),
    "QueueFull": ("Hay demasiadas preguntas en espera.", "Inténtalo dentro de un momento."),
    "DecisionNotFound": (
        "El registro no conoce ese turno ni esa decisión.",
        "Puede que sea de antes de que Jarvis llevara un registro.",
    ),
    "LedgerUnavailable": (
        "Ahora no se puede escribir en el registro.",
        "Jarvis sigue respondiendo. La pestaña Métricas dice qué pasa y qué hacer.",
    ),
    "GuardrailsUnavailable": (
        "Las comprobaciones no se han podido cargar, así que Jarvis no puede responder.",
        "Ejecuta ./scripts/environment para reparar los paquetes y arranca Jarvis otra vez.",
    ),
    "DocumentRefused": (
        "Ese archivo no se puede leer.",
        "Comprueba que se abre con su programa y entrégalo otra vez.",
    ),
    "DocumentNotFound": (
        "Ese documento o esa colección ya no está.",
        "Puede que se haya eliminado entretanto.",
    ),
    "KnowledgeUnavailable": (
        "Ahora no se puede leer ni buscar en los documentos.",
        "El chat sigue funcionando sin ellos. El registro dice qué ha pasado.",
    ),
    "RateLimited": ("Son demasiadas peticiones seguidas.", "Espera un momento."),
    "ModelError": ("Eso no se puede hacer con este modelo.", "Prueba con otro modelo."),
    "ModelNotFound": ("No hay ningún modelo con ese nombre.", "Elige uno en Modelos."),
    "ModelFileInvalid": (
        "Los archivos del modelo faltan o están dañados.",
        "Descárgalo otra vez, o elige otro en Modelos.",
    ),
    "ModelTooLarge": (
        "El modelo no cabe en la memoria de este equipo.",
        "Elige uno más pequeño en Modelos.",
    ),
    "EngineUnavailable": (
        "El motor de este modelo no puede funcionar aquí.",
        "jarvis doctor dice qué falta y cómo arreglarlo.",
    ),
    "NoModelReady": ("No hay ningún modelo cargado.", "Elige uno en Modelos."),
    "NoRecogniser": (
        "Aquí no funciona ningún reconocedor.",
        "Puedes escribir. jarvis doctor dice qué falta y cómo arreglarlo.",
    ),
    "NoVoice": (
        "Aquí no hay ninguna voz que pueda decirlo.",
        "Puedes leer la respuesta. jarvis doctor dice qué falta y cómo arreglarlo.",
    ),
    "RecogniserSteppedDown": (
        "Un reconocedor ha fallado: escucha otro, o se ha arrancado otra vez.",
        "No se pierde nada de lo que dices. El registro dice qué ha pasado.",
    ),
    "VoiceSteppedDown": (
        "La voz que debía hablar ha fallado y habla otra.",
        "Jarvis volverá a probar con la primera. El registro dice qué ha pasado.",
    ),
    "ListeningCancelled": (
        "Se ha dejado de escuchar ese archivo.",
        "Envíalo otra vez si aún quieres su texto.",
    ),
    "ContextTooLong": (
        "El mensaje es más largo de lo que este modelo puede leer.",
        "Acórtalo, envíalo por partes o elige un modelo con más contexto.",
    ),
    "GenerationFailed": ("El modelo se ha interrumpido.", "Inténtalo otra vez."),
    "SoundInvalid": (
        "Ese sonido no se puede escuchar.",
        "Comprueba que el archivo se reproduce con su programa, o grábalo otra vez.",
    ),
    "DownloadError": ("La descarga ha fallado.", "Inténtalo otra vez más tarde."),
    "HubUnreachable": (
        "No se puede llegar al sitio de los modelos.",
        "Comprueba la conexión. Los modelos que ya están en este equipo funcionan sin ella.",
    ),
    "NotEnoughDisk": ("No hay sitio en el disco para el modelo.", "Libera espacio."),
    "IntegrityError": (
        "Lo descargado no coincide con el original.",
        "Descárgalo otra vez.",
    ),
    "DownloadCancelled": ("La descarga se ha detenido.", "Puedes seguir cuando quieras."),
}
