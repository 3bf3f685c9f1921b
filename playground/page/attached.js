// The files that a message is to have: chosen, pasted or dropped, and taken away again.

import { h, iconButton, quiet, span } from "/page/dom.js";
import { fileSize, say } from "/page/words.js";

const MOST = 10;

export class Attached {
	files = [];

	constructor() {
		this.node = h("div", { class: "files", hidden: true });
		const change = () => (this.add(this.picker.files), (this.picker.value = ""));
		this.picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", change });
	}

	add(files) {
		this.set([...this.files, ...files]);
	}

	set(files) {
		this.files = files.slice(0, MOST);
		this.node.replaceChildren(...this.files.map((file) => this.#shown(file)));
		this.node.hidden = !this.files.length;
	}

	// Takes what was pasted or dropped, if it is files.
	take(event, { files }) {
		if (!files.length) return;
		event.preventDefault();
		this.add(files);
	}

	#shown(file) {
		const remove = () => this.set(this.files.filter((one) => one !== file));
		const name = span("file-name", file.name);
		const size = quiet(fileSize(file.size));
		return span("file", name, size, iconButton("close", say("remove", { name: file.name }), remove));
	}
}
