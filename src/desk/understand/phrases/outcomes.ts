import { list } from './list.js';

/** Sounds like trouble and is its end. */
export const relief = list(`
  no|without|zero any|more|further? error|errors|problem|problems|issue|issues|warning|warnings|crashes|trouble,
  no|without more|further * @trouble, no longer * @trouble, no longer getting|get|see|seeing|happening|happens,
  @not * @trouble|happen|happening|happens|see|get * anymore|since, @not * @trouble|happening any more,
  hasnt|havent|didnt|not @trouble|happened * since|again|so|yet, stopped @trouble|happening|flashing|beeping|doing,
  @trouble * gone|disappeared|vanished|went|cleared, has|have|is|all|its gone|disappeared|vanished, went away, gone away|now,
  nothing|not|isnt|none lost|broken|missing|@trouble anymore?, cant complain, no problem|problems|issue|issues now?,
  no|not any? need to, didnt expect, why didnt i, should have, shouldve, could not be better, not bad, cant believe`);

/** Certainly no better. */
export const unhelped = list(`
  still * @not, still * @trouble, still * same|getting|get|gives|says|shows|tells|asks|asking|saying|showing|have|having|keeps|happens|happening,
  still nothing|no|nope|broken|bad|wrong|the|a|there|red|waiting|just|only|an|keep, ^still$, still does|is$, still doing|does it|that|this,
  same|identical|exact|similar * error|issue|problem|message|thing|result|story|behaviour|behavior|screen|outcome|as|again, ^same$, all|just|exactly|much|the|pretty|is|its same,
  keeps|kept, keep on|getting|seeing|having|dropping|asking, as|like before|ever|always, back to square, no|zero|any|little|slightest|noticeable change|difference|luck|joy|dice|effect|success|improvement|avail|go|good|use|cigar,
  no better|worse|help|sound|signal|response|picture|connection|internet|go|change|way, not|isnt|wasnt|didnt|hasnt|doesnt|havent * @well, cant|couldnt|wont|wouldnt|unable, doesnt|didnt|isnt|hasnt|wasnt|arent,
  did|does|do|done|doing|achieved nothing|nowt|nada|squat, nothing * @well|new|different|else|works|helps|changes, ^nothing, nothing$, nada, nope, ^nah, ^no$, ^no no? unfortunately|sorry|sadly|still|not, negative, ^negative, badmark,
  unfortunately|sadly|alas not|no|$, afraid not|no|$, not * fixed|solved|working|really|yet|at|quite|even|for|a, not$, not today|anymore|now, never * @well, none of, neither, no sound|way|idea,
  worked|works|fine|ok|good|helped|fixed|better|back * for|only|until|till|once|then * sec|second|seconds|minute|minutes|moment|while|hour|page|one|bit|again,
  only|just for|lasted|worked|works * sec|second|seconds|minute|minutes|moment|while|bit, came|comes|come|coming|is|its|happened|happens|happening|started|starts|popped|did * back|again * error|message|problem|issue|black|blank|warning|popup,
  problem|issue|error|message|warning|popup came|comes|is|keeps back|again|returned, happened|happens|happening|crashed|dropped|froze|failed|stuck|did|does|drops|crashes|freezes|fails|disconnected|starts|restarted|hang|hangs|kicked * again, its|is|still doing it|that|this again,
  what now|next|else, anything else i, any other|more idea|ideas|suggestions|suggestion|tips, made|makes|making|got|getting|even|is|its|actually|much|far worse|slower, already did|done|tried|been|rebooted|restarted|have, tried|did|done that|this|it|them|everything|all already|before|twice|three|times|several,
  worst|useless|hopeless|rubbish|pointless|waste, went|something|anything|still|gone wrong, cut|cuts|kicks|kicked|throws|threw|logs|logged|signs|boots|locked me|out|off, times|timed out, goes|went black|blank|off|down|offline|dead|away|grey, wont, refuses|refused|fails, no !need|it|its|problem|problems|i|im|wait|that|thats|now|worries|more|longer|all|we|everything, none, failed, asks|asked|prompts|prompted|wants me|for * password|login|again`);

/** Certainly better. */
export const helped = list(`
  did the? trick, that|this|it|restart|reboot|which did|has|seems it|done|worked|helped, that was it|the|all, all|its|looks|everything|working|now good|fine|ok|okay|well|set|sorted|clear|working|fixed|normal|green|better,
  fixed|solved|sorted|resolved, fixes|solves|resolves it|that|this|the, works|worked|working, back|up|online|running|alive again|now|up|online|on|running|normal|to|working|in|alive, its|is|was|are|am|came|come|got|screen|sound|internet|wifi back,
  im|i|am|got|get|back|let|lets|logged|signed|straight in|through|on now?$, let|lets|letting|allowed me in|through|on|log|sign, logged|signed|log in|on|back, i|we|they|you can|could|able now? hear|see|open|print|connect|login|log|send|access|get|use|type|sign|join|read|work|do|share|finally,
  can hear|see|print|connect|log|send|access|open me|you|it|them|again|now|everything|my|the|people, connected|connects|prints|printed|opens|opened|loads|loaded|starts|started|boots|syncs|synced|charging|moves|printing|loading|syncing|responds|responding|rings * again|now|normally|properly|fine|ok|fast|correctly|straight|perfectly|instantly|first|immediately|just|without,
  connected, ^connects|prints|printed|opens|loads|loaded|opened, no more, gone, disappeared, cleared up, successful, successfully, ^it did$, ^goodmark, goodmark, success, solved, magic, wizard, genius, miracle, hooray, hurray, yay, woohoo, woo, bingo, yess|yesss|yessss, winner, helped, a treat, seems|seemed|think|looks|appears|guess|believe * done|did|worked|has, everything|all|both|they|it connects|loads|opens|prints|starts|responds|syncs|moves|rings|charges|works|runs$, result$, better|faster|quicker|smoother now|than|much|already, much|way|lot|so|far better|faster|quicker|smoother, can|could|lets|please|you|we close * this|it|ticket|the|case, like a charm|new|dream, happy|glad|relieved, as good as new,
  good as new, as it|expected should?, problem|issue|error|message|warning|popup is|has|was|went|all|now? gone|solved|away|fixed|over|history|sorted|resolved, normal again|now, back to normal, again now, now again, up and running, good to go, all set, crisis averted, never mind * works, sorted itself`);

/** A little better: counts when nothing else speaks. */
export const seemsHelped = list(`
  good, great, perfect, brilliant, brill, excellent, awesome, super, sweet, lovely, fantastic, amazing, wonderful, fab, nice, normal, normally, properly, fine, finally, yes, yep, yeah, yup, ya, aye, indeed, correct, affirmative, ok now, okay now,
  @runs, can|could now|finally|again|actually? @does, nicely, smoothly, perfectly, instantly, immediately, straight|right away|after, first|second try|attempt|go, all along, turns|turned out,
  now, again, wow, better, faster, right, hurrah, ace, cracking, stable, smooth, quick, recovered, restored, success, green`);

/** Says outside a step that the problem is over. */
export const over = list(`
  works|working|fixed|sorted|solved|resolved|fine|ok|good|okay again|now|itself|already|today, came back by|again|on, its|is|are back|sorted|fixed|solved|resolved|working, fixed|sorted|solved|resolved it|itself|myself, problem|issue is? solved|gone|fixed|resolved|sorted|disappeared, now it|its|everything works|working|fine|ok|fixed, started working, stopped happening, seems * fine|fixed|ok|working|gone, i|we fixed|solved|sorted, by itself, got it working|fixed|sorted, ^all? fixed|solved|sorted|resolved|works`);

/** Says unasked that the old problem is still there. */
export const again = list(`
  ^it|its|this|that|but|sorry|no|hi|hey|thing|problem|issue|and? still, ^nope, ^still, it|problem|same|issue|error|thing has|is|just|keeps? happened|happening|happens|back|started|returned again?$, didnt help|work|fix, not fixed|solved|working$, same problem|issue|error|thing, its|is back again?$, ^and|but|no|sorry? it|this|that is|was still, ^and|but|no|sorry? its|it is|has? happening|broken|down|dropping|failing again$, ^and|but? it came|comes back again?$`);
