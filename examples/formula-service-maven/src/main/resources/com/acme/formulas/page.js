"use strict";

// Whatever comes from users or from the service gets into the page as text, never as markup.

const find = id => document.getElementById(id);
const PAUSE = 250; // milliseconds without a key before the service is asked

let latest = 0;
let timer;

function made(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** A row of inputs, one a variable; those that stay keep what was typed. */
function showVariables(names, values) {
  const inputs = new Map([...find("values").querySelectorAll("input")].map(input => [input.name, input]));
  const before = [...inputs.keys()];
  const wanted = names.map(name => "at." + name);
  if (before.join() === wanted.join()) {
    return; // so that the cursor stays where it is
  }
  find("values").replaceChildren(...names.map(name => {
    const label = made("label", name + " = ");
    const input = inputs.get("at." + name) ?? document.createElement("input");
    input.name = "at." + name;
    input.inputMode = "decimal";
    input.value ||= values.get(input.name) ?? "";
    label.append(input);
    return label;
  }));
  const chosen = find("by").value || values.get("by");
  find("by").replaceChildren(...names.map(name => new Option(name, name, false, name === chosen)));
}

/** MathML where there is some, or else the formula as text. */
function showFormula(place, written) {
  if (written.mathml) {
    const math = new DOMParser().parseFromString(written.mathml, "application/xml").documentElement;
    place.replaceChildren(document.importNode(math, true));
  } else {
    place.replaceChildren(made("code", written.text ?? written.note ?? "too long to be shown as a picture"));
  }
}

function showAnswer(answer, values) {
  find("problem").hidden = true;
  find("answer").hidden = false;
  showVariables(answer.variables, values);
  showFormula(find("written"), answer.formula);
  find("numbers").hidden = !("value" in answer);
  if ("value" in answer) {
    find("value").textContent = answer.value;
    find("gradient").replaceChildren(...Object.entries(answer.gradient).map(([name, slope]) => {
      const row = document.createElement("tr");
      row.append(made("th", name), made("td", slope));
      return row;
    }));
  }
  find("symbols").hidden = answer.derivative === null;
  if (answer.derivative !== null) {
    find("by").value = answer.derivative.by;
    showFormula(find("derivative"), answer.derivative);
    find("text").textContent = answer.derivative.text ?? "";
  }
}

/** Each mistake with the line of the formula where it is, and a caret below. */
function showProblems(errors, formula) {
  find("answer").hidden = true;
  find("problem").hidden = false;
  find("problem").replaceChildren(...errors.flatMap(error => {
    const hint = error.suggestion === null ? "" : " – did you mean " + error.suggestion + "?";
    const shown = [made("div", error.message + hint)];
    if (error.line > 0) {
      const line = formula.split("\n")[error.line - 1] ?? "";
      const from = Math.max(0, error.column - 40);
      shown.push(made("pre", line.slice(from, from + 80) + "\n" + " ".repeat(error.column - 1 - from) + "^"));
    }
    return shown;
  }));
}

/** Asks the service; an answer that is no longer the latest is dropped. */
async function ask(values) {
  const mine = ++latest;
  const formula = values.get("formula") ?? "";
  if (formula.trim() === "") {
    find("problem").hidden = find("answer").hidden = true;
    return;
  }
  try {
    const response = await fetch("api/evaluate", { method: "POST", body: values });
    const answer = await response.json();
    if (mine !== latest) {
      return;
    }
    history.replaceState(null, "", "?" + values);
    if (answer.errors) {
      showProblems(answer.errors, formula);
    } else {
      showAnswer(answer, values);
    }
  } catch (failure) {
    if (mine === latest) {
      showProblems([{ message: "the service does not answer", suggestion: null, line: 0 }], formula);
    }
  }
}

function typed() {
  return new URLSearchParams(new FormData(find("form")));
}

find("form").addEventListener("submit", event => {
  event.preventDefault();
  ask(typed());
});
for (const event of ["input", "change"]) {
  find("form").addEventListener(event, () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(typed()), PAUSE);
  });
}
find("by").addEventListener("change", () => ask(typed()));

const linked = new URLSearchParams(location.search); // a page can be passed on with its formula
find("formula").value = linked.get("formula") ?? "";
ask(linked);
