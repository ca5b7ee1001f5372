import { list } from './list.js';

/** Words that stand for one another inside phrases, as `@name`. */
export const classes = {
  not: list(`not, dont, doesnt, didnt, isnt, arent, wasnt, werent, hasnt, havent, hadnt, cant, couldnt, wont, wouldnt,
    never, no, nothing, none, neither, hardly, barely, aint, unable, zero, nowhere, nobody, noone`),
  trouble:
    list(`error, errors, problem, problems, issue, issues, trouble, warning, warnings, fail, fails, failed, failing,
    failure, crash, crashes, crashed, crashing, freeze, freezes, freezing, froze, frozen, stuck, hang, hangs, hanging, hung,
    drop, drops, dropped, dropping, disconnects, disconnected, disconnecting, lag, lags, lagging, laggy, slow, slower, broken,
    broke, breaks, breaking, flicker, flickers, flickering, blank, black, dead, offline, jammed, jams, stutters, stuttering, spinning,
    spins, timeout, refused, refuses, rejected, rejects, denied, incorrect, invalid, unavailable, unreachable, blocked,
    locked, missing, worse, useless, greyed, grayed, hopeless, unchanged, muffled, garbled, silent, bluescreen, lost,
    buffering, looping, expired, unresponsive, unusable, glitchy, crackling, choppy, distorted, fault, faulty, bug, asking, empty, stopped, stops, closes, disappears, unable, unreadable, mess, annoying, glitch, outage, malfunction`),
  well: list(`work, works, worked, working, fix, fixed, fixes, solve, solved, solves, resolve, resolved, sorted, help, helps,
    helped, helping, good, better, improved, improvement, change, changed, changes, difference, luck, joy, dice, success,
    effect, use, avail, connect, connects, print, prints, printing, load, loads, loading, open, opens, opening, start,
    starts, respond, responding, happening, happened, happens, charging, syncing, showing, fine, ok, right, normal,
    successful, connected, trick, cigar, go, back, progress, do, did, does, anything, possible, there`),
  runs: list(`works, boots, starts, prints, opens, loads, connects, charges, syncs, plays, rings, scans, saves, sends, uploads,
    responds, moves, types, pairs, wakes, runs, worked, booted, started, printed, opened, loaded, connected, charged,
    synced, paired, sent, saved, submitted, uploaded, reconnected, recognised, recognized, detected, accepted, installed,
    printing, charging, playing, connecting, responding`),
  does: list(`work, boot, start, print, open, load, connect, charge, sync, play, scan, save, send, upload, type, pair, run, log,
    sign, hear, see, read, use, join, access, submit, share, edit, view, call, download`),
  process:
    list(`copying, downloading, installing, updating, restarting, rebooting, uploading, trying, waiting, scanning,
    moving, deleting, booting, signing, checking, clearing, unplugging, resetting, changing, closing, reinstalling, finishing,
    removing, pausing, upgrading, transferring`),
  person: list(`human, person, someone, somebody, anyone, anybody, agent, technician, operator, representative, rep,
    engineer, colleague, people, staff, supervisor, helpdesk, specialist, expert, guy, guys, support, it, humans, tech`),
  place: list(
    'button, option, menu, setting, settings, icon, tab, key, link, field, entry, panel, section, checkbox, tile, gear, list',
  ),
} satisfies Record<string, readonly string[]>;

/** Ordinary words that lie a letter away from one of the tables and are no misspelling of it. */
export const ordinary =
  list(`printer, printers, worker, order, window, letter, course, where, there, were, house, mouse, through,
  though, thought, large, price, night, light, tight, sound, round, found, three, tree, water, paper, power, later, least,
  lease, please, place, plate, storage, stored, server, session, version, version, monitor, moving, loved, having, heard, hears, share, shares, start, state, table, tablet, cable, plain, plane, train, brain, screen, green, clear, cleared, closed, closer, print, point, paint, copy, could, would, should, world, word, words`);
