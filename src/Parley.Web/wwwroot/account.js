// Saves what the server keeps of a person as a file.

/** Asks for the account's export with its token and has the browser save it; false when the server gives none. */
export async function exportData(account, token) {
  let answer;
  try {
    answer = await fetch("account/export", { headers: { Authorization: `Basic ${toBase64(`${account}:${token}`)}` }, cache: "no-store" });
    if (!answer.ok) return false;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `${account}.jsonl`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return true;
  } catch {
    return false;
  }
}

function toBase64(text) { return btoa(String.fromCharCode(...new TextEncoder().encode(text))); }
