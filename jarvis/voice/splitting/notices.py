"""What is said in place of a block that can't be read aloud."""

from jarvis.voice.splitting.atoms import Notice

CODE_NAMES = {
    "py": "Python", "python": "Python", "js": "JavaScript", "javascript": "JavaScript",
    "ts": "TypeScript", "typescript": "TypeScript", "java": "Java", "c": "C", "cpp": "C++",
    "c++": "C++", "cs": "C#", "csharp": "C#", "go": "Go", "rust": "Rust", "rs": "Rust",
    "ruby": "Ruby", "rb": "Ruby", "php": "PHP", "swift": "Swift", "kotlin": "Kotlin",
    "r": "R", "sql": "SQL", "html": "HTML", "css": "CSS", "json": "JSON", "yaml": "YAML",
    "yml": "YAML", "toml": "TOML", "xml": "XML", "bash": "Bash", "sh": "shell",
    "shell": "shell", "powershell": "PowerShell", "dockerfile": "Docker", "lua": "Lua",
}  # fmt: skip
"""What the languages that a fence names are called; others are just code."""

FORMULAS = {"en": "a formula", "es": "una fórmula"}


def notice_text(notice: Notice, language: str) -> str:
    """The sentence that stands for a block; still with figures and capitals."""
    if notice.kind == "code":
        name = CODE_NAMES.get(notice.name, "")
        if language == "es":
            return f"Aquí hay código en {name}." if name else "Aquí hay código."
        return f"Here is some {name} code." if name else "Here is some code."
    if language == "es":
        columns = _counted(notice.columns, "columna", "columnas")
        return f"Una tabla con {columns} y {_counted(notice.rows, 'fila', 'filas')}."
    columns = _counted(notice.columns, "column", "columns")
    return f"A table with {columns} and {_counted(notice.rows, 'row', 'rows')}."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
