import { stem } from './stem.js';

/** Stems of words that people put around a problem without saying what it is; they count little for or against. */
export const FILLER_STEMS: ReadonlySet<string> = new Set(
  `help need want try tried trying know anyone somebody someone something anything everything nothing issue problem
  question trouble morning afternoon evening today yesterday week weekend month day hour minute time since ago always
  still already again suddenly anymore really very super quite totally completely keep say says said mean think guess
  work working able unable possible way thing stuff kind come came go going gone let make made use used using look see
  saw seem happen happened start started stop tell told give new old good bad best lot many much last next first second
  third one two three four five ten several every each another back even ever sometimes often maybe please sorry quick
  asap urgent urgently people coworker boss manager team office company work home desk floor room laptop
  computer pc mac windows device phone machine im ive id cant dont doesnt kindly regards team guys everyone everybody
  name names whenever whatever although though however moment currently recently lately
  change set find found take taken put like long list show right number create made add plan save increase place current
  point type year life information info check call talk speak answer confirm suggest recommend fact turn job require
  better yet replace person left soon ask run may might must shall true process available area remember read side sure
  enough different wait become stay build real explain well ahead later expect near prefer instead sort learn figure task
  far purpose piece human item buy sell pay paid money price cost review count rate unit minimum maximum choose chose
  hold bring keep give gave told hear heard feel felt sit stand walk live die early late big small high low
  tonight monday tuesday wednesday thursday friday saturday sunday forever guy bit bunch lot whole half customer client
  supplier partner advisor vendor dell lenovo hp thinkpad elitebook latitude surface macbook samsung galaxy pixel huawei
  probably anywhere somewhere everywhere nowhere since instead actually basically literally exactly simply okay ok`
    .split(/\s+/)
    .map(stem),
);
