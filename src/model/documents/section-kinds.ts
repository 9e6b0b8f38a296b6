/** What a part of a runbook is for, by the words that teams head it with. */
export type SectionKind =
  | 'symptoms'
  | 'impact'
  | 'diagnosis'
  | 'mitigation'
  | 'rollback'
  | 'verification'
  | 'escalation'
  | 'cause';

export const SECTION_KINDS: Readonly<Record<SectionKind, RegExp>> = {
  symptoms:
    /\b(?:symptoms?|meaning|what (?:you|users?|shoppers|customers|people|they|it) (?:sees?|notices?|looks? like|means?)|when to use|when this|trigger(?:s|ed)?|overview|summary|description|alerts?)\b/i,
  impact:
    /\b(?:impact|blast radius|who is affected|affected|consequences|what (?:users?|shoppers|customers|people) sees?|severity)\b/i,
  diagnosis:
    /\b(?:diagnos(?:is|e|tics?)|investigat(?:e|ion|ing)|triage|troubleshoot(?:ing)?|debug(?:ging)?|checks?|first (?:\w+ )?(?:minutes?|steps?|response)|what to (?:look|check)|(?:probable|possible|likely|common) causes?|first response|how to (?:tell|check)|analysis)\b/i,
  mitigation:
    /\b(?:mitigat(?:e|ion|ing|ions)|make it stop|stop the (?:bleeding|harm)|remediat(?:e|ion)|resolution|resolve|resolving|fix(?:es|ing)?|recover(?:y|ing)?|workarounds?|actions? to take|(?:immediate|corrective|response) actions?|procedure|steps|response|what to do|levers?|restore service)\b/i,
  rollback: /\b(?:roll(?:ing)?[ -]?backs?|revert(?:ing)?|undo|back[ -]?out)\b/i,
  verification:
    /\b(?:verif(?:y|ication|ying)|validat(?:e|ion)|confirm(?:ation)?|check that|how to know|is it (?:over|fixed)|back to normal|after(?:wards| the fix)?|done when|recovered)\b/i,
  escalation:
    /\b(?:escalat(?:e|ion|ions|ing)|contacts?|who to (?:call|page|ask)|nobody answers|still stuck|need help|get(?:ting)? help|page|support)\b/i,
  cause:
    /\b(?:root[ -]?causes?|cause analysis|why (?:did )?(?:it|this) happen(?:ed|s)?|find the cause|underlying cause|post-?mortem)\b/i,
};
