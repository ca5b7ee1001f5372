import { isNegated } from '../language/negation.js';
import { bookOf, coveredBy, findPhrases, stems } from '../language/phrases.js';

/** Whether a text speaks of a security matter, so that a person has to see it at once. When in doubt it does. */
export function isSecurity(text: string): boolean {
  return securityWords(text).length > 0;
}

/** The phrases that make a text a security matter; empty when it is none. "Not stolen" and "lost connection" are none. */
function securityWords(text: string): string[] {
  const read = stems(text);
  const harmless = coveredBy(bookOf(FALSE_FRIENDS), read);
  const where = { isTaken: (word: number) => harmless.has(word), mayBegin: (word: number) => !isNegated(read, word) };
  return findPhrases(bookOf(SIGNS), read, where).map(({ phrase }) => phrase);
}

const DEVICES =
  'laptop|notebook|computer|pc|mac|macbook|phone|iphone|ipad|mobile|smartphone|cellphone|tablet|device|yubikey|token|badge';

const SIGNS: readonly string[] = [
  'phishing|phish|phished|phising|smishing|vishing',
  'ransomware|malware|spyware|trojan|keylogger|rootkit|botnet|cryptolocker',
  'virus|infected',
  'hacked|hacker|hack',
  'breach|breached|compromised',
  'scam|scammed|scammer|fraud|fraudulent|impersonating|impersonated|spoofed',
  'data leak|leaked',
  'leaked password|credentials|data|documents',
  'suspicious email|mail|message|link|attachment|file|sign-in|signin|activity|call|sms|text|popup|website',
  'clicked|opened|open|click suspicious|weird|strange|dodgy|bad|fake link|attachment|file|email',
  'weird|strange|dodgy|fake|unusual link|attachment|email|mail|sms',
  'fake invoice|website|page|signin|sign-in|ceo',
  'gift cards',
  'files encrypted',
  'ransom',
  'pay bitcoin',
  'stolen|stole|robbed|theft|steal|burglary',
  `lost|lose|misplaced|mislaid ${DEVICES}`,
  `${DEVICES} is|was|got|been|went|gone lost|missing`,
  `left ${DEVICES} on|in|at train|taxi|cab|uber|bus|plane|airport|restaurant|hotel|bar|cafe|metro|tram|pub`,
  'lost security key|card',
  'lost usb|flash stick|drive',
  'someone|somebody|stranger used|using|accessed|accessing|signin|has|knows|reading my account|password|email|emails|mailbox',
  'unauthorised|unauthorized access|signin|use|user|person|transaction',
  'sign-in|signin|signin not me',
  'was not me',
  'gave|entered|typed|told password fake|phone|caller|website|page|stranger|someone',
  'sent confidential|personal|customer data|file|list wrong person|address|recipient',
  'emails i did not send',
  'did not request|start|cause approval|mfa|reset|code|sign-in|signin',
  'approval|mfa|reset|code|request|requests|email|mail did not request|start|ask|cause',
];

/** What sounds like one of the signs and is something else: it takes its words out of consideration. */
const FALSE_FRIENDS: readonly string[] = [
  'lost connection|connectivity|wifi|internet|signal|network|sound|audio|power|work|file|files|document|documents|email|emails|changes|settings|track|interest|contact|touch|sync|pairing|time|charger|cable|mouse|adapter|password|access',
  'lose connection|connectivity|wifi|internet|signal|network|sound|audio|power|work|time',
  'connection|signal|wifi|network|internet|sound|audio|work|file|files|document lost',
  'connection|signal|wifi|network|sound was|is|got|gets|been lost',
  'stole|stolen|steal|steals show|thunder|limelight|idea|joke|lunch|chair|moment|minute|desk|parking',
  'phishing training|simulation|test|course|quiz|awareness|module|exercise',
  'security training|awareness|course|patch|update',
  'virus scan|scanner|protection|definition|definitions|software|checker',
  'anti virus|malware',
  'corona|covid virus',
  'growth hack|hacking',
  'hack day|week|together',
  'life hack',
  'memory leak|leaked',
  'water leak',
  'hacker news',
  'breach of contract',
  'beach ball|balls|beachball|house|holiday',
];
