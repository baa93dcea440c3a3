"use strict";
// Only from `termx serve`: the page shows itself again when it has been built again.
(function () {
  let told = "";

  async function look() {
    try {
      const version = await (await fetch("version", { cache: "no-store" })).text();
      if (version === termx.meta.version || version === told) return;
      told = version;
      // A draft must not go; the rules already know the new glossary.
      if (location.hash.includes("v=check") || termx.hasDraft()) termx.toast(termx.say("changedOnDisk"));
      else location.reload();
    } catch {
      // The server has ended, or is busy.
    }
  }

  setInterval(look, 1500);
})();
