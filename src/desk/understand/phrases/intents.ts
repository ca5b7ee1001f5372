import { list } from './list.js';

/** Wants a person or a ticket. */
export const person = list(`
  talk|speak|chat|talking|speaking to|with *$ , talk|speak|chat|talking|speaking to|with * @person, ^human|agent|person|operator|helpdesk|technician|escalate please|pls|now?$,
  real|actual|live|proper|living human|person|agent|being|someone|people|guy|tech, a|an human|agent|technician|operator please|pls|now|instead, human|person please|pls, no more bot|bots,
  open|raise|create|log|make|file|submit|start|lodge|need|want|get|do|put * ticket, ^ticket please|pls|instead|then?$, ticket please|pls, ^ticket it, escalate, escalated,
  log|raise|report it|this with|to it|support|helpdesk, call|phone|ring me, give me|us a|an? quick? call|ring|bell|buzz|shout, me a call|ring, callback, call back$, call me back,
  get|find|send|bring|fetch|give|want|need|involve|prefer|assign|like|contact|page me|in|to|us? a|an|the|some|any|one? real|actual|live|it|human|local|proper|qualified? human|person|someone|somebody|agent|technician|engineer|operator|expert|specialist|helpdesk,
  put|pass|transfer|hand|connect|switch|forward|patch|route|refer|escalate me|us over|on|through|to|with, put this|it through, hand|pass this|it|me over|on|off|to, hand over,
  human|person|agent|technician|tech|engineer|someone|somebody|colleague|anyone|anybody|guys|guy|you|it|support|one * come|visit|call|phone|ring|remote|contact|message * me|my|over|here|out|up|round|desk|into|in|on|us, human|person|agent|technician|engineer|someone|somebody|anyone|anybody|colleague * take|look|help|assist|handle|deal|sort|fix|show|check * look|me|it|this|with|at|us|over|$,
  someone|somebody|anyone|anybody|person|guys|people|guy|colleague|team|one in|from|at|of the? it|support|helpdesk|helpdesk|tech|servicedesk, someone|somebody|human|person * instead, come * my|our desk, want|let it|them|support to? fix|look|sort|handle|take|call|come, come over|round|here,
  contact|reach it|support|helpdesk, is|isnt there a|an|any? anyone|anybody|someone|somebody|person|human|technician, enough * bot|questions, stop * bot|robot, not a bot|robot|machine, dont want|like * bot|robot|machine, number|extension for|of it|support|helpdesk, customer service|support, can|could someone|somebody, service desk please|pls?$`);

/** Tells of somebody who came unasked: nobody asks for them. */
export const approached = list(`
  someone|somebody|guy|man|woman|caller|stranger|microsoft * wants|wanted|asks|asked|called|phoned|rang|told|demands|insists|claims|claimed,
  someone|somebody|guy|man|woman|caller|stranger|microsoft * says|said|saying he|she|they|hes|shes|theyre, ^it|support|helpdesk called|phoned|rang|asked|wants|wanted`);

/** Asks who or what the desk is: looks like a wish for a person and is none. */
export const aboutTheDesk = list(`
  are|r you|u * bot|robot|human|real|person|ai|machine|computer|chatgpt|automated|alive|sentient, am i * bot|robot|human|person|machine|real|ai|computer, is this|it|that a|an|just|some|the? * bot|robot|human|person|ai|machine|automated|real|chatgpt|computer,
  ^so|and|but|ok|hey|hi|hello|wait? who|what are|r you|u, who is this, whos this|there, what is|s your name, whats your|ur name, do you|u * sleep|feel|dream|eat|like|love|speak, joke, ^so|and|ok|hi|hey|hello? what|how can|do you|u do|help|work, what|which things|stuff|kind|sort|topics * you, how old are you, who made|built|created you, have|got|do you * name, can you * joke|sing|dance|hear|understand, how|what do you work|know`);

/** Greetings and pleasantries: small talk when nothing else is said. */
export const pleasantries = list(`
  hi, hello, helo, hey, hiya, heya, hallo, howdy, yo, hola, bonjour, hei, moin, ahoy, greetings, sup, whats up, wassup, good morning|afternoon|evening|day|night, morning, afternoon, evening, gday, how are|r you|u|things|we|ya, hows it going, how is it going, hows things|life|tricks|everything|you|your * day|week|weekend?, how do you do, how you doing, how are you|u doing|today|feeling|keeping, hope * well, hope you|youre|all, im fine|good|well|ok, long time no see, nice|good|pleased|lovely to meet|see you, whats new, how was your weekend|day|night, are you|u there|here|ok|awake|alive|online|busy|working, anyone|anybody|someone|somebody there|here|home|around, you|u there|around|awake, is there? anyone|anybody|someone there|here|home, test, testing, ping, lol, haha, hahaha, hehe, lmao, bye, goodbye, ciao, see you|ya, cya, have a * nice|good|great|lovely day|one|weekend|evening|night|afternoon|time, happy friday|monday|weekend|new|birthday|holidays, good|nice bot, take care, tgif, nice|lovely|terrible weather, weather * today|outside, wavemark, talk|speak|catch later, enjoy your, and|hbu you, what a day, busy day|today, friday, monday`);

/** Words that add nothing to a greeting or a thank-you. */
export const fillers = list(`
  there, again, today, all, everyone, mate, bot, desk, deskhand, team, guys, friend, buddy, dear, sir, man, pal, love, folks, oh, ah, um, hmm, well, ok, okay, so, just, then, now, and, the, a, for, you, your, u, to, my, me, i, im, id, it, is, its, was, that, thats, very, much, lot, lots, bunch, really, ever, too, help, helping, support, time, quick, fast, response, reply, answer, assistance, info, information, patience, anyway, anyways, everything, this, x, xx, xxx, kind, kindness, of, nice, good, great, perfect, brilliant, lovely, awesome, excellent, super, cool, amazing, fantastic, wonderful, fab, wow, best, star, legend, lifesaver, hero, job, work, service, one, alright, right, yes, yeah, yep, sure, fine, got, noted, understood, sounds, will, do, were, are, have, been, helpful, useful, youre, ur, million, advance, in, such, no, problem, worries, day, must, say, as, always, with, k, kk, goodmark, looking, into, sorting, getting, back, doing, lol, haha, keep, up, please, pls, at, bit, feeling, going, warm, regards, kindly, heaps, ton, tons, bot, quickly, many, cheers, letting, know, really, appreciated, on, care, taking, regards, kind, best, everyone, how, o, off, go, ill`);

/** Thanks. */
export const thanks = list(`
  thanks, thank you|u?, thankyou, thx, thnx, tnx, thks, thanx, thanku, tks, ty, tyvm, tysm, ta, cheers, appreciated, appreciate, obliged, grateful, merci, danke, gracias, grazie, tack, obrigado, bedankt, thanksmark, you rock, you|youre|ur the? best|star|legend|lifesaver|hero, nice one, good job, well done, bless you`);

/** Shows that a message was heard: thanks when the desk asked nothing, "at it" when it showed a step. */
export const heard = list(`
  ok, okay, okey, okie, k, kk, great, perfect, cool, nice, good, got it, noted, understood, will do, alright, super, fine, brilliant, lovely, awesome, excellent, sounds good, goodmark, sure, right, wonderful, fab, sweet, fantastic, roger, then, thats, thank, all, very, well, oh, yes, yep, yeah, excellent, amazing, much, better, good to know, great stuff, ace, makes sense`);

/** Gives up the request. */
export const cancel = list(`
  never mind, nevermind, nvm, nvmd, ^nm$, forget|scrap|disregard|ignore it|this|that|about|everything|me|my, scratch|drop|bin|ditch it|this|that$, ^forget|disregard|abort|quit|exit|stop|end$, leave it|this|that$, leave it * then|there|be, ^cancel$, ^no|ok|please|just|actually? cancel please|pls?$, cancel this|that|it|please|everything|my, cancel the|all|a? request|ticket|whole|conversation|chat, want|like to cancel,
  dont|not bother|bothering, dont worry, no longer need|needed|necessary|relevant|required|want|wanted, dont|not need|want * anymore, dont|not need|want * any more|longer, dont need it|this|help|anything after|now|all, not needed|necessary|important|relevant anymore|more|any, ^its|is|just|really|that? not|isnt|wasnt that|so|really|too? important, i give up, giving up, ^ill just? live|manage|cope, ill just? use|borrow|do|work|print|go * without|another|other|different|elsewhere|instead|mine|old, close|end|stop the|this chat|conversation|session|request, ^stop|end this|it|here|asking, false alarm, changed my mind, no need anymore|any|for, call it off, withdraw, ^skip it, lets drop|leave|stop`);

/** Wants to begin anew. */
export const startOver = list(`
  start|starting|begin|beginning all? over|afresh|anew, start|begin|go|do|try|take|run * from * scratch|beginning|top|start|zero, ^start|begin again, lets|we|us|to|please|just start|begin|go again|over, from scratch, from the? very? top|beginning|start$, restart|reset|redo|clear|wipe the|this|our|a|my|whole? chat|conversation|dialog|dialogue|questions|convo, new|fresh|another chat|conversation|start, ^restart|reset|redo please|pls|everything|all?$, back to * start|beginning|menu|top, main menu, do over, start fresh|new, clean slate`);

/** Does not understand the step, or asks how it is done. */
export const how = list(`
  ^how do|can|would|should|does|to|d|is|am|exactly|u, how do|can|would|should|does|to|am i|you|we|one|that|this|find|get|do|see|open|check|supposed|it, ^so|ok|um|hmm|and|sorry|er|well|yes|but? how|huh|eh|pardon|what|where|which please|pls|so|exactly?$, ^come again, ^so|ok|um|hmm|and|sorry|er|well|yes|but|eh|hey? where|which|what|whats|wheres is|are|do|does|can|should|would|exactly|button|menu|settings|one|key|kind|icon|page|app|version|password|port|of|safe|program, ^whats|wheres|whos !wrong|going|happening|up|next|now|with|left|more, where|which * find|click|go|look|exactly|mean|is, what do you|u mean, what * mean, you|u mean, meaning of, what is|s a|an|the|that|this,
  dont|didnt|doesnt|cant|not understand|follow, understand * what|how|nothing, dont|didnt get it|that|this|you|what$, dont get what|how, makes|make no sense, lost|losing me, im lost, confused, confusing, explain, step by step, walk|talk|guide|take|lead me through|thru, show me, can|could you|u clarify|elaborate|rephrase|simplify, clarify, rephrase, more|too|exact|clearer|better detail|details|detailed|instructions|technical|complicated, plain|simple|simpler|easier|normal english|words|terms|language, english please, not technical|techy|savvy|computer, not very|that|so|really|too technical|techy|savvy|good, not good with|at,
  no idea|clue * how|what|where|which, dont|not|didnt know|sure|certain|remember * how|what|where|which, unsure * how|what|where|which, ^sorry|but|i|we|hmm|um? i|we? still? dont|cant|couldnt|not|didnt find|locate, cant|couldnt|dont|not|no|doesnt|isnt * see|find|have|locate|such|there|exist * @place, ^i|but? dont|cant see|have that|it|any|one|such|a|an|the, there is|s? no such|@place, theres no such|@place, no such * @place, @place * not there|here, @place isnt|doesnt, need|any|have|send instructions|screenshot|screenshots|guidance|guide|picture|pictures|video|link|link, what|which button|buttons|key|keys|menu|icon|@place, what|where should|do i press|click|do|type|enter|choose|select|look|go with?, do i * need|have|click|press|hold|first|type, never heard|seen|used|done, first time * doing|this, greek to me, double dutch, gibberish, jargon, help me do|with|find|understand|through, which one, like what, meaning$, not|sure|know follow`);

/** Asks the desk to wait a moment. */
export const moment = list(`
  ^ok|okay|pls|please|just|can|you|oh? hang|hold on|tight, ^holdon|hangon, ^ok|okay|just|please|pls|wait|need|gimme|hold|hang|on? on|a|one|1|two|2|few|couple|5|five|10|ten|another|half more|of|an? sec|secs|second|seconds|moment|min|mins|minute|minutes|mo|tick|hour|hours, ^just|ok|okay|please|can|pls|need? give me, gimme, bear with, brb, be right back, back in a|an|few|5|10|couple|half, bbl, afk, ^wait|waiting$, ^wait a|one|please|pls|up|for,
  let me * check|see|look|find|ask|get|grab|try, ill just|quickly? check|look|ask|find|see, ^checking, ^im? just? checking|looking, stand by, standby`);

/** Has not tried a step yet, or is at it. */
export const later = list(`
  not yet$, ^no? not yet, ^later|tomorrow|tonight|soon$, ^maybe|perhaps|much|bit|will? later, try|do|check|report|test|look|restart|reboot|update * later|tomorrow|tonight|soon|shortly|monday|after|once,
  ill|will|gonna|lemme just|now|also|quickly|have|to|go|then|first|definitely? try|do|check|test|give|see|reboot|restart|report|let|update|run|wait|finish|look|attempt|get|be|shut|close|plug|unplug, going|need|have|about|got|gotta to * try|do|check|test|restart|reboot|wait|finish|run|find, let me * try|do|check|test|see|finish|restart|reboot|get|have|find|look|grab, let you know, keep you posted, get back to you, report back, ^in|at|on|having a|an|my|the|back|another? meeting|meetings|lunch|presentation|call|interview|class|workshop|train|bus, im|am|ive|currently|busy|stuck|still|now|got in|at|on|having|with|a a|an|my|the|back|another? meeting|meetings|lunch|presentation|call|interview|class|workshop|train|customer|client,
  not|away|isnt|nowhere at|near|from|in|by|with my|the? desk|computer|laptop|pc|office|machine|keyboard|home|moment|it, away|out|busy until|till|right|now|today|atm|with, ^busy, im busy, out of office, on my|the way, havent|not|didnt|no had|have|got|get * chance|time|moment, no time|chance right|now|yet|today|at, havent|not|didnt|hasnt yet|even|actually? tried|done|try|restarted|rebooted|started|finished|gotten|got * yet|it|that|this|so|round|to|$, cant|wont|able|unable * do|try|reboot|restart|test|shut|leave|unplug|close|update|stop|interrupt * now|moment|until|till|before|today|atm|because|while|mid|middle|yet|during,
  ^@process, ^wait|ok|okay|oh|hmm|yes|no? its|it|is? @process, percent, ^im|i|ok|okay|just|am|currently|its|computer|laptop|pc|it|yes|is|windows|machine|mac|sure|alright|right|now am|is|now|just|still|busy|currently|it|im? @process, still @process, ^still doing|on|at|working it|that|this|on|$, ^ok|okay|im|am? doing it|that|this|so$, ^doing that|this|it now, doing it|that|this now|right, ^working on, busy @process, on it$, in progress, underway, minutes|hours|mins|percent|secs left|remaining, takes|taking|take a while|bit|moment|few|some|time, nearly|almost there|done|finished, halfway, until|till|once|when|after my|the|i|im|this|its|it * finish|finishes|finished|ends|back|over|free|meeting|lunch, in the middle of, after work|lunch|meeting|this|dinner|school, this|later afternoon|evening|today, in the morning|afternoon|evening, first thing|i|let, ^in a|an|half|few|5|10|15|20|30|couple of|an|a? hour|minutes|mins|bit|while|minute|moment|sec, tomorrow, stand by, standby, when i|im get|have|am|back|at|home|find|free, need|takes more? time, more time`);

/** Another problem than the one at hand. */
export const another = list(`
  another|different|new|separate|second|other|unrelated|additional|further|extra|next|more problem|issue|thing|question|topic|matter|request|trouble|fault, something else|unrelated, by the way, btw, on another|different|separate|unrelated note|topic|subject, while|whilst im|youre|i|we|you|ive * here|at|you, unrelated, besides that|this, on top of that|this, in addition, ^and|oh|ok|thanks|well? also my|the|our|i|need|can|could|there, ^additionally, ^plus my|the|i, forgot to mention, apart|aside from that|this, what about my|the`);

/** Does not know the answer to a question. */
export const dontKnow = list(`
  dont|didnt|wouldnt really|actually|honestly|even|exactly|quite|rightly? know|knw|remember|recall, dunno, duno, idk, no|not|havent|any|a|the|slightest|faintest|foggiest a|any|the|got? slightest|faintest|foggiest? idea|clue, havent a clue, no clue|idea|ideas, never|not|im|am too|so|really|quite|very|entirely|completely|100|totally|exactly|that|altogether? sure|certain|positive|aware, not * sure|certain, unsure, uncertain, cant|couldnt|unable honestly|really|even|quite|exactly|to? remember|recall|tell|say|decide|think|be, cant|couldnt|didnt|dont|unable to|really? find|read|see|check|catch|get|work|look|identify it|that|this|any|anything|one|out|where|which|$, who|god|heaven knows, beats me, good question, search me, your guess, guess is as, hard|difficult|impossible|tough|tricky to? say|tell|know, havent|didnt|not|never|hasnt even|actually|really|yet? checked|check|asked|ask|looked|look|written|write|saved|noted|note|noticed|notice|caught|catch|seen|screenshot|counted|paid|tested, forgot|forgotten|forget$, ^i|sorry? forgot|forgotten|forget, slipped my mind, how|where would|should|could|am|the i|hell? supposed? i? know|tell, too quick|fast, shrugmark, ^pass|skip|whatever$, ^could be anything|either, unknown, ^n/a$, not a scooby, lost track, wish i knew, doesnt|didnt|dont say|show|tell|have|display|give, any|either of? them|one? is? fine`);

/** Yes to an offer. */
export const yes = list(`
  ^y|ya|ye|k|kk|sure|ok|okay|yes|yeah|yep|yup|yess|aye|si|oui|ja|da|please|pls|plz|absolutely|definitely|certainly|alright|fine|great|perfect|good|lovely|brilliant|super|cool|agreed|indeed|right|affirmative|naturally|yea|yah|obviously|totally|excellent|awesome|correct|deal|splendid|cheers|thanks|thank, goodmark, yes please, please do, go ahead|for|on|then, do it|that|so|please, do$, sounds good|great|fine|perfect|like, would|will|d be|do great|good|nice|help|helpful|lovely|brilliant|awesome|perfect|appreciated|fantastic|useful|ideal|best|wonderful, would help, ofc, thatd be, why not, of course, by all means, open|raise|create|log|make|file|submit|book one|it|a|the|this|that|away|ticket|please, if you could|can|would|dont, id like|love|appreciate|want, i would|do like|appreciate|love|want, lets do|go|have|open, i guess|suppose, i think so|yes, might as well, may as well, need|want one|a|it|that, please open|raise|create|log|make|go|send, ^go|yes|ok, get it done|logged|raised|sorted, proceed, works for me, happy|fine with|for|to, ok|okay do|go|then|please, i agree, good|great idea|plan, you|u may|can, if it|that helps, that works`);

/** Begins with a plain no. */
export const plainNo = list('^no|nope|nah|n|na|nein|non|noo|nooo|naw|negative|nay');

/** No to an offer. */
export const no = list(`
  badmark, not|isnt * needed|necessary|required|now|today|really|thanks|this|for|right|worth|at|yet, dont, no need, im|id|were|am good|fine|ok|okay|alright, rather|prefer not|you|no, ill|will just|rather|probably|first|simply? ask|manage|live|wait|cope|handle|survive|sort|figure|fix|find|use|look|do|pop|go|walk|call, not|dont this|want|bother, ^skip, leave it, already|have have|got|opened|raised|reported|one|a|an|is|logged * ticket|one|open|it|case, it can wait, its|thats|it|that is? ok|fine|okay|alright|good$, no|not thanks|thank|ticket, hold off, wouldnt|shouldnt, decline, pass$, pointless, waste of, dont|wont worry|need|want|bother`);

/** A "no" or "not" that does not refuse. */
export const notRefusing = list(`
  no problem|worries|prob|probs|objection|objections|doubt, why not, dont mind, if you dont, not a problem, cant hurt, wouldnt hurt|mind, no harm, dont see why not, nothing to lose, cant fix|solve|do|wait|work, no choice|option|idea|clue|other`);

/** Withdraws the request rather than refuse the offer. */
export const withdrawn = list(
  'never mind, nevermind, nvm, forget it|that|this|about, ^cancel, scrap|drop|scratch it|that, changed my mind',
);

/** Wants to do something before the offer is taken. */
export const first = list('not yet, ^maybe? later, let me, try * first|again, ^later, ask me later');

/** Approves so warmly that a step must have helped, thanks or not. */
export const approval = list(
  'perfect, brilliant, excellent, awesome, amazing, fantastic, wonderful, super, yes, yep, yeah, goodmark, legend, lifesaver, genius, you|youre the? best|star|hero',
);

/** Agrees to try a step. */
export const willDo = list(
  'ok, okay, okey, k, kk, sure, alright, right, will do, got it, roger, then, noted, understood, sec, second, secs, moment, minute, min',
);

/** Begins a greeting. */
export const greetings = list(
  '^hi|hello|hey|hiya|heya|hallo|howdy|yo|greetings, ^good morning|afternoon|evening, how are|r, wavemark',
);

/** Says that there is nothing else. */
export const nothingElse = list(
  'no, nope, nah, nothing, else, thats, all, it, for, now, im, good, is, that, more, not, today, n',
);
