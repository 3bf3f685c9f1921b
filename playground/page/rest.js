// REST as one person: the same routes that every client of Discord uses, refusals and limits included.

const PATIENCE = 5;
const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

export class Refusal extends Error {
	constructor(status, told) {
		super(told.message ?? `HTTP ${status}`);
		this.status = status;
		this.code = told.code ?? 0;
		this.details = [...faults(told.errors ?? {})];
	}
}

function* faults(errors) {
	for (const [key, value] of Object.entries(errors)) {
		if (key === "_errors") for (const one of value) yield one.message;
		else if (value && typeof value === "object") yield* faults(value);
	}
}

export class Rest {
	constructor(token) {
		this.token = token;
	}

	// Asks until it is answered, or refused for good. A limit is waited for; what only reads is asked again after a 5xx.
	async ask(method, path, body, files = []) {
		for (let turn = 1; ; turn += 1) {
			const answer = await this.#once(method, path, body, files).catch(() => null);
			if (answer === null) {
				if (method !== "GET" || turn === PATIENCE) throw new Refusal(0, { message: "" });
				await wait(0.3 * turn);
				continue;
			}
			const told = answer.status === 204 ? null : await answer.json().catch(() => ({}));
			if (answer.ok) return told;
			const mayAskAgain = answer.status === 429 || (method === "GET" && answer.status >= 500);
			if (!mayAskAgain || turn === PATIENCE) throw new Refusal(answer.status, told ?? {});
			await wait(answer.status === 429 ? (told.retry_after ?? 1) : 0.3 * turn);
		}
	}

	#once(method, path, body, files) {
		const headers = { Authorization: this.token };
		let sent;
		if (files.length) {
			sent = new FormData();
			sent.append("payload_json", JSON.stringify(body ?? {}));
			files.forEach((file, at) => sent.append(`files[${at}]`, file, file.name));
		} else if (body !== undefined) {
			headers["Content-Type"] = "application/json";
			sent = JSON.stringify(body);
		}
		return fetch(`/api/v10${path}`, { method, headers, body: sent });
	}
}

// What Discord has no route for.
export async function playground(method, path, body) {
	const headers = body === undefined ? {} : { "Content-Type": "application/json" };
	const answer = await fetch(`/playground${path}`, {
		method,
		headers,
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	if (!answer.ok) throw new Refusal(answer.status, { message: await answer.text() });
	return answer.status === 204 ? null : answer.json();
}
