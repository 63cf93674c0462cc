# __room__

What the room is for, in one sentence of the business; the requirement ids that it answers.

* **__Noun__**: what the word means here. Enter it in `docs/glossary.md` first.

Tables (schema `__room__`): `__noun__`. Events: none yet. Front door: `server/index.ts`.
