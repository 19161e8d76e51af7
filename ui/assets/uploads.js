// Files on their way to Jarvis: out of what was dropped, folders and all, and over the wire.

import { away } from "./call.js";

const MIB = 1 << 20;

export const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

// Every file of a drop. Folders are walked; what is hidden in them (.git, .DS_Store) is passed
// over. Each comes as { file, inFolder }.
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, inFolder: false }));
  return (await Promise.all(entries.map((entry) => walked(entry, false)))).flat();
}

async function walked(entry, inFolder) {
  if (inFolder && entry.name.startsWith(".")) return [];
  if (entry.isFile) return [{ file: await asked((...how) => entry.file(...how)), inFolder }];
  const found = [];
  for (const inside of await listed(entry)) found.push(...(await walked(inside, true)));
  return found;
}

// A reader gives a folder's entries a hundred at a time, and an empty list at the end.
async function listed(folder) {
  const reader = folder.createReader();
  const entries = [];
  let part;
  do {
    part = await asked((...how) => reader.readEntries(...how));
    entries.push(...part);
  } while (part.length);
  return entries;
}

const asked = (call) => new Promise((done, failed) => call(done, failed));

// What a folder picker gave, likewise.
export function picked(list) {
  return [...list].filter((file) => !file.webkitRelativePath.split("/").some((part) => part.startsWith(".")))
    .map((file) => ({ file, inFolder: Boolean(file.webkitRelativePath) }));
}

// Sends one; what goes wrong is thrown as { message, hint }. `sent` hears the share, 0 to 1.
// What is too large is refused here: a server that breaks an upload off can't say why.
export async function send(file, fields, sent) {
  const { limit, tooLarge } = document.getElementById("attach").dataset;
  if (file.size > limit * MIB) throw filled(JSON.parse(tooLarge), file, limit);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file, file.name);
  const request = new XMLHttpRequest();
  request.responseType = "json";
  request.upload.onprogress = ({ loaded, total }) => sent(total ? loaded / total : 0);
  return new Promise((done, failed) => {
    request.onload = () => (request.status < 300 ? done(request.response) : failed(refusal(request)));
    request.onerror = () => failed(away());
    const about = new URLSearchParams({ language: document.documentElement.lang, name: file.name });
    request.open("POST", `page/knowledge/documents?${about}`);
    request.send(form);
  });
}

function filled([message, hint], { name, size }, limit) {
  const values = { name, size: Math.ceil(size / MIB), limit };
  return { message: message.replace(/\{(\w+)\}/g, (_, key) => values[key]), hint };
}

function refusal({ response, status, statusText }) {
  const said = response?.detail;
  return said?.message ? said : { message: `${status} ${statusText}` };
}
