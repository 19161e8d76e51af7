"""Por qué no se puede leer un archivo: why a file can't be read, in Spanish, by reading's kinds."""

from ui.knowledge.words import Told

FORMATS = {
    "pdf": "un PDF",
    "word": "un documento de Word",
    "slides": "una presentación de PowerPoint",
    "workbook": "un libro de Excel",
    "old_workbook": "un libro de Excel antiguo",
    "page": "una página web",
    "book": "un libro EPUB",
    "outlook": "un mensaje de Outlook",
    "mail": "un correo",
    "drawing": "un dibujo SVG",
    "picture": "una imagen",
    "notebook": "un cuaderno de Jupyter",
    "text": "texto sin formato",
    "opendocument": "un archivo de OpenDocument",
    "rich_text": "un archivo de texto enriquecido (RTF)",
    "binary_workbook": "un libro de Excel binario (.xlsb)",
}

SAVE_ANEW = "Ábrelo en el programa con el que se hizo, guárdalo de nuevo y entrega ese."

REFUSALS: dict[str, Told] = {
    "empty": (
        "«{name}» está vacío: tiene 0 bytes.",
        "Si todavía se estaba copiando, entrégalo otra vez cuando esté entero.",
    ),
    "too_large": (
        "«{name}» ocupa {size} MiB; se leen archivos de hasta {limit} MiB.",
        "Divídelo, o sube file_max_mib en la sección [knowledge] de config.toml.",
    ),
    "folder": (
        "«{name}» es una carpeta, no un archivo.",
        "Entrega los archivos que contiene, o vigila la carpeta.",
    ),
    "special": (
        "«{name}» no es un archivo, sino un dispositivo, una tubería o un socket.",
        "Solo se pueden leer archivos corrientes.",
    ),
    "loop": (
        "«{name}» es un enlace que vuelve a sí mismo.",
        "Quita el enlace, o entrega el archivo al que debería llevar.",
    ),
    "gone": (
        "«{name}» ya no está ahí.",
        "Si se ha movido o ha cambiado de nombre, entrégalo desde donde está ahora.",
    ),
    "forbidden": (
        "«{name}» no se puede abrir: Jarvis no tiene permiso para leerlo.",
        "Da a tu usuario permiso de lectura y entrégalo otra vez.",
    ),
    "unreadable": (
        "«{name}» no se puede leer del disco: {reason}.",
        "Comprueba el disco o la unidad de red donde está y entrégalo otra vez.",
    ),
    "changed": (
        "«{name}» ha cambiado mientras se leía.",
        "Entrégalo otra vez cuando ningún programa esté escribiendo en él.",
    ),
    "protected": (
        "«{name}» está protegido con contraseña.",
        "Guarda una copia sin la contraseña y entrega esa.",
    ),
    "locked": (
        "«{name}» está bloqueado por su editor (DRM).",
        "Entrega una copia sin el bloqueo, si la tienes.",
    ),
    "damaged": (
        "«{name}» está dañado, o no es {format}.",
        f"{SAVE_ANEW} Si es una descarga, descárgalo otra vez.",
    ),
    "binary": (
        "«{name}» es un programa o son datos, sin texto.",
        "Se leen documentos, tablas, presentaciones, correo, páginas web, código y texto.",
    ),
    "archive": (
        "«{name}» es un archivo comprimido.",
        "Descomprímelo y entrega los archivos que contiene.",
    ),
    "media": (
        "«{name}» es un sonido, un vídeo o una imagen de un tipo que no se lee.",
        "Entrega una transcripción; una imagen se puede guardar como PNG.",
    ),
    "old_office": (
        "«{name}» se guardó en un formato antiguo de Office.",
        "Ábrelo en Office o LibreOffice, guárdalo como .docx o .pptx y entrega ese.",
    ),
    "unsupported": (
        "«{name}» es {format}, que no se puede leer.",
        "Ábrelo en el programa con el que se hizo, guárdalo como PDF, .docx o .xlsx y entrega ese.",
    ),
    "picture": (
        "«{name}» es una imagen, y falta Tesseract, que lee las palabras de las imágenes.",
        "Instala Tesseract (también con las palabras en español) y entrégalo otra vez.",
    ),
    "picture_ocr_off": (
        "«{name}» es una imagen, y leer las palabras de las imágenes está desactivado.",
        'Pon ocr = "auto" en la sección [knowledge] de config.toml y entrégalo otra vez.',
    ),
    "scanned": (
        "«{name}» no tiene texto que leer: sus páginas son imágenes.",
        "Instala Tesseract, que lee las palabras que hay en ellas, y entrégalo otra vez; o entrega"
        " una copia guardada con texto.",
    ),
    "scanned_ocr_off": (
        "«{name}» no tiene texto que leer: sus páginas son imágenes.",
        'Pon ocr = "auto" en la sección [knowledge] de config.toml y entrégalo otra vez.',
    ),
    "no_page": (
        "«{name}» no tiene página {page}; tiene {pages}.",
        "Puede que el archivo haya cambiado desde que se leyó; entrégalo otra vez.",
    ),
    "no_words": ("«{name}» no tiene ninguna palabra.", "Entrega un archivo con texto."),
    "bomb": (
        "«{name}» se descomprime en {size} MiB, {ratio} veces su tamaño, como no hace ningún"
        " archivo corriente.",
        "No se ha abierto. Si te fías de él, guárdalo de nuevo en el programa con el que se hizo.",
    ),
    "too_many_pages": (
        "«{name}» tiene {pages} páginas; se leen hasta {limit}.",
        "Divídelo, o sube pages_max en la sección [knowledge] de config.toml.",
    ),
    "too_long": (
        "«{name}» tiene más de {limit} caracteres de texto.",
        "Divídelo, o sube characters_max en la sección [knowledge] de config.toml.",
    ),
    "too_slow": (
        "Leer «{name}» llevaba más de {limit} segundos y se ha dejado.",
        "Divídelo, o sube read_seconds en la sección [knowledge] de config.toml.",
    ),
    "memory": (
        "Leer «{name}» pide más de {limit} MiB de memoria.",
        "Divídelo, o sube read_memory_mib en la sección [knowledge] de config.toml.",
    ),
    "crashed": (
        "«{name}» ha hecho fallar al programa que lo lee; no ha afectado a nada más.",
        "Guárdalo de nuevo en el programa con el que se hizo, o en otro formato, y entrega ese.",
    ),
}
"""kind → (what happened, what to do)."""
