"""Las palabras sobre la voz: the words about talking in Spanish."""

from ui.voice.words import TalkState, VoiceWords

SPANISH = VoiceWords(
    states={
        "idle": TalkState("", "Mantén pulsado para hablar, o toca (barra espaciadora)", ""),
        "asking": TalkState("Esperando al micrófono…", "Mejor no hablar", "Cancelar (Esc)"),
        "listening": TalkState("Te escucho…", "Enviar lo que has dicho", "Olvidarlo (Esc)"),
        "thinking": TalkState("Pensando…", "Interrumpir y hablar", "Parar (Esc)"),
        "speaking": TalkState("Hablando…", "Interrumpir y hablar", "Parar (Esc)"),
    },
    told={
        "ready": ("El micrófono está listo.", "Mantén pulsado el botón y habla."),
        "nothing": (
            "No he oído nada.",
            "Mantén pulsado el botón mientras hablas. Si vuelve a pasar, mira en Ajustes si está"
            " elegido el micrófono correcto y en tu sistema si está silenciado.",
        ),
        "unsure": ("No estoy seguro de haberlo oído bien.", "Échale un vistazo antes de enviarlo."),
        "lost": (
            "Se ha desconectado el micrófono.",
            "Se usa lo que habías dicho hasta entonces. Vuelve a conectarlo antes de seguir.",
        ),
        "insecure": (
            "El navegador no da micrófono a esta página porque ha llegado por HTTP sin cifrar.",
            "Abre http://localhost:{port} en el equipo donde funciona Jarvis. Desde otro equipo,"
            " entra por https, o trae el puerto al tuyo con"
            " «ssh -L {port}:localhost:{port} ESE-EQUIPO» y abre http://localhost:{port}.",
        ),
        "denied": (
            "El navegador no deja que Jarvis use el micrófono.",
            "Haz clic en el símbolo a la izquierda de la dirección, permite el micrófono y pulsa"
            " otra vez. Si ya está permitido, puede que la privacidad de tu sistema se lo prohíba"
            " al navegador.",
        ),
        "missing": (
            "No hay ningún micrófono.",
            "Conecta uno o enciéndelo y pulsa otra vez. Mientras tanto puedes escribir.",
        ),
        "busy": (
            "Otro programa está usando el micrófono.",
            "Cierra la llamada o la grabación que lo ocupa y pulsa otra vez.",
        ),
        "unsupported": (
            "Este navegador no puede grabar sonido.",
            "Usa un Chrome, Edge, Firefox o Safari actual. Mientras tanto puedes escribir.",
        ),
        "failed": (
            "No se ha podido abrir el micrófono.",
            "Pulsa otra vez; si no sirve, recarga la página o elige otro micrófono en Ajustes.",
        ),
    },
    mute={
        "on": "Las respuestas se dicen en voz alta cuando hablas. Pulsa para silenciarlas",
        "off": "Las respuestas no se dicen en voz alta. Pulsa para oírlas",
    },
    unsure="Oído, pero con dudas",
    mend="Corregir",
    dismiss="Cerrar el aviso",
    read_aloud="Leer en voz alta",
    read_stop="Dejar de leer",
)
