// The bytes of a file go from the browser's disk to the server here; the program sees names, sizes and progress only.
const chosen = new Map();
const running = new Map();
// Where the server keeps what it has of a large file, and at least how much of it that is.
const uploads = new Map();
const known = new Map();
const TUS = { "Tus-Resumable": "1.0.0" };
// A smaller file is sent again as a whole sooner than it is asked for what the server has of it.
const PARTED = 1 << 20;
let next = 0;
let host = null;
let own = null;

/** Watches the picker, drops anywhere on the page and pastes, and tells the program what was chosen. */
export function watch(program, picker) {
  const isWatched = host;
  [host, own] = [program, picker];
  picker.addEventListener("change", () => { give(picker.files); picker.value = ""; });
  if (isWatched) return;
  const carriesFiles = event => event.dataTransfer?.types.includes("Files");
  const page = document.documentElement;
  // Behind an open dialog, or while a closed door is looked at, nobody sees where the file would go.
  const isShut = () => !!document.querySelector("dialog[open]") || !!own.parentElement?.closest("[hidden]");

  addEventListener("dragover", event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (isShut()) event.dataTransfer.dropEffect = "none";
    else page.classList.add("dropping");
  });
  addEventListener("dragleave", event => { if (!event.relatedTarget) page.classList.remove("dropping"); });
  addEventListener("drop", event => {
    page.classList.remove("dropping");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (!isShut()) give(event.dataTransfer.files);
  });
  addEventListener("paste", event => {
    if (!event.clipboardData?.files.length || isShut()) return;
    event.preventDefault();
    give(event.clipboardData.files);
  });
}

function give(list) {
  const files = [...list].map(file => {
    const id = ++next;
    chosen.set(id, file);
    return { id, name: file.name, size: file.size, type: file.type };
  });
  if (files.length) host.invokeMethodAsync("FilesChosen", files);
}

export function pick(picker) { picker.click(); }

/**
 * Sends one chosen file under that name. Resolves to what the server answered; status 0: it could not be reached; -1: cancelled.
 * A large one goes on where it broke off, where the server knows how, also when it is sent once more: https://tus.io/protocols/resumable-upload
 */
export async function send(program, id, name, address, token) {
  const file = chosen.get(id);
  const whole = () => exchange(program, id, "POST", address, {
    ...bearer(token),
    "Content-Type": file.type || "application/octet-stream",
    "Content-Disposition": "attachment; filename*=UTF-8''" + encodeName(name),
  }, file, 0);
  if (file.size < PARTED || !await resumes(address)) return answerOf(await whole(), "Location");
  if (!uploads.has(id)) {
    const created = await exchange(program, id, "POST", address, {
      ...TUS, ...bearer(token), "Upload-Length": String(file.size), "Upload-Metadata": `filename ${base64(name)},filetype ${base64(file.type || "application/octet-stream")}`,
    }, null, 0);
    if (created.status !== 201) return answerOf(created, "Location");
    uploads.set(id, { address: new URL(created.header("Location"), address).href, sent: 0 });
  }
  return sendRest(program, id, file, uploads.get(id));
}

// As often as the network breaks, until it has got nowhere for about two minutes.
async function sendRest(program, id, file, upload) {
  let offset = upload.sent === 0 ? 0 : null;
  for (let tries = 0; tries < 9; tries++) {
    if (!chosen.has(id)) return { status: -1, location: null, text: "" };
    if (offset === null) {
      const where = await exchange(program, id, "HEAD", upload.address, TUS, null, 0);
      if (where.status === 404) { uploads.delete(id); return { status: 0, location: null, text: "" }; }
      if (where.status === -1) return answerOf(where, "");
      if (where.status === 200) {
        offset = Number(where.header("Upload-Offset"));
        if (offset === file.size) return { status: 201, location: where.header("Content-Location"), text: "" };
        if (offset > upload.sent) [upload.sent, tries] = [offset, 0];
      }
    }
    if (offset !== null) {
      upload.sent = Math.max(upload.sent, 1);
      const answer = await exchange(program, id, "PATCH", upload.address,
        { ...TUS, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" }, file.slice(offset), offset);
      if (answer.status === 204 && answer.header("Content-Location")) return { status: 201, location: answer.header("Content-Location"), text: "" };
      if (![0, 204, 409].includes(answer.status)) { if (answer.status > 0) uploads.delete(id); return answerOf(answer, ""); }
      offset = null;
    }
    await new Promise(go => setTimeout(go, Math.min(30_000, 500 * 2 ** tries)));
  }
  return { status: 0, location: null, text: "" };
}

function exchange(program, id, method, address, headers, body, before) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    running.set(id, request);
    const end = status => { running.delete(id); resolve({ status, header: name => request.getResponseHeader(name), text: status > 0 ? request.responseText.slice(0, 500) : "" }); };

    request.open(method, address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (body) request.upload.onprogress = event => program.invokeMethodAsync("Sent", id, before + event.loaded);
    request.onload = () => end(request.status);
    request.onerror = () => end(0);
    request.onabort = () => end(-1);
    request.send(body);
  });
}

function answerOf(answer, place) { return { status: answer.status, location: answer.status > 0 && place ? answer.header(place) : null, text: answer.text }; }

// Whether a server lets files go on where they broke off; one that cannot be asked just now is asked again.
async function resumes(address) {
  if (!known.has(address)) {
    try {
      const answer = await fetch(address, { method: "OPTIONS" });
      known.set(address, answer.ok && !!answer.headers.get("Tus-Version")?.split(",").includes("1.0.0"));
    } catch {
      return false;
    }
  }
  return known.get(address);
}

function bearer(token) { return token === null ? {} : { Authorization: "Bearer " + token }; }

function base64(text) { return btoa(String.fromCharCode(...new TextEncoder().encode(text))); }

export function cancel(id) {
  chosen.delete(id);
  running.get(id)?.abort();
  const upload = uploads.get(id);
  // The server would keep what has come for an hour.
  if (upload) fetch(upload.address, { method: "DELETE", headers: TUS }).catch(() => {});
}

/** Lets go of a file that was sent or given up. */
export function forget(id) { chosen.delete(id); uploads.delete(id); }

/** The size in bytes of a file on the server, or null. */
export async function size(address) {
  try {
    const answer = await fetch(address, { method: "HEAD" });
    const length = answer.headers.get("Content-Length");
    return answer.ok && length !== null ? Number(length) : null;
  } catch {
    return null;
  }
}

/** The first bytes of a text on the server, as text; null when it is not there, or no text. */
export async function beginning(address, bytes) {
  try {
    const answer = await fetch(address, { headers: { Range: `bytes=0-${bytes - 1}` } });
    if (!answer.ok) return null;
    // A server may send all of it all the same; and the last character may have been cut in two.
    const head = new Uint8Array(await answer.arrayBuffer()).subarray(0, bytes);
    const text = new TextDecoder().decode(head, { stream: true });
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

// RFC 8187: what encodeURIComponent leaves alone and attr-char does not allow.
function encodeName(name) {
  return encodeURIComponent(name).replace(/['()*]/g, c => "%" + c.charCodeAt(0).toString(16).toUpperCase());
}
