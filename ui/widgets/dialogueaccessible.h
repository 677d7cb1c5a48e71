// The dialogue view for assistive technology: a list with one item per turn, which reads the turn, describes
// its codes and has its text with caret and selection. Items are made when they are asked for.
#pragma once

namespace antiphon {

class DialogueView;

void installDialogueAccessibility(); // once is enough, more does no harm

// Tell of what changed, where somebody listens.
void announceDialogue(DialogueView* view);
void announceCurrentTurn(DialogueView* view);
void announceSelection(DialogueView* view);

} // namespace antiphon
