"""The words of the Metrics tab about talking with Jarvis, in English and Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoiceBoardWords:
    """What is said of it. Names in braces are filled in by `str.format`.

    Attributes:
        parts: of the time to the first sound, by the fields of `jarvis.telemetry.voice.Stages`.
        stages: what is timed, by the fields of `jarvis.telemetry.voice.VoiceTurns`.
    """

    title: str
    introduction: str
    numbers: str
    numbers_note: str
    turns: str
    turns_note: str
    sound_p50: str
    sound_p95: str
    aim: str
    aim_met: str
    aim_missed: str
    interrupted: str
    interrupted_note: str
    confidence: str
    confidence_note: str
    heard: str
    heard_note: str
    time: str
    time_note: str
    time_finding: str
    parts: Mapping[str, str]
    times: str
    times_note: str
    stage: str
    median: str
    stages: Mapping[str, str]
    recognisers: str
    recognisers_note: str
    recogniser: str
    recognition: str
    none: str


ENGLISH = VoiceBoardWords(
    title="Voice",
    introduction=(
        "How soon you hear an answer after you let go of the button, and how much of it. Counted"
        " here are times and shares; neither words nor sound are kept for it."
    ),
    numbers="Spoken turns",
    numbers_note="Each counts once its answer has been said, or was interrupted.",
    turns="Spoken turns",
    turns_note="with {time} of speech",
    sound_p50="First sound, median",
    sound_p95="First sound, p95",
    aim="the aim is {target} or less",
    aim_met="the aim of {target} or less is reached",
    aim_missed="the aim of {target} or less isn’t reached",
    interrupted="Interrupted",
    interrupted_note="you spoke again, or pressed Stop",
    confidence="Recognition, mean confidence",
    confidence_note="how sure it was of your words",
    heard="Heard of an answer",
    heard_note="on average, said aloud",
    time="From letting go to the first sound",
    time_note="On average. The dashed line is the aim for the median, {target}.",
    time_finding="The first sound came after {low} to {high}, on average; the latest is {last}.",
    parts={
        "recognition_ms": "Recognising",
        "thinking_ms": "Thinking",
        "speaking_ms": "Beginning to speak",
    },
    times="How long it takes",
    times_note="From letting go of the button; a gap is a break between two pieces of an answer.",
    stage="Stage",
    median="Median",
    stages={
        "recognition": "Your words are there",
        "first_clause": "The first clause is written",
        "first_sound": "The first sound is heard",
        "longest_gap": "The longest gap of an answer",
    },
    recognisers="By recogniser",
    recognisers_note="What turned speech into words. A larger model is surer, and slower.",
    recogniser="Recogniser",
    recognition="Recognition, median",
    none=(
        "Nobody has talked with Jarvis yet. Hold the microphone button on the Chat tab, ask"
        " something, and let go."
    ),
)

SPANISH = VoiceBoardWords(
    title="Voz",
    introduction=(
        "Cuánto tardas en oír una respuesta desde que sueltas el botón, y qué parte de ella oyes."
        " Aquí se cuentan tiempos y proporciones; para ello no se guardan ni palabras ni sonido."
    ),
    numbers="Turnos hablados",
    numbers_note="Cada uno cuenta cuando su respuesta se ha dicho o se ha interrumpido.",
    turns="Turnos hablados",
    turns_note="con {time} de habla",
    sound_p50="Primer sonido, mediana",
    sound_p95="Primer sonido, p95",
    aim="el objetivo es {target} o menos",
    aim_met="se alcanza el objetivo de {target} o menos",
    aim_missed="no se alcanza el objetivo de {target} o menos",
    interrupted="Interrumpidos",
    interrupted_note="volviste a hablar o pulsaste Detener",
    confidence="Reconocimiento, confianza media",
    confidence_note="qué seguridad tenía de tus palabras",
    heard="Oído de una respuesta",
    heard_note="de media, dicho en voz alta",
    time="De soltar el botón al primer sonido",
    time_note="De media. La línea discontinua es el objetivo de la mediana, {target}.",
    time_finding="El primer sonido llegó entre {low} y {high}, de media; el último, {last}.",
    parts={
        "recognition_ms": "Reconocer",
        "thinking_ms": "Pensar",
        "speaking_ms": "Empezar a hablar",
    },
    times="Cuánto tarda",
    times_note="Desde que sueltas el botón; un hueco es un corte entre dos trozos de la respuesta.",
    stage="Etapa",
    median="Mediana",
    stages={
        "recognition": "Tus palabras están ahí",
        "first_clause": "La primera frase está escrita",
        "first_sound": "Se oye el primer sonido",
        "longest_gap": "El mayor hueco de una respuesta",
    },
    recognisers="Por reconocedor",
    recognisers_note=(
        "Lo que convierte el habla en palabras. Un modelo mayor acierta más, y tarda más."
    ),
    recogniser="Reconocedor",
    recognition="Reconocimiento, mediana",
    none=(
        "Nadie ha hablado aún con Jarvis. Mantén pulsado el botón del micrófono en la pestaña"
        " Chat, pregunta algo y suéltalo."
    ),
)
