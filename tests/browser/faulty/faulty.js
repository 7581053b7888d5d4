// Everything that a script of the site must not do.
document.querySelector(".gone").remove();
console.log("chatter");
fetch("style.css").catch(() => {});
