// The named slots of prompts: which there are, where they may stand, and filling them.
#pragma once

#include "core/generation/prompt.h"

#include <functional>

namespace antiphon {

enum class PromptPart { System, User, Repair };

struct PromptSlot
{
    QString name;         // "plan"
    QString meaning;      // for people, without a full stop
    bool counted = false; // takes a number: {examples 3}
};
// The slots that may stand in that part of a prompt of that form.
QList<PromptSlot> promptSlots(PromptForm form, PromptPart part, bool intents);

// A slot as it stands in a text: {name} or {name N}; anything else in braces is text.
struct SlotPlace
{
    QString name;
    int number = 0; // 0: none
    qsizetype begin = 0;
    qsizetype end = 0;
};
QList<SlotPlace> slotsIn(const QString& text);

// The text with each slot replaced in one pass, so that what stands in a value is never taken for a slot.
QString filledSlots(const QString& text, const std::function<QString(const SlotPlace&)>& value);

// How many examples a prompt shows; 0: none.
int examplesAsked(const PromptVersion& prompt);

} // namespace antiphon
