"""How near is near? Measures a cosine by how near a question lies to texts that don't answer it.

Embedders differ: of one, 0.3 says that a passage speaks of the matter, of another 0.8 says nothing.
So each question is also held against a few plain sentences on many subjects, in both languages;
what counts is by how many of their standard deviations a passage lies nearer than they do.
"""

import threading
from dataclasses import dataclass

import numpy as np

from models.embedding import Embedder, Vector, Vectors

SENTENCES = (
    "The bread is baked before dawn and carried to the market in wicker baskets.",
    "After the storm the road along the coast was closed for repairs.",
    "She plays the violin in an orchestra that travels through the country every winter.",
    "The council approved the budget and put off the vote on the new library.",
    "Rain fell on the vineyards, and the harvest began a fortnight late.",
    "Wipe the lens with a dry cloth and keep the camera away from heat.",
    "The patient was given an antibiotic and sent home after two nights.",
    "Shares fell in the morning and recovered when the bank published its figures.",
    "The function returns an empty list when the file can't be opened.",
    "Three students measured how quickly the liquid cooled in each container.",
    "The train to the mountains leaves from the second platform at noon.",
    "Whoever rents a boat signs for it and brings it back with a full tank.",
    "The goalkeeper saved a penalty, and the match ended without a goal.",
    "In the last chapter the brothers sell the house and part without a word.",
    "Cells divide faster when the temperature of the culture is raised a little.",
    "The court found that the letter had reached the tenant in time.",
    "El pan se hornea antes del alba y se lleva al mercado en cestas de mimbre.",
    "Tras el temporal, la carretera de la costa quedó cortada por obras.",
    "Toca el violín en una orquesta que recorre el país cada invierno.",
    "El ayuntamiento aprobó el presupuesto y aplazó la votación de la biblioteca.",
    "Llovió sobre los viñedos y la vendimia empezó con dos semanas de retraso.",
    "Limpia la lente con un paño seco y aleja la cámara del calor.",
    "Al paciente se le dio un antibiótico y volvió a casa tras dos noches.",
    "Las acciones bajaron por la mañana y subieron cuando el banco publicó sus cifras.",
    "La función devuelve una lista vacía cuando el fichero no puede abrirse.",
    "Tres estudiantes midieron con qué rapidez se enfriaba el líquido en cada vaso.",
    "El tren de la sierra sale a mediodía del segundo andén.",
    "Quien alquila una barca firma por ella y la devuelve con el depósito lleno.",
    "El portero paró un penalti y el partido acabó sin goles.",
    "En el último capítulo los hermanos venden la casa y se separan sin decir nada.",
    "Las células se dividen más deprisa si sube un poco la temperatura del cultivo.",
    "El tribunal entendió que la carta había llegado a tiempo al inquilino.",
)

NARROWEST = 0.02
"""The least standard deviation of cosines, whatever the model."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The cosines of a question and the yardstick's sentences."""

    mean: float
    deviation: float

    def of(self, cosine: float) -> float:
        """By how many deviations a cosine lies above the mean."""
        return (cosine - self.mean) / self.deviation


class Yardstick:
    """Knows the sentences' vectors by model. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._vectors: dict[str, Vectors] = {}

    def scale(self, embedder: Embedder, question: Vector) -> Scale:
        """The scale for a question's vector.

        The first time a model is used, its vectors of the sentences are computed: with the starter
        on a processor that takes a fifth of a second.
        """
        cosines = self._of(embedder) @ question
        return Scale(float(cosines.mean()), max(float(cosines.std()), NARROWEST))

    def _of(self, embedder: Embedder) -> Vectors:
        with self._lock:
            if (vectors := self._vectors.get(embedder.name)) is None:
                # As questions: those never wait for documents that are being embedded.
                vectors = np.stack([embedder.embed_query(sentence) for sentence in SENTENCES])
                self._vectors = {embedder.name: vectors}
            return vectors
