// The ends of the last conversations, kept in this browser until the next visit: of one person at a time, as text that only the program reads.

const Store = "ends";

function open() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("parley", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(Store);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/** Runs that on the store; what a browser does not allow (a private window, no room on the disk) is as if nothing were kept. */
async function run(mode, work) {
  let database;
  try {
    database = await open();
    const transaction = database.transaction(Store, mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    const answer = await work(transaction.objectStore(Store));
    await done;
    return answer;
  } catch {
    return null;
  } finally {
    database?.close();
  }
}

const result = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** What was kept for that person, the conversation of last first; what was kept for another is forgotten. */
export async function load(person) {
  const all = await run("readwrite", async store => {
    const kept = await result(store.getAll());
    if (kept.every(one => one.person === person)) return kept;
    store.clear();
    return [];
  });
  return (all ?? []).sort((a, b) => b.at - a.at).map(one => one.text);
}

/** Keeps conversations, and only those of these names. */
export async function save(person, names, changed) {
  await run("readwrite", async store => {
    for (const [name, text] of changed) store.put({ person, text, at: Date.now() }, name);
    for (const key of await result(store.getAllKeys())) if (!names.includes(key)) store.delete(key);
  });
}

export async function forget() { await run("readwrite", async store => { store.clear(); }); }
