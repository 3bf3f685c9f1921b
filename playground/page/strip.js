// The strip below: what the bot did for the last message, by its own text-free trace; and how to make things go wrong.

import { div, h, quiet } from "/page/dom.js";
import { attempt, popup, toast } from "/page/popup.js";
import { playground } from "/page/rest.js";
import { languageName, number, say } from "/page/words.js";

// The account of a relay follows its message within milliseconds, mostly.
const LOOKS = [30, 90, 250, 700, 2000];
const FAILING = {
	kind: "status",
	status: 500,
	method: "POST",
	route: "/webhooks/{webhook_id}/{webhook_token}",
	share: 0.5,
	times: null,
};
const OURS = new Set(["phrasebook", "opencc", "none"]);

export class Strip {
	#last = 0;
	#looking = null;

	// *app* has sourceOf(messageId, destinationId) and nameOf(channelId).
	constructor(app) {
		this.app = app;
		this.trace = h("div", { class: "trace", "aria-live": "polite", tabindex: "0" }, quiet(say("trace-none")));
		this.faults = h(
			"button",
			{
				class: "button small",
				id: "faults",
				"aria-haspopup": "dialog",
				click: () => this.#openFaults(),
			},
			say("faults"),
		);
		this.node = h("footer", { class: "strip", id: "strip", "aria-label": say("trace") }, this.trace, this.faults);
	}

	// Looks for news of the bot, a few times, since the message is there before its account.
	look() {
		this.#looking ??= this.#look().finally(() => (this.#looking = null));
	}

	async #look() {
		for (const pause of LOOKS) {
			await new Promise((done) => setTimeout(done, pause));
			const told = await playground("GET", `/relays?after=${this.#last}`).catch(() => ({ relays: [] }));
			if (!told.relays.length) continue;
			this.#last = told.relays[0].number;
			this.#show(told.relays[0]);
			return;
		}
	}

	#show(one) {
		const from = this.app.sourceOf(one.source_id, one.destination_id);
		const way = [from && this.app.nameOf(from), this.app.nameOf(one.destination_id)].filter(Boolean).join(" → ");
		const by = OURS.has(one.translator) ? say(`by-${one.translator}`) : vendorName(one.translator);
		const facts = [
			[say("trace-way"), way],
			[say("trace-language"), `${languageName(one.source_language)} → ${languageName(one.target_language)}`],
			[say("trace-by"), by],
			[say("trace-quality"), say(`quality-${one.quality}`)],
			[
				say("trace-time"),
				say("milliseconds", { all: number(one.milliseconds), translation: number(one.translation_milliseconds) }),
			],
			[say("trace-lane"), number(one.lane_length)],
		];
		if (one.parts > 1) facts.push([say("trace-parts"), number(one.parts)]);
		this.trace.replaceChildren(
			h(
				"dl",
				{},
				facts.map(([term, fact]) => h("div", {}, h("dt", {}, term), h("dd", {}, fact))),
			),
		);
		this.trace.dataset.quality = one.quality;
	}

	// Faults

	async #openFaults() {
		const [faults, limits, translator] = await Promise.all(
			["/faults", "/limits", "/translator"].map((path) => attempt(() => playground("GET", path))),
		);
		const failing = (faults ?? []).some((one) => one.kind === "status");
		const turn = (path, body) => attempt(() => playground("PUT", path, body));
		const fail = (isOn) =>
			attempt(() => (isOn ? playground("POST", "/faults", [FAILING]) : playground("DELETE", "/faults")));
		const cut = async () => {
			await attempt(() => playground("POST", "/faults", [{ kind: "drop" }]));
			toast(say("cut-done"));
		};
		const rows = [
			translator
				? toggle(
						say("fault-translator", { name: vendorName(translator.name) }),
						say("fault-translator-hint"),
						!translator.is_open,
						(isOn) => turn("/translator", { is_open: !isOn }),
					)
				: div(
						"toggle",
						h("span", {}, h("strong", {}, say("no-translator")), quiet(say("no-translator-hint"))),
						h("code", {}, "--translator google"),
					),
			div(
				"toggle",
				h("span", {}, h("strong", {}, say("fault-cut")), quiet(say("fault-cut-hint"))),
				h("button", { class: "button small", click: cut }, say("cut")),
			),
			toggle(say("fault-500"), say("fault-500-hint"), failing, fail),
			toggle(say("fault-limits"), say("fault-limits-hint"), limits?.strict, (isOn) =>
				turn("/limits", { strict: isOn }),
			),
		];
		popup(
			this.faults,
			h(
				"div",
				{ class: "panel", role: "dialog", "aria-label": say("faults") },
				h("h2", {}, say("faults")),
				h("p", { class: "quiet" }, say("faults-hint")),
				rows,
			),
			{ place: "above" },
		);
		document.querySelector(".panel button")?.focus();
	}

	mark(isTroubled) {
		this.faults.classList.toggle("on", isTroubled);
	}
}

export const vendorName = (name) => ({ google: "Google Translate", libretranslate: "LibreTranslate" })[name] ?? name;

function toggle(label, hint, isOn, turn) {
	const knob = h("button", {
		class: "switch",
		role: "switch",
		"aria-checked": String(Boolean(isOn)),
		"aria-label": label,
	});
	knob.addEventListener("click", async () => {
		const wanted = knob.getAttribute("aria-checked") !== "true";
		if ((await turn(wanted)) !== undefined) knob.setAttribute("aria-checked", String(wanted));
	});
	return div("toggle", h("span", {}, h("strong", {}, label), quiet(hint)), knob);
}
