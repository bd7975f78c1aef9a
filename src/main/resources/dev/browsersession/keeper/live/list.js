'use strict';

// What a page of a session has a say in reaches this document as textContent only.
const part = (id) => document.getElementById(id);
const PAUSE = 2000;
const LIMIT = 20000;

function span(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[0] ? parts[0] + ' h ' : '') + (parts[0] || parts[1] ? parts[1] + ' min ' : '') + parts[2] + ' s';
}

function holders(session) {
  const lines = session.leases.map((lease) => lease.holder + ' (process ' + lease.ownerPid + ')');
  if (session.heldFor) {
    return (lines.length ? 'Held by ' + lines.join(', ') + ', and for ' : 'Held for ') + session.heldFor;
  }
  if (session.held) {
    lines.push(session.held);
  }
  return lines.length ? 'Held by ' + lines.join(', ') : 'Held by nobody at the moment';
}

// Kept from one look to the next: a click or the focus on it would else be lost with it.
function card(session, before) {
  const entry = before || part('session').content.cloneNode(true).firstElementChild;
  const say = (kind, words) => { entry.querySelector('.' + kind).textContent = words; };
  entry.dataset.session = session.id;
  entry.querySelector('a').href = '../../' + session.path;
  const more = session.pages > 1 ? ' (and ' + (session.pages - 1) + ' more)' : '';
  say('pagetitle', session.page ? (session.page.title || 'No title') + more : session.problem || 'No page');
  say('pageurl', session.page ? session.page.url : '');
  say('id', session.id);
  say('provider', session.provider + (session.shared ? ', shared as ' + session.shared : ''));
  say('ttl', session.ended ? 'Stopping. ' + session.ended : 'ttl left ' + span(session.ttlLeftMillis));
  say('holders', holders(session));
  return entry;
}

function show(state) {
  const count = state.sessions.length;
  part('state').textContent = count === 0 ? 'None is open.' : count === 1 ? 'One is open.' : count + ' are open.';
  const before = new Map([...part('sessions').children].map((entry) => [entry.dataset.session, entry]));
  let last = null;
  for (const session of state.sessions) {
    const entry = card(session, before.get(session.id));
    before.delete(session.id);
    const next = last ? last.nextElementSibling : part('sessions').firstElementChild;
    if (entry !== next) {
      part('sessions').insertBefore(entry, next);
    }
    last = entry;
  }
  before.forEach((entry) => entry.remove());
}

async function look() {
  try {
    const answer = await fetch('state', { signal: AbortSignal.timeout(LIMIT) });
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
    show(await answer.json());
  } catch (failure) {
    part('state').textContent = 'Nobody answers here any more. The keeper has ended, and its sessions with it.';
    part('sessions').replaceChildren();
  }
}

async function watch() {
  for (;;) {
    if (!document.hidden) {
      await look();
    }
    await new Promise((next) => setTimeout(next, PAUSE));
  }
}

watch();
