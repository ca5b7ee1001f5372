import { list } from './list.js';

/** What people say for an option of a question, found by the words of its value or label. */
export interface OptionWords {
  readonly named: readonly string[];
  /** Says it. */
  readonly says: readonly string[];
  /** Hints at it: loses against another option that is said. */
  readonly hints?: readonly string[];
}

/** The trade's own synonyms; what a playbook lists under `says` comes on top. */
export const optionWords: readonly OptionWords[] = [
  {
    named: list('windows'),
    says: list('windows, win, win10, win11, w10, w11, microsoft, windoze'),
    hints: list('thinkpad, dell, lenovo, hp, surface, elitebook, latitude, pc, asus, acer'),
  },
  {
    named: list('mac, macos'),
    says: list('mac, macbook, macs, imac, macos, osx, os x, apple, m1, m2, m3, m4, ventura, sonoma, sequoia, mini'),
  },
  { named: list('linux'), says: list('linux, ubuntu, debian, fedora, mint, redhat, rhel, suse, arch, centos') },
  { named: list('iphone, ios'), says: list('iphone, ios, ipad, apple') },
  { named: list('android'), says: list('android, samsung, pixel, galaxy, huawei, oneplus, xiaomi, motorola') },
  {
    named: list('laptop, notebook'),
    says: list('laptop, notebook, macbook, thinkpad, lappy, elitebook, latitude, surface, xps'),
  },
  { named: list('desktop, pc'), says: list('desktop, pc, tower, workstation, imac') },
  {
    named: list('phone, smartphone'),
    says: list('phone, mobile, iphone, android, smartphone, cell, samsung, handset'),
  },
  { named: list('tablet'), says: list('tablet, ipad') },
  {
    named: list('home'),
    says: list(
      'home, wfh, house, flat, apartment, kitchen, sofa, couch, remote, remotely, bedroom, homeoffice, home office, my place, living room',
    ),
  },
  {
    named: list('office'),
    says: list(
      'office, at work, on site, onsite, hq, headquarters, campus, in the building, my desk, meeting room, floor, cubicle, the desk',
    ),
    hints: list('desk, building, work, in, workplace'),
  },
  {
    named: list('travel, travelling, traveling, road'),
    says: list(
      'train, hotel, airport, plane, abroad, trip, on the road, travelling, traveling, travel, cafe, coffee shop, starbucks, airbnb, conference, customer site, client site, customers office, clients office, on the move, bus, car, lounge, holiday, flight, ferry, taxi, away',
    ),
  },
  {
    named: list('wifi, wi-fi, wireless'),
    says: list('wifi, wi-fi, wi fi, wireless, wlan, hotel network, guest network, eduroam, router'),
  },
  {
    named: list('cable, wired, ethernet, lan'),
    says: list(
      'cable, ethernet, lan, wired, rj45, network cable, plugged in, wire, cabled, cord, docking, dock, plugged',
    ),
  },
  {
    named: list('mobile, hotspot, cellular'),
    says: list(
      'hotspot, tether, tethering, tethered, 4g, 5g, lte, cellular, sim, mobile data, mobile, phone, iphone, dongle, personal hotspot, mifi',
    ),
  },
  {
    named: list('outlook, email, mail'),
    says: list('outlook, email, emails, e-mail, e-mails, mail, mails, calendar, inbox, mailbox'),
  },
  { named: list('teams'), says: list('teams, ms teams, meeting, meetings, calls, call') },
  {
    named: list('excel'),
    says: list('excel, spreadsheet, spreadsheets, xlsx, xls, workbook, sheet, sheets, csv, pivot'),
  },
  { named: list('word'), says: list('word, docx, document, documents, letter') },
  { named: list('powerpoint'), says: list('powerpoint, ppt, pptx, slides, presentation, deck') },
  { named: list('onedrive'), says: list('onedrive, one drive, cloud drive') },
  { named: list('sharepoint'), says: list('sharepoint, share point, intranet') },
  { named: list('chrome'), says: list('chrome, google') },
  { named: list('edge'), says: list('edge, microsoft, explorer') },
  { named: list('firefox'), says: list('firefox, mozilla, fox') },
  { named: list('safari'), says: list('safari, apple') },
  { named: list('slack'), says: list('slack') },
  { named: list('zoom'), says: list('zoom') },
  { named: list('browser, web'), says: list('browser, web, chrome, edge, firefox, safari, website') },
  {
    named: list('always, constant, constantly'),
    says: list(
      'always, all the time, every time, everytime, constantly, constant, each time, nonstop, non stop, continuously, permanently, 100%, whenever',
    ),
  },
  {
    named: list('sometimes, intermittent, occasionally'),
    says: list(
      'sometimes, now and then, occasionally, intermittent, intermittently, on and off, from time to time, once in a while, random, randomly, comes and goes, every few, some days, here and there, not always',
    ),
  },
  {
    named: list('others'),
    says: list(
      'everyone, everybody, all of us, whole team, colleague, colleagues, others, other people, team, us all, we all, same for, both of us, neighbour, neighbor, me too, next to me, same here, some people, all, office, department, few people, several, two of us, hers, theirs, teammates, coworkers',
    ),
  },
  {
    named: list('just me'),
    says: list(
      'only me, just me, only mine, just mine, nobody else, no one else, noone else, others are fine, others fine, everyone else, everybody else, works for others, only my, just my, im the only, alone, only one, others can, others are ok, fine for, works for everyone, mine only, myself only, me only',
    ),
  },
  {
    named: list('other, another, else'),
    says: list(
      'other, none of those, none of these, none of them, none, something else, neither, another, different, not listed, not on the list, other one, not any',
    ),
  },
  {
    named: list('yes'),
    says: list(
      'yes, yep, yeah, yup, ya, ye, y, yea, yess, aye, sure, indeed, correct, true, affirmative, right, definitely, absolutely, of course, i do, i did, i have, it is, it does, it did, i am, i can, can do, does, si, ja, oui, goodmark, i think so, believe so, think so, has, course',
    ),
  },
  {
    named: list('no'),
    says: list(
      'no, nope, nah, n, not, nay, negative, never, dont, doesnt, didnt, isnt, havent, hasnt, wasnt, arent, cant, nein, non, badmark, nobody, nothing, none, naw, no one, dont think so',
    ),
  },
];
