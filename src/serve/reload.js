// Loads the page again when the site has changed. A page that nobody looks at does not ask.
(function () {
  "use strict";
  var since = document.currentScript.dataset.since;
  function wait() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", wait, { once: true });
      return;
    }
    fetch("/.daicho/wait?since=" + since, { cache: "no-store" })
      .then(function (answer) {
        if (!answer.ok) { throw new Error(answer.statusText); }
        return answer.text();
      })
      .then(function (now) {
        if (now === since) { wait(); } else { location.reload(); }
      })
      .catch(function () { setTimeout(wait, 1000); });
  }
  wait();
})();
