// The bytes of a file go from the browser's disk to the server here; the program sees names, sizes and progress only.
const chosen = new Map();
const running = new Map();
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

/** Sends one chosen file under that name. Resolves to what the server answered; status 0: it could not be reached; -1: cancelled. */
export function send(program, id, name, address, token) {
  return new Promise(resolve => {
    const file = chosen.get(id);
    const request = new XMLHttpRequest();
    running.set(id, request);
    const end = (status, location, text) => { running.delete(id); resolve({ status, location, text }); };

    request.open("POST", address);
    if (token !== null) request.setRequestHeader("Authorization", "Bearer " + token);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.setRequestHeader("Content-Disposition", "attachment; filename*=UTF-8''" + encodeName(name));
    request.upload.onprogress = event => program.invokeMethodAsync("Sent", id, event.loaded);
    request.onload = () => end(request.status, request.getResponseHeader("Location"), request.responseText.slice(0, 500));
    request.onerror = () => end(0, null, "");
    request.onabort = () => end(-1, null, "");
    request.send(file);
  });
}

export function cancel(id) { running.get(id)?.abort(); }

/** Lets go of a file that was sent or given up. */
export function forget(id) { chosen.delete(id); }

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
