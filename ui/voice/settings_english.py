"""What the card "Voice" says in English."""

from ui.voice.settings_words import VoiceSettingsWords

ENGLISH = VoiceSettingsWords(
    title="Voice",
    introduction=(
        "How Jarvis listens to you and talks back. Your voice is understood on this machine and"
        " goes nowhere else."
    ),
    remembered="What you choose takes effect at once. This browser remembers it.",
    listens="When you talk, {name} listens. It understands {languages}.",
    loading="Getting ready to listen…",
    nobody="Jarvis can’t listen yet.",
    unknown="Jarvis can’t say right now who is listening.",
    english_only=(
        "It knows English only. A Whisper model for many languages understands Spanish, too."
    ),
    better="Get better models for listening and speaking",
    spoken="Language you speak",
    spoken_auto="Whatever Jarvis hears",
    english="English",
    spanish="Spanish",
    english_voice="Voice for English",
    spanish_voice="Voice for Spanish",
    automatic="Automatic",
    automatic_now="Automatic ({name})",
    no_voice="No voice is here for this language",
    sample="Listen",
    sample_english="Listen to the English voice",
    sample_spanish="Listen to the Spanish voice",
    sample_stop="Stop",
    speed="How fast it speaks",
    times="{speed}\N{NO-BREAK SPACE}×",
    microphone="Microphone",
    microphone_any="The one that the browser uses",
    microphone_gone="The one you chose (not connected now)",
    microphone_unnamed=(
        "The browser names your microphones once you have let Jarvis listen: hold the microphone"
        " button in the chat."
    ),
    microphone_none="The browser finds no microphone. Connect one; it appears here by itself.",
    microphone_away=(
        "The browser allows a microphone only at localhost or over https. Open Jarvis there."
    ),
    aloud="Read answers to spoken questions aloud",
    aloud_note="What you type is always answered in silence.",
    edit="Let me edit before sending",
    edit_note="What was heard goes into the message box first.",
    recognisers="Listening",
    voices="Voices",
    fit_slow="Runs on the processor, but keeps you waiting after each sentence.",
    listens_best="At each start, Jarvis listens with the best one here that is quick enough.",
    listens_if_named=(
        'It is slow here. To have it listen anyway, write recogniser = "{name}" under [voice] in'
        " config.toml and restart Jarvis."
    ),
    speaks_now="Ready to speak: choose it in Settings.",
)
