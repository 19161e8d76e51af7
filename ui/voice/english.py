"""The words about talking in English."""

from ui.voice.words import TalkState, VoiceWords

ENGLISH = VoiceWords(
    states={
        "idle": TalkState("", "Hold to talk, or tap (space bar)", ""),
        "asking": TalkState("Waiting for the microphone…", "Don’t talk after all", "Cancel (Esc)"),
        "listening": TalkState("Listening…", "Send what you said", "Forget it (Esc)"),
        "thinking": TalkState("Thinking…", "Interrupt and talk", "Stop (Esc)"),
        "speaking": TalkState("Speaking…", "Interrupt and talk", "Stop (Esc)"),
    },
    told={
        "ready": ("The microphone is ready.", "Hold the button and talk."),
        "nothing": (
            "I didn’t hear anything.",
            "Hold the button while you talk. If it happens again, see in Settings whether the right"
            " microphone is chosen, and in your system whether it is muted.",
        ),
        "unsure": (
            "I’m not sure that I heard this right.",
            "Please look at it before sending.",
        ),
        "lost": (
            "The microphone was unplugged.",
            "What you had said until then is used. Plug it in again before you go on talking.",
        ),
        "insecure": (
            "The browser gives this page no microphone, because it came over plain HTTP.",
            "Open http://localhost:{port} on the machine that Jarvis runs on. From another machine,"
            " come over https, or bring the port to yourself with"
            " “ssh -L {port}:localhost:{port} THAT-MACHINE” and open http://localhost:{port}.",
        ),
        "denied": (
            "The browser doesn’t let Jarvis use the microphone.",
            "Click the sign to the left of the address, allow the microphone, and press again. If"
            " it is allowed there, your system’s privacy settings may forbid it to the browser.",
        ),
        "missing": (
            "There is no microphone.",
            "Plug one in or switch it on, and press again. You can type meanwhile.",
        ),
        "busy": (
            "Another program is using the microphone.",
            "Close the call or recording that has it, and press again.",
        ),
        "unsupported": (
            "This browser can’t record sound.",
            "Use a current Chrome, Edge, Firefox or Safari. You can type meanwhile.",
        ),
        "failed": (
            "The microphone couldn’t be opened.",
            "Press again; if that doesn’t help, reload the page or choose another microphone in"
            " Settings.",
        ),
    },
    mute={
        "on": "Answers are spoken when you talk. Press to mute",
        "off": "Answers aren’t spoken. Press to hear them",
    },
    unsure="Heard, but unsure",
    mend="Edit",
    dismiss="Dismiss",
    read_aloud="Read aloud",
    read_stop="Stop reading aloud",
)
