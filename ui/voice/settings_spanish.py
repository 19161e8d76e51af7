"""What the card "Voice" says in Spanish."""

from ui.voice.settings_words import VoiceSettingsWords

SPANISH = VoiceSettingsWords(
    title="Voz",
    introduction=(
        "Cómo te escucha Jarvis y cómo te responde. Tu voz se entiende en este equipo y no sale"
        " de él."
    ),
    remembered="Lo que elijas vale al momento. Este navegador lo recuerda.",
    listens="Cuando hablas, escucha {name}. Entiende {languages}.",
    loading="Preparándose para escuchar…",
    nobody="Jarvis todavía no puede escuchar.",
    unknown="Ahora mismo Jarvis no puede decir quién escucha.",
    english_only=(
        "Solo sabe inglés. Un modelo Whisper para muchos idiomas entiende también español."
    ),
    better="Busca mejores modelos para escuchar y hablar",
    spoken="Idioma en que hablas",
    spoken_auto="El que Jarvis oiga",
    english="Inglés",
    spanish="Español",
    english_voice="Voz para el inglés",
    spanish_voice="Voz para el español",
    automatic="Automática",
    automatic_now="Automática ({name})",
    no_voice="Aquí no hay ninguna voz para este idioma",
    sample="Escuchar",
    sample_english="Escuchar la voz en inglés",
    sample_spanish="Escuchar la voz en español",
    sample_stop="Parar",
    speed="A qué velocidad habla",
    times="{speed}\N{NO-BREAK SPACE}×",
    microphone="Micrófono",
    microphone_any="El que usa el navegador",
    microphone_gone="El que elegiste (ahora no está conectado)",
    microphone_unnamed=(
        "El navegador nombra tus micrófonos cuando hayas dejado que Jarvis te escuche: mantén"
        " pulsado el botón del micrófono en el chat."
    ),
    microphone_none="El navegador no encuentra ningún micrófono. Conecta uno y aparecerá aquí.",
    microphone_away=(
        "El navegador solo permite un micrófono en localhost o por https. Abre Jarvis ahí."
    ),
    aloud="Leer en voz alta las respuestas a preguntas habladas",
    aloud_note="A lo que escribes se responde siempre en silencio.",
    edit="Dejarme corregir antes de enviar",
    edit_note="Lo que se oyó pasa primero al cuadro del mensaje.",
    recognisers="Escuchar",
    voices="Voces",
    fit_slow="Funciona en el procesador, pero te hace esperar después de cada frase.",
    listens_best="En cada inicio, Jarvis escucha con el mejor de los que hay aquí y son rápidos.",
    listens_if_named=(
        'Aquí es lento. Para que escuche de todos modos, escribe recogniser = "{name}" en'
        " [voice] de config.toml y reinicia Jarvis."
    ),
    speaks_now="Lista para hablar: elígela en Ajustes.",
)
